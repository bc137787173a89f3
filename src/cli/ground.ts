import { createHash, randomFillSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Deps, Instant } from '../deps.ts'
import { loadPark } from '../park.ts'
import type { Db } from '../platform/db/port.ts'
import { sql } from '../platform/db/sql.ts'
import { fetchAbroad } from '../platform/node/fetch-abroad.ts'
import { openDatabase, type OpenDatabase } from '../platform/node/open-database.ts'
import { secretsWith } from '../platform/secrets.ts'
import type { DatabaseSetting, Settings } from '../platform/node/settings.ts'

/** What a command stands on. */
export interface Ground {
  readonly settings: Settings
  /** One line for whoever runs the command. */
  readonly say: (line: string) => void
}

/** Something that the operator can put right: its message is the one line that they need. */
export class Complaint extends Error {
  override readonly name = 'Complaint'
}

/** Where the migrations are: beside the bundle's folder, and beside this one's parent. */
export const migrationsFolder = [
  join(import.meta.dirname, '../drizzle'),
  join(import.meta.dirname, '../../drizzle'),
].find((folder) => existsSync(folder))

/**
 * Opens the database of the settings, hands it to the work, and closes it. Without `made`, a file must be there
 * already.
 */
export async function withDatabase<T>(
  { settings }: Ground,
  work: (database: OpenDatabase) => Promise<T>,
  made: 'made' | 'there' = 'there',
): Promise<T> {
  const { database: setting } = settings
  if (made === 'there' && setting.kind === 'file' && !existsSync(setting.path)) {
    throw new Complaint(`There is no database at ${setting.path}: run migrate or seed first, or set DATABASE_URL`)
  }
  const database = await openDatabase(setting, { serving: false, onFatal: rethrow })
  try {
    return await work(database)
  } finally {
    database.close()
  }
}

/** As `withDatabase`, for work inside the park: it gets what commands get. */
export async function withPark<T>(ground: Ground, work: (deps: Deps) => Promise<T>): Promise<T> {
  return withDatabase(ground, async ({ db }) => {
    if (!(await hasPark(db))) throw new Complaint('The database holds no park yet: run seed first')
    let park = await loadPark(db)
    return work({
      db,
      park: () => park,
      reloadPark: async () => (park = await loadPark(db)),
      // What a command causes is told by the server that runs beside it, or next.
      mailer: null,
      photos: null,
      fetch,
      fetchAbroad,
      secrets: secretsWith(ground.settings.secretsKeys, entropy),
      now,
      entropy,
      afterResponse: () => {},
      publicUrl: ground.settings.publicUrl ?? 'http://localhost',
    })
  })
}

/** Whether the database is migrated and holds a park. */
export async function hasPark(db: Db): Promise<boolean> {
  const { tables } = await db.read({ tables: sql`SELECT name FROM sqlite_schema WHERE name = 'park' LIMIT 1` })
  if (tables.length === 0) return false
  const { parks } = await db.read({ parks: sql`SELECT id FROM park LIMIT 1` })
  return parks.length > 0
}

/** The file of the settings; a libSQL server's own tools do the rest. */
export function fileOf(setting: DatabaseSetting, command: string): string {
  if (setting.kind === 'file') return setting.path
  throw new Complaint(`${command} works on a database file; ${setting.url} is a server and has its own backups`)
}

export function now(): Instant {
  return Math.floor(Date.now() / 1000)
}

export function entropy(bytes: number): Uint8Array {
  return randomFillSync(new Uint8Array(bytes))
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Under which a command's one write is known. */
export function operatorKey(what: string, at: Instant) {
  const key = `${what}:${Buffer.from(entropy(12)).toString('hex')}`
  return { idempotency: { actor: 'operator', key, requestHash: '', status: 200, body: '', at } }
}

function rethrow(error: unknown): never {
  throw error
}
