import { migrate } from '../../src/platform/db/migrate.ts'
import type { Answers, Db } from '../../src/platform/db/port.ts'
import { Admission } from '../../src/platform/db/admission.ts'
import { openRemote, remoteMigrationTarget } from '../../src/platform/db/remote.ts'
import type { Query } from '../../src/platform/db/sql.ts'
import { readMigrations } from '../../src/platform/node/migration-files.ts'
import { startFaultProxy, type ProxyFault } from './fault-proxy.ts'
import { faults, type Fault } from './faults.ts'
import { openPark, type Ground, type TestPark } from './open-park.ts'
import { realPatience } from './patience.ts'
import { startSqld } from './sqld.ts'
import { tempPark } from './temp-park.ts'
import { migrationsFolder } from './template.ts'

/** A park whose way to the database fails when a test says so. */
export interface FaultPark {
  readonly park: TestPark
  /** The next write's tries meet these, one each. */
  planWrite(...ways: readonly Fault[]): void
  /** How often that write was tried. */
  tries(): number
  readonly close: () => Promise<void>
}

/** A park on a libSQL server, with a proxy between them that does what networks do. */
export interface ProxiedPark {
  readonly park: TestPark
  /** The next trip of that kind meets these, one for each of its tries. */
  planTrip(kind: 'read' | 'write', ...ways: readonly ProxyFault[]): void
  /** How often that trip was tried, and how often others were made since. */
  requests(): number
  readonly close: () => Promise<void>
}

/** The two engines: faults strike between the port and each of them. */
export const faultEngines = [
  { engine: 'embedded', open: openFaultyFile },
  { engine: 'sqld', open: openFaultySqld },
] as const

// Retries are as many as ever, but nobody waits for them.
const hurried = { ...realPatience, sleep: async () => {} }

async function openFaultyFile(): Promise<FaultPark> {
  const faulty = faults()
  const ground = async (): Promise<Ground> => tempPark({ through: faulty.through, patience: hurried })
  const park = await openPark({ ground })
  return { park, planWrite: (...ways) => faulty.plan(...ways), tries: () => faulty.tries(), close: park.close }
}

async function openFaultySqld(): Promise<FaultPark> {
  const faulty = faults()
  const sqld = await migratedSqld()
  const db = openRemote({ url: sqld.url, patience: hurried, writes: new Admission(64), through: faulty.through })
  const park = await openPark({ ground: async () => ({ ...sqld, db, file: null, remove: sqld.stop }) })
  return { park, planWrite: (...ways) => faulty.plan(...ways), tries: () => faulty.tries(), close: park.close }
}

/** The park of a server behind the proxy. */
export async function openProxiedPark(): Promise<ProxiedPark> {
  const sqld = await migratedSqld()
  const proxy = await startFaultProxy(sqld.url)
  const remote = openRemote({ url: proxy.url, patience: hurried, writes: new Admission(64) })
  let planned: { kind: 'read' | 'write'; ways: readonly ProxyFault[] } | null = null
  const meet = (kind: 'read' | 'write') => {
    if (planned?.kind !== kind) return
    proxy.plan(...planned.ways)
    planned = null
  }
  const db = toldBefore(remote, meet)
  const remove = async () => {
    await proxy.close()
    await sqld.stop()
  }
  const park = await openPark({ ground: async () => ({ ...sqld, db, file: null, remove }) })
  const planTrip: ProxiedPark['planTrip'] = (kind, ...ways) => (planned = { kind, ways })
  return { park, planTrip, requests: () => proxy.requests(), close: park.close }
}

/** The same database, that says of each trip which kind it is before it is made. */
export function toldBefore(db: Db, tell: (kind: 'read' | 'write') => void): Db {
  return {
    read<Q extends Record<string, Query>>(queries: Q): Promise<Answers<Q>> {
      tell('read')
      return db.read(queries)
    },
    write(statements, options) {
      tell('write')
      return db.write(statements, options)
    },
  }
}

async function migratedSqld() {
  const sqld = await startSqld()
  const target = remoteMigrationTarget({ url: sqld.url })
  await migrate(target, await readMigrations(migrationsFolder), 0)
  return { ...target, ...sqld }
}
