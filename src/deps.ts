import type { Instant, Interval } from './kernel/interval.ts'
import type { PolicyName, Scope } from './firms/policy.ts'
import type { Locale } from './platform/i18n/locale.ts'
import type { HolidayCalendar } from './resources/holiday-calendar.ts'
import type { Db } from './platform/db/port.ts'
import type { Channel } from './notices/channel.ts'
import type { Mailer } from './platform/mail/mailer.ts'
import type { Secrets } from './platform/secrets.ts'
import type { PhotoStore } from './platform/photos/photo-store.ts'

/** The outside world, as every command and read receives it. Built per request. Nothing else is ambient. */
export interface Deps {
  readonly db: Db
  /** The park's zone, currency and holidays: loaded once, its version asserted in each write that judged by it. */
  readonly park: () => Park
  /** Loads the park again after a write found it stale. */
  readonly reloadPark: () => Promise<Park>
  /** Null where nobody has said how letters leave: they wait. */
  readonly mailer: Mailer | null
  /** Ways to people besides mail; none, when it is not said. */
  readonly channels?: readonly Channel[]
  /** Null where nobody has said where photos may lie: none are taken. */
  readonly photos: PhotoStore | null
  /** Seconds since 1970, UTC. */
  readonly now: () => Instant
  /** The web: other hosts' answers. */
  readonly fetch: typeof fetch
  /** The web at addresses that people typed: never one of the house's own network. */
  readonly fetchAbroad: typeof fetch
  /** Unguessable bytes. */
  readonly entropy: (bytes: number) => Uint8Array
  /** Seals what must not be read from a copy of the database. */
  readonly secrets: Secrets
  /** Work that may follow the answer; it must be safe to lose. */
  readonly afterResponse: (work: Promise<unknown>) => void
  /** `https://host`, without a slash at the end. */
  readonly publicUrl: string
}

/** What a park says of itself. */
export interface Park {
  readonly names: Names
  readonly timeZone: string
  readonly currency: string
  /** Peak hours of the park's week, wall time. */
  readonly peak: readonly PeakRange[]
  readonly calendar: HolidayCalendar
  readonly demo: boolean
  readonly rulesVersion: number
}

export interface PeakRange {
  /** 1 = Monday … 7 = Sunday. */
  readonly days: readonly number[]
  readonly from: string
  readonly to: string
}

/** A name in the three languages that screens speak. */
export interface Names {
  readonly hans: string
  readonly hant: string
  readonly en: string
}

/** Who asks, as known before any read: the hash of a session's token, never the token. */
export interface Actor {
  readonly tokenHash: string
  readonly requestId: string
  /** Who may come through this door; `viewerOf` turns everyone else away. Signed in, when it is not said. */
  readonly policy?: PolicyName
  /** What a token with scopes must carry at this door. */
  readonly scope?: Scope
  /** The language that a client asks to be answered in; the person's own, when it names none. */
  readonly locale?: Locale | null
}

/** How a repeated request is recognised: its key and a hash over method, path and canonical body. */
export interface RequestKey {
  readonly key: string
  readonly requestHash: string
}

export type { Instant, Interval }
