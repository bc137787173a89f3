import { migrate, type Migration } from '../platform/db/migrate.ts'
import { readMigrations } from '../platform/node/migration-files.ts'
import type { OpenDatabase } from '../platform/node/open-database.ts'
import { Complaint, entropy, hasPark, migrationsFolder, now, withDatabase, type Ground } from './ground.ts'
import { seedDatabase } from './seed-database.ts'

export async function migrateDatabase(ground: Ground): Promise<number> {
  const applied = await withDatabase(ground, migrated, 'made')
  ground.say(applied.length === 0 ? 'Up to date: nothing to apply.' : `Applied ${applied.join(', ')}.`)
  return 0
}

export async function seed(ground: Ground): Promise<number> {
  return withDatabase(
    ground,
    async (database) => {
      await migrated(database)
      if (await hasPark(database.db)) {
        ground.say('The database holds a park already: nothing was changed.')
        return 0
      }
      await seedDatabase(database, ground.settings.database, await migrations(), { now: now(), entropy })
      ground.say('The demo park is ready. People sign in as researcher@helix.example, manager@park.example and others.')
      return 0
    },
    'made',
  )
}

async function migrated({ target }: OpenDatabase): Promise<string[]> {
  return migrate(target, await migrations(), now())
}

async function migrations(): Promise<Migration[]> {
  if (migrationsFolder === undefined) throw new Complaint('The folder drizzle with the migrations is not there')
  return readMigrations(migrationsFolder)
}
