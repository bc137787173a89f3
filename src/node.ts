import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from './app.tsx'
import { seedDatabase } from './cli/seed-database.ts'
import type { Deps, Instant, Park } from './deps.ts'
import { tick } from './jobs.ts'
import { loadPark } from './park.ts'
import { migrate } from './platform/db/migrate.ts'
import type { Db } from './platform/db/port.ts'
import { sql } from './platform/db/sql.ts'
import { demoMailer } from './notices/demo-mail.sql.ts'
import { logText } from './platform/log.ts'
import { clientAddress } from './platform/node/client-address.ts'
import { entropy } from './platform/node/entropy.ts'
import { fetchAbroad } from './platform/node/fetch-abroad.ts'
import { mailerOf } from './platform/node/mailer-of.ts'
import type { PhotoStore } from './platform/photos/photo-store.ts'
import { folderPhotos } from './platform/node/folder-photos.ts'
import { gzipPages } from './platform/node/gzip-pages.ts'
import { readMigrations } from './platform/node/migration-files.ts'
import { openDatabase } from './platform/node/open-database.ts'
import { readSettings, SettingsError, type Settings } from './platform/node/settings.ts'
import { staticFiles } from './platform/node/static-files.ts'
import { secretsWith } from './platform/secrets.ts'
import type { LogLine, World } from './world.ts'

const root = join(import.meta.dirname, '..')
const tickEveryMs = 20_000
const farewellMs = 5_000

await start(settingsOrExit()).catch(giveUp)

/** Serves one park: migrates, seeds an empty database, listens, looks at the clock, and ends in order on SIGTERM. */
async function start(settings: Settings): Promise<void> {
  const database = await openDatabase(settings.database, { serving: true, onFatal: exitOnFatal })
  const migrations = await readMigrations(join(root, 'drizzle'))
  await migrate(database.target, migrations, now())
  if (await isEmpty(database.db)) await seedDatabase(database, settings.database, migrations, { now: now(), entropy })
  const world = await nodeWorld(settings, database.db)
  const server = listen(settings, world)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : settings.port
  const url =
    settings.publicUrl ?? `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`
  log({ level: 'info', what: `Gongtai 共台 is at ${url}` })
  if (!world.secrets.areSealed && !(await loadPark(database.db)).demo)
    log({ level: 'warn', what: 'SECRETS_KEY is not set: what waits to be mailed lies readable in the database' })
  const stopClock = startClock(await jobDeps(world, url))
  const stop = async () => {
    setTimeout(() => process.exit(0), farewellMs).unref()
    const closed = once(server, 'close')
    server.close()
    await Promise.all([closed, stopClock()])
    database.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
}

function settingsOrExit(): Settings {
  try {
    return readSettings(process.env)
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

/** What keeps the server from starting is told in words: nobody needs a stack to free a port. */
function giveUp(error: unknown): never {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  console.error(taken ? 'HOST and PORT are taken by another program: set PORT to another number' : messagesOf(error))
  process.exit(1)
}

function messagesOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${messagesOf(error.cause)}`
}

async function isEmpty(db: Db): Promise<boolean> {
  const { parks } = await db.read({ parks: sql`SELECT id FROM park LIMIT 1` })
  return parks.length === 0
}

async function nodeWorld(settings: Settings, db: Db): Promise<World> {
  const { publicUrl, requestsPerMinute, mail, proxies } = settings
  let park: Park = await loadPark(db)
  const photos = photosOf(settings, park)
  const mailer = mailerOf(mail, park.demo ? demoMailer({ db, now }) : null)
  const onlyPark = { db, park: () => park, reloadPark: async () => (park = await loadPark(db)), mailer, photos }
  return {
    openPark: () => onlyPark,
    now,
    entropy,
    fetch,
    fetchAbroad,
    secrets: secretsWith(settings.secretsKeys, entropy),
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    publicUrl,
    addressOf: (c) =>
      clientAddress((c.env as NodeEnv).incoming.socket.remoteAddress ?? '', c.req.header('x-forwarded-for'), proxies),
    afterResponse: (_, work) =>
      void work.catch((error: unknown) => log({ level: 'error', what: 'late work failed', error })),
    limits: { inFlight: 256, perMinute: requestsPerMinute },
    log,
  }
}

/** A demo park keeps its photos beside its database. */
function photosOf({ photosFolder, database }: Settings, { demo }: Park): PhotoStore | null {
  const usual = demo && database.kind === 'file' ? join(dirname(database.path), 'photos') : null
  const folder = photosFolder ?? usual
  return folder === null ? null : folderPhotos(folder)
}

interface NodeEnv {
  readonly incoming: { readonly socket: { readonly remoteAddress?: string } }
}

function listen({ host, port }: Settings, world: World) {
  const app = createApp(world)
  const files = staticFiles(join(root, 'public'))
  return serve({
    fetch: (request, env) => {
      const file = files(request)
      if (file !== null) return file
      const answer = app.fetch(request, env)
      return request.url.includes('/api/') ? answer : Promise.resolve(answer).then((page) => gzipPages(request, page))
    },
    hostname: host,
    port,
  })
}

async function jobDeps(world: World, publicUrl: string): Promise<Deps> {
  const park = await world.openPark('', undefined)
  if (park === null) throw new Error('a Node process serves one park')
  const { secrets } = world
  return {
    ...park,
    now,
    entropy,
    fetch,
    fetchAbroad,
    secrets,
    publicUrl,
    afterResponse: (work) => void work.catch(() => {}),
  }
}

/** Looks at the clock now and then; the returned function waits for a look that is under way and takes no other. */
function startClock(deps: Deps): () => Promise<void> {
  let look = tick(deps, log)
  let looking = true
  const done = () => (looking = false)
  void look.finally(done)
  const timer = setInterval(() => {
    if (looking) return
    looking = true
    look = tick(deps, log).finally(done)
  }, tickEveryMs)
  return () => {
    clearInterval(timer)
    return look
  }
}

function exitOnFatal(error: unknown): void {
  log({ level: 'error', what: 'the database file can’t be trusted any more: ending', error })
  process.exit(1)
}

function log(line: LogLine): void {
  if (line.level === 'info') console.log(line.what)
  else console.error(logText(line))
}

function now(): Instant {
  return Math.floor(Date.now() / 1000)
}
