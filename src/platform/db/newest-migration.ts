/** The last file of drizzle/ that this program was written for. A test compares it with the folder. */
export const newestMigration = '0028_stated_period.sql'
