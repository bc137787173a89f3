import type { DoorContext as Context } from './platform/http/door.ts'
import type { Instant, Park } from './deps.ts'
import type { Db } from './platform/db/port.ts'
import type { Channel } from './notices/channel.ts'
import type { Mailer } from './platform/mail/mailer.ts'
import type { Secrets } from './platform/secrets.ts'
import type { PhotoStore } from './platform/photos/photo-store.ts'

/** What an entry gives the app, once per process or isolate. */
export interface World {
  /** The park of a host, for one request: on Workers this opens a client. Null when the host is no park's. */
  readonly openPark: (host: string, env: unknown) => OpenPark | null | Promise<OpenPark | null>
  /** Seconds since 1970, UTC. */
  readonly now: () => Instant
  readonly entropy: (bytes: number) => Uint8Array
  /** The web: other hosts' answers. */
  readonly fetch: typeof fetch
  /** The web at addresses that people typed: never one of the house's own network. */
  readonly fetchAbroad: typeof fetch
  readonly secrets: Secrets
  /** SHA-256 in hexadecimal. Node answers at once; Web Crypto would cost a thread's round trip there. */
  readonly digest: (text: string) => string | Promise<string>
  /** `https://host` as people reach it; null takes the request's own host. */
  readonly publicUrl: string | null
  /** Whom a request comes from, as the network saw it. */
  readonly addressOf: (context: Context) => string
  /** Work that may outlive the answer. */
  readonly afterResponse: (context: Context, work: Promise<unknown>) => void
  readonly limits: Limits
  readonly log: (line: LogLine) => void
}

export interface OpenPark {
  readonly db: Db
  readonly park: () => Park
  readonly reloadPark: () => Promise<Park>
  readonly mailer: Mailer | null
  readonly channels?: readonly Channel[]
  readonly photos: PhotoStore | null
}

export interface Limits {
  /** Requests that run at the same time; the next is turned away with 503. */
  readonly inFlight: number
  /** Requests a minute per token, or per address without one; null sets no limit. */
  readonly perMinute: number | null
}

/** One line of the server's log: never a token, a name or a body. */
export interface LogLine {
  readonly level: 'error' | 'warn' | 'info'
  readonly what: string
  readonly requestId?: string
  readonly error?: unknown
}
