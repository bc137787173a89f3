import { join } from 'node:path'
import { createTestHarness } from 'wrangler'
import type { Db } from '../../src/platform/db/port.ts'
import { Admission } from '../../src/platform/db/admission.ts'
import { migrate, type MigrationTarget } from '../../src/platform/db/migrate.ts'
import { openRemote, remoteMigrationTarget } from '../../src/platform/db/remote.ts'
import { readMigrations } from '../../src/platform/node/migration-files.ts'
import { realPatience } from './patience.ts'
import { startSqld } from './sqld.ts'
import { migrationsFolder } from './template.ts'

/** A real libSQL server with a migrated park in it. */
export interface SqldPark extends MigrationTarget {
  readonly url: string
  readonly db: Db
  readonly stop: () => Promise<void>
}

/** Starts a libSQL server and fills it by a script. */
export async function startSqldPark(script: string): Promise<SqldPark> {
  const sqld = await startSqld()
  try {
    const target = remoteMigrationTarget({ url: sqld.url })
    await migrate(target, await readMigrations(migrationsFolder), 0)
    await target.script(`BEGIN;\n${script}\nCOMMIT;`)
    const db = openRemote({ url: sqld.url, patience: realPatience, writes: new Admission(64) })
    return { ...target, url: sqld.url, db, stop: sqld.stop }
  } catch (error) {
    await sqld.stop()
    throw error
  }
}

export interface WorkerProcess {
  readonly url: string
  /** Lets the Worker look at the clock, as its cron trigger does. */
  readonly tick: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Starts the real Worker in workerd, built as a deployment is, with its database at this address. */
export async function startWorker(databaseUrl: string): Promise<WorkerProcess> {
  process.env['CLOUDFLARE_CF_FETCH_ENABLED'] = 'false'
  process.env['WRANGLER_SEND_METRICS'] = 'false'
  const root = join(import.meta.dirname, '../..')
  const harness = createTestHarness({
    root,
    workers: [{ configPath: 'wrangler.toml', vars: { DATABASE_URL: databaseUrl } }],
  })
  try {
    const { url } = await harness.listen()
    return {
      url: url.origin,
      tick: async () => void (await harness.getWorker().scheduled({ cron: '* * * * *' })),
      stop: () => harness.close(),
    }
  } catch (error) {
    await harness.close()
    throw error
  }
}
