import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Admission } from '../db/admission.ts'
import { openEmbedded } from '../db/embedded.ts'
import type { MigrationTarget } from '../db/migrate.ts'
import { usualPatience, type Patience } from '../db/patience.ts'
import type { Db } from '../db/port.ts'
import { openRemote, remoteMigrationTarget } from '../db/remote.ts'
import type { DatabaseSetting } from './settings.ts'

export interface OpenDatabase {
  readonly db: Db
  readonly target: MigrationTarget
  readonly close: () => void
}

/**
 * The database that the settings name: a file with the engine in this process, or a libSQL server.
 * `onFatal` is called once when this process can no longer know what was written. Only who serves makes checkpoints.
 */
export async function openDatabase(
  setting: DatabaseSetting,
  options: { readonly serving: boolean; readonly onFatal: (error: unknown) => void },
): Promise<OpenDatabase> {
  const patience = options.serving ? nodePatience : operatorPatience
  if (setting.kind === 'remote') return remoteDatabase(setting, patience)
  await mkdir(dirname(setting.path), { recursive: true })
  const { serving: checkpoints, onFatal } = options
  const embedded = await openEmbedded({ path: setting.path, patience, checkpoints, onFatal })
  return { db: embedded.db, target: embedded, close: () => embedded.close() }
}

/** The real clock and real chance. */
export const nodePatience: Patience = {
  ...usualPatience,
  nowMs: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  chance: () => Math.random(),
}

// An import or a seed sends thousands of rows at once, and nobody's phone waits for it.
const operatorPatience: Patience = { ...nodePatience, attemptMs: 60_000, deadlineMs: 180_000 }

type Remote = Extract<DatabaseSetting, { kind: 'remote' }>

const remoteWritesInFlight = 64

function remoteDatabase({ url, authToken }: Remote, patience: Patience): OpenDatabase {
  const server = authToken === null ? { url } : { url, authToken }
  const db = openRemote({ ...server, patience, writes: new Admission(remoteWritesInFlight) })
  return { db, target: remoteMigrationTarget(server), close: () => {} }
}
