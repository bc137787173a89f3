import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { root } from '../../scripts/build-assets.ts'
import { createApp, type App } from '../../src/app.tsx'
import type { Deps, Instant } from '../../src/deps.ts'
import { tick } from '../../src/jobs.ts'
import { demoMailer } from '../../src/notices/demo-mail.sql.ts'
import { loadPark } from '../../src/park.ts'
import { openEmbedded, type Embedded } from '../../src/platform/db/embedded.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { gzipPages } from '../../src/platform/node/gzip-pages.ts'
import { readMigrations } from '../../src/platform/node/migration-files.ts'
import { staticFiles } from '../../src/platform/node/static-files.ts'
import { secretsWith } from '../../src/platform/secrets.ts'
import { seedDemo } from '../../src/seed/seed-demo.ts'
import type { LogLine, World } from '../../src/world.ts'
import { DbUnavailable, type Db } from '../../src/platform/db/port.ts'
import { realPatience } from '../support/patience.ts'
import { shelf } from '../support/pictures.ts'

/** A demo park that is served on this machine, with a clock that stands and chance that repeats itself. */
export interface OpenStage {
  readonly url: string
  readonly app: App
  readonly deps: Deps
  /** Seconds; it stands until somebody moves it. */
  readonly clock: { now: Instant }
  readonly rows: Embedded['rows']
  readonly script: Embedded['script']
  /** What the database answers instead of rows, while it is set. */
  readonly trouble: { kind: Trouble | null }
  /** What the house wrote into its log: empty when nothing broke. */
  readonly log: readonly LogLine[]
  /** Lets the clock's work be done. */
  readonly tick: () => Promise<void>
  /** Lets what answers have set going come to its end. */
  readonly settled: () => Promise<unknown>
  /** Photos that were handed in; a stage that goes on from a copy begins with the same. */
  readonly photos: ReturnType<typeof shelf>
  /** The park's file as it is now. */
  readonly copy: () => Promise<Uint8Array>
  readonly close: () => Promise<void>
}

export type Trouble = 'broken' | 'unreachable'

/** A park's file, and the photos that belong to it. */
export interface StageCopy {
  readonly file: Uint8Array
  readonly photos: OpenStage['photos']
}

/**
 * Makes the park as it is at an instant: the same instant makes the same park, down to its ids and codes. With a copy
 * of a park, goes on from there.
 */
export async function openStage(at: Instant, copy: StageCopy | null = null): Promise<OpenStage> {
  const folder = await mkdtemp(join(tmpdir(), 'gongtai-stage-'))
  const path = join(folder, 'park.db')
  if (copy !== null) await writeFile(path, copy.file)
  const database = await openEmbedded({ path, patience: realPatience, onFatal: fail })
  const clock = { now: at }
  const entropy = repeatingBytes(copy === null ? 'first' : 'next')
  if (copy === null) {
    await migrate(database, await readMigrations(join(root, 'drizzle')), at)
    await seedDemo(database.db, at, entropy)
    await database.script(repeatingCodes)
  }
  const photos = shelf(copy?.photos.photos)
  const trouble: OpenStage['trouble'] = { kind: null }
  const world = await stageWorld(troubled(database.db, trouble), { clock, entropy, photos })
  const app = createApp(world)
  const server = await served(app)
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const deps = {
    ...world.park,
    now: world.now,
    entropy,
    fetch,
    fetchAbroad: fetch,
    secrets: world.secrets,
    publicUrl: url,
    afterResponse: world.later,
  }
  return {
    url,
    app,
    deps,
    clock,
    trouble,
    rows: (text) => database.rows(text),
    script: (text) => database.script(text),
    log: world.lines,
    tick: () => tick(deps, world.log),
    settled: world.settled,
    photos,
    copy: async () => {
      const file = join(folder, 'copy.db')
      await database.script(`VACUUM INTO '${file}'`)
      const bytes = await readFile(file)
      await rm(file)
      return bytes
    },
    close: async () => {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await world.settled()
      database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function troubled(db: Db, trouble: OpenStage['trouble']): Db {
  return {
    ...db,
    read: (...args) => {
      if (trouble.kind === null) return db.read(...args)
      return Promise.reject(
        trouble.kind === 'broken' ? new Error('broken on purpose') : new DbUnavailable('not-applied', 5),
      )
    },
  }
}

interface Properties extends Pick<OpenStage, 'clock' | 'photos'> {
  readonly entropy: World['entropy']
}

async function stageWorld(db: Db, { clock, entropy, photos }: Properties) {
  let park = await loadPark(db)
  const now = () => clock.now
  const mailer = demoMailer({ db, now })
  const opened = { db, park: () => park, reloadPark: async () => (park = await loadPark(db)), mailer, photos }
  const lines: LogLine[] = []
  const late: Promise<unknown>[] = []
  const later = (work: Promise<unknown>) => void late.push(work.catch(() => {}))
  const world: World = {
    openPark: () => opened,
    now,
    entropy,
    fetch,
    fetchAbroad: fetch,
    secrets: secretsWith([new Uint8Array(32)], entropy),
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    publicUrl: null,
    addressOf: () => '127.0.0.1',
    afterResponse: (_, work) => later(work),
    limits: { inFlight: 256, perMinute: null },
    log: (line) => void (line.level === 'info' || lines.push(line)),
  }
  return { ...world, park: opened, later, lines, settled: () => Promise.all(late) }
}

/** As src/node.ts serves: files first, pages compressed. */
async function served(app: App) {
  const files = staticFiles(join(root, 'public'))
  const server = serve({
    fetch: async (request, env) => files(request) ?? gzipPages(request, await app.fetch(request, env)),
    hostname: '127.0.0.1',
    port: 0,
  })
  await once(server, 'listening')
  return server
}

// The database draws codes by itself, and they stand in pictures.
const repeatingCodes = `BEGIN IMMEDIATE; UPDATE qr_code SET code = drawn.code FROM (
    SELECT q.code AS was, printf('%08d', 7654321 * row_number() OVER (ORDER BY asset_number, unit_id) % 1e8) AS code
    FROM qr_code q JOIN resource r ON r.id = q.resource_id) drawn WHERE qr_code.code = drawn.was; COMMIT;`

/** Bytes that are the same in every run: nothing here has to be secret, and pictures must not change. */
function repeatingBytes(part: string): World['entropy'] {
  let drawn = 0
  return (bytes) => {
    const block = createHash('shake256', { outputLength: bytes }).update(`${part} ${drawn++}`).digest()
    return new Uint8Array(block)
  }
}

function fail(error: unknown): never {
  throw new Error('the engine gave up', { cause: error })
}
