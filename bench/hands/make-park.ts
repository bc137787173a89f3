import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { migrate } from '../../src/platform/db/migrate.ts'
import { readMigrations } from '../../src/platform/node/migration-files.ts'
import { historyStatements } from '../history.ts'
import { parkScript } from '../park.ts'

// In a process of its own: a connection stays half open until it is collected, and no process that measures should
// hold one.
const [file = '', bookings = '0', mostBytes = '0'] = process.argv.slice(2)
const database = new Database(file)
database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;')
database.exec('PRAGMA temp_store = MEMORY; PRAGMA cache_size = -1000000;')
const now = Math.floor(Date.now() / 1000)
await migrate(
  { rows: async (text) => database.prepare(text).all() as never, script: async (text) => void database.exec(text) },
  await readMigrations(join(import.meta.dirname, '../../drizzle')),
  now,
)
database.exec(parkScript(now))
for (const statement of historyStatements(Number(bookings), now)) {
  database.exec(statement)
  if (statSync(file).size > Number(mostBytes)) throw new Error(`a history of ${bookings} would pass ${mostBytes} bytes`)
}
database.exec('PRAGMA journal_mode = WAL')
database.close()
