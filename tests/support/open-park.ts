import { Admission } from '../../src/platform/db/admission.ts'
import { createApp, type App } from '../../src/app.tsx'
import type { Actor, Deps, Instant, RequestKey } from '../../src/deps.ts'
import type { MigrationTarget } from '../../src/platform/db/migrate.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { observed, type Trip } from '../../src/platform/db/observe.ts'
import type { Db } from '../../src/platform/db/port.ts'
import type { PhotoStore } from '../../src/platform/photos/photo-store.ts'
import { openRemote, remoteMigrationTarget } from '../../src/platform/db/remote.ts'
import { loadPark } from '../../src/park.ts'
import { secretsWith } from '../../src/platform/secrets.ts'
import { readMigrations } from '../../src/platform/node/migration-files.ts'
import type { LogLine, OpenPark as OpenedPark, World } from '../../src/world.ts'
import { demoMailer } from '../../src/notices/demo-mail.sql.ts'
import { castScript } from './cast-script.ts'
import { castNow, tokenHash, type CastPerson } from './cast.ts'
import { realPatience } from './patience.ts'
import { startSqld } from './sqld.ts'
import { tempPark } from './temp-park.ts'
import { migrationsFolder } from './template.ts'

export interface OpenOptions {
  /** The engine inside the process, or a real libSQL server. */
  readonly on?: 'embedded' | 'sqld'
  /** A database of the test's own making, instead. */
  readonly ground?: () => Promise<Ground>
  /** What fills the migrated, empty park; the cast, unless it is said. */
  readonly script?: string
  /** Stands before the database: where a test counts, delays or breaks trips. */
  readonly through?: (db: Db) => Db
  readonly world?: Partial<World>
  /** Where photos lie; none are taken, unless it is said. */
  readonly photos?: PhotoStore
}

/** Its `rows` and `script` run any statement, outside the port. */
export interface TestPark extends MigrationTarget {
  readonly app: App
  readonly world: World
  readonly db: Db
  readonly deps: Deps
  /** Seconds; a test moves it by setting it. */
  readonly clock: { now: Instant }
  /** Every round trip since the park was opened, or since the test emptied the list. */
  readonly trips: Trip[]
  readonly log: LogLine[]
  /** The database file, on the embedded engine. */
  readonly file: string | null
  /** Rows of any statement, outside the port. */
  /** A request through the front door, as the person, with a JSON body if there is one. */
  readonly call: (
    who: CastPerson | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Response>
  /** The person as a command knows them. */
  readonly actor: (who: CastPerson) => Actor
  /** Waits for the work that was left for after the answers. */
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A park of the test's own, with the cast in it and the clock standing at the cast's Monday. */
export async function openPark(options: OpenOptions = {}): Promise<TestPark> {
  const ground = await (options.ground ?? (options.on === 'sqld' ? openSqld : openFile))()
  await ground.script(`BEGIN;\n${options.script ?? castScript}\nCOMMIT;`)
  const trips: Trip[] = []
  const db = observed(options.through?.(ground.db) ?? ground.db, (trip) => trips.push(trip))
  let park = await loadPark(ground.db)
  const clock = { now: castNow }
  const mailer = demoMailer({ db: ground.db, now: () => clock.now })
  const parkDoor: OpenedPark = {
    db,
    park: () => park,
    reloadPark: async () => (park = await loadPark(db)),
    mailer,
    photos: options.photos ?? null,
  }
  const late: Promise<unknown>[] = []
  const log: LogLine[] = []
  const lateWork = (work: Promise<unknown>) => void late.push(work.catch(() => {}))
  const afterResponse = (_: unknown, work: Promise<unknown>) => lateWork(work)
  const world = testWorld(parkDoor, clock, log, { afterResponse, ...options.world })
  const app = createApp(world)
  const { now, entropy, fetch: web, fetchAbroad, secrets } = world
  const later = { secrets, afterResponse: lateWork, publicUrl: 'http://localhost' }
  return {
    app,
    world,
    deps: { ...parkDoor, now, entropy, fetch: web, fetchAbroad, ...later },
    clock,
    trips,
    log,
    db,
    file: ground.file,
    rows: (text) => ground.rows(text),
    script: (text) => ground.script(text),
    call: (who, method, path, body, headers = {}) => callApp(app, who, method, path, body, headers),
    actor: (who) => ({ tokenHash: tokenHash(who.token), requestId: 'req_test' }),
    settled: async () => void (await Promise.all(late)),
    close: async () => {
      await Promise.all(late)
      await ground.remove()
    },
  }
}

function testWorld(park: OpenedPark, clock: { now: Instant }, log: LogLine[], changes: Partial<World> = {}): World {
  return {
    openPark: () => park,
    now: () => clock.now,
    fetch,
    // No test asks the world: who needs an answer gives one.
    fetchAbroad: () => Promise.reject(new TypeError('fetch failed')),
    entropy,
    secrets: secretsWith([new Uint8Array(32)], entropy),
    digest: tokenHash,
    publicUrl: null,
    addressOf: () => '127.0.0.1',
    afterResponse: () => {},
    limits: { inFlight: 256, perMinute: null },
    log: (line) => log.push(line),
    ...changes,
  }
}

function entropy(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes))
}

/** A request key like no other, as a form or a client would send it. */
export function freshKey(): RequestKey {
  return { key: crypto.randomUUID(), requestHash: 'test' }
}

async function callApp(
  app: App,
  who: CastPerson | null,
  method: string,
  path: string,
  body: unknown,
  more: Record<string, string>,
) {
  const headers: Record<string, string> = who === null ? {} : { authorization: `Bearer ${who.token}` }
  if (body === undefined) return app.request(path, { method, headers: { ...headers, ...more } })
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return app.request(path, { method, headers: { 'content-type': 'application/json', ...headers, ...more }, body: text })
}

/** A migrated, empty park, and how to be rid of it. */
export interface Ground extends MigrationTarget {
  readonly db: Db
  readonly file: string | null
  remove(): Promise<void>
}

async function openFile(): Promise<Ground> {
  return tempPark()
}

async function openSqld(): Promise<Ground> {
  const server = await startSqld()
  const target = remoteMigrationTarget({ url: server.url })
  await migrate(target, await readMigrations(migrationsFolder), 0)
  return {
    ...target,
    db: openRemote({ url: server.url, patience: realPatience, writes: new Admission(64) }),
    file: null,
    remove: () => server.stop(),
  }
}
