import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '../../src/platform/db/embedded.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { readMigrations } from '../../src/platform/node/migration-files.ts'
import { realPatience } from './patience.ts'

/** Where this repository keeps its migrations. */
export const migrationsFolder = join(import.meta.dirname, '../../drizzle')

export interface Template {
  /** A migrated file, to be copied and never opened. */
  readonly file: string
  readonly remove: () => Promise<void>
}

/** Makes one migrated, empty park file: copying it is a hundred times cheaper than migrating again. */
export async function makeTemplate(): Promise<Template> {
  const folder = await mkdtemp(join(tmpdir(), 'gongtai-template-'))
  const file = join(folder, 'park.db')
  const park = await openEmbedded({ path: file, patience: realPatience, onFatal: fail })
  await migrate(park, await readMigrations(migrationsFolder), 0)
  park.close()
  return { file, remove: () => rm(folder, { recursive: true, force: true }) }
}

function fail(error: unknown): never {
  throw new Error('the engine gave up', { cause: error })
}
