import { sql } from '../platform/db/sql.ts'

/** What is still due of the statement `s`; less than nothing is what the firm gets back. */
export const dueMinor = sql`(s.total_minor + s.carried_minor - s.set_off_minor - s.paid_minor)`
