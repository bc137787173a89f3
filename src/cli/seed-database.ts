import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instant } from '../deps.ts'
import { migrate, type Migration } from '../platform/db/migrate.ts'
import { openDatabase, type OpenDatabase } from '../platform/node/open-database.ts'
import type { DatabaseSetting } from '../platform/node/settings.ts'
import { copyPark } from '../seed/copy-park.ts'
import { seedDemo } from '../seed/seed-demo.ts'

/**
 * Makes the demo park in a migrated, empty database. For a server it is made in a file here first, and then copied
 * there.
 */
export async function seedDatabase(
  database: OpenDatabase,
  setting: DatabaseSetting,
  migrations: readonly Migration[],
  { now, entropy }: { now: Instant; entropy: (bytes: number) => Uint8Array },
): Promise<void> {
  if (setting.kind === 'file') return seedDemo(database.db, now, entropy)
  const folder = await mkdtemp(join(tmpdir(), 'gongtai-seed-'))
  try {
    const path = join(folder, 'park.db')
    const draft = await openDatabase({ kind: 'file', path }, { serving: true, onFatal: rethrow })
    try {
      await migrate(draft.target, migrations, now)
      await seedDemo(draft.db, now, entropy)
      await copyPark(draft.target, database.db, now)
    } finally {
      draft.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function rethrow(error: unknown): never {
  throw error
}
