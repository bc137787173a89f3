import { hexOf } from './kernel/hex.ts'
import { createApp, type App } from './app.tsx'
import type { Deps, Instant, Park } from './deps.ts'
import { tick } from './jobs.ts'
import { loadPark } from './park.ts'
import { Admission } from './platform/db/admission.ts'
import { usualPatience, type Patience } from './platform/db/patience.ts'
import type { Db } from './platform/db/port.ts'
import { openRemote } from './platform/db/remote.ts'
import { httpMailer } from './platform/mail/http-mailer.ts'
import { readMailSetting } from './platform/mail/mail-setting.ts'
import type { Mailer } from './platform/mail/mailer.ts'
import { demoMailer } from './notices/demo-mail.sql.ts'
import { bucketPhotos, type Bucket } from './platform/photos/bucket-photos.ts'
import { logText } from './platform/log.ts'
import { readSecretsKeys, secretsWith, type Secrets } from './platform/secrets.ts'
import type { LogLine, OpenPark, World } from './world.ts'

/** What the deployment sets: see wrangler.toml. */
interface Env {
  readonly DATABASE_URL: string
  readonly DATABASE_AUTH_TOKEN?: string
  readonly PUBLIC_URL?: string
  /** A provider that takes letters over HTTP: `https://key@host/path?from=…`. */
  readonly MAIL_URL?: string
  /** Seals secrets in the database: 32 bytes in base64. */
  readonly SECRETS_KEY?: string
  /** A bucket for photos of fault reports; without one, none are taken. */
  readonly PHOTOS?: Bucket
}

interface Execution {
  waitUntil(work: Promise<unknown>): void
}

let app: App | undefined
let held: { readonly park: Park; readonly at: Instant } | undefined
const writes = new Admission(64)

export default {
  fetch(request: Request, env: Env, execution: Execution): Response | Promise<Response> {
    if (!env.DATABASE_URL) return new Response('DATABASE_URL is not set: see wrangler.toml', { status: 503 })
    app ??= createApp(workerWorld(env))
    const answer = app.fetch(request, env, execution as never)
    // A request whose phone has gone may be cut off without its `finally`: what it was counted in as, it would stay.
    execution.waitUntil(Promise.resolve(answer).then(ignore, ignore))
    return answer
  },

  async scheduled(_event: unknown, env: Env, execution: Execution): Promise<void> {
    const park = await openPark(env)
    const afterResponse = (work: Promise<unknown>) => execution.waitUntil(work)
    const secrets = secretsOf(env)
    await tick({ ...park, ...ambient, secrets, afterResponse, publicUrl: publicUrlOf(env) ?? '' }, log)
  },
}

function ignore(): void {}

function workerWorld(env: Env): World {
  return {
    ...ambient,
    openPark: (_host, ofRequest) => openPark(ofRequest as Env),
    secrets: secretsOf(env),
    digest,
    publicUrl: publicUrlOf(env),
    addressOf: (c) => c.req.header('cf-connecting-ip') ?? '',
    afterResponse: (c, work) => c.executionCtx.waitUntil(work),
    // A database at a plain http address is one on the developer's machine.
    limits: { inFlight: 256, perMinute: env.DATABASE_URL.startsWith('http:') ? null : 6_000 },
    log,
  }
}

// The park is held, the connection is not: workerd lets no request use what another one opened.
async function openPark({
  DATABASE_URL: url,
  DATABASE_AUTH_TOKEN: authToken,
  MAIL_URL,
  PHOTOS,
}: Env): Promise<OpenPark> {
  const server = authToken === undefined ? { url } : { url, authToken }
  const db = openRemote({ ...server, patience, writes })
  if (held === undefined || ambient.now() - held.at > heldSeconds) await reload(db)
  const mailer = mailerOf(MAIL_URL, parkNow().demo ? demoMailer({ db, now: ambient.now }) : null)
  return { db, park: parkNow, reloadPark: () => reload(db), mailer, photos: PHOTOS ? bucketPhotos(PHOTOS) : null }
}

function mailerOf(text: string | undefined, usual: Mailer | null): Mailer | null {
  if (text === undefined || text === '') return usual
  const setting = readMailSetting(text)
  if (setting.kind === 'smtp') throw new Error('MAIL_URL: a Worker reaches mail by https:// only')
  return httpMailer({ ...setting, fetch: (...call) => fetch(...call) })
}

/** A change of the park's settings reaches every isolate within this time; writes assert the version all the same. */
const heldSeconds = 60

function parkNow(): Park {
  if (held === undefined) throw new Error('the park was not loaded')
  return held.park
}

async function reload(db: Db): Promise<Park> {
  const park = await loadPark(db)
  held = { park, at: ambient.now() }
  return park
}

const patience: Patience = {
  ...usualPatience,
  nowMs: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  chance: () => Math.random(),
}

const ambient: Pick<Deps, 'now' | 'entropy' | 'fetch' | 'fetchAbroad'> = {
  fetch: (...call) => fetch(...call),
  // A Worker has no network of its own: Cloudflare's way out leads to the public one only.
  fetchAbroad: (...call) => fetch(...call),
  now: (): Instant => Math.floor(Date.now() / 1000),
  entropy: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return hexOf(bytes)
}

function secretsOf({ SECRETS_KEY }: Env): Secrets {
  return secretsWith(readSecretsKeys(SECRETS_KEY ?? ''), ambient.entropy)
}

function publicUrlOf({ PUBLIC_URL }: Env): string | null {
  return PUBLIC_URL === undefined || PUBLIC_URL === '' ? null : new URL(PUBLIC_URL).origin
}

function log(line: LogLine): void {
  if (line.level === 'info') console.log(line.what)
  else console.error(logText(line))
}
