import type { QuotaKind } from '../quotas/quota.ts'
import type { Locale } from '../platform/i18n/locale.ts'
import type { Spoken } from '../platform/i18n/words.ts'
import { en } from './letter-text.en.ts'
import { zhHans } from './letter-text.zh-hans.ts'
import { zhHant } from './letter-text.zh-hant.ts'
import type { BookingKind } from './notice.ts'

/** What a letter says, before its link and its foot. */
export interface Said {
  readonly subject: string
  readonly lines: readonly string[]
}

export interface BookedFacts {
  readonly resource: string
  readonly time: string
  readonly number: string
  /** When the clock looks at it next: until then an offer holds. */
  readonly until: string
}

export interface LetterText {
  readonly code: (park: string, code: string) => Said
  readonly invitation: (firm: string, inviter: string, role: string, until: string) => Said
  readonly joinRequested: (person: string, firm: string) => Said
  readonly joinAccepted: (firm: string) => Said
  readonly joinDeclined: (firm: string) => Said
  /** `what` is a training, or a resource to be let in to. */
  readonly accessRequested: (person: string, firm: string, what: string) => Said
  /** `until` is null where it has no end. */
  readonly accessGranted: (what: string, until: string | null) => Said
  readonly accessDeclined: (what: string, reason: string) => Said
  /** `outside` counts the bookings ahead that lie after the end. */
  readonly trainingHeld: (what: string, until: string, outside: number) => Said
  readonly trainingOver: (what: string, since: string, outside: number) => Said
  readonly trainingWithdrawn: (what: string, reason: string, outside: number) => Said
  readonly trainingEnding: (what: string, until: string, why: 'date' | 'disuse') => Said
  readonly trainingCancelled: (what: string, time: string, place: string, reason: string) => Said
  readonly rolesChanged: Said
  readonly passkeyAdded: Said
  readonly passkeyRemoved: Said
  readonly tokenMade: Said
  readonly firmSuspended: (firm: string, reason: string) => Said
  readonly firmReactivated: (firm: string) => Said
  readonly checkpoint: (seq: number, hash: string) => Said
  readonly faultReported: (resource: string, usable: boolean, words: string) => Said
  readonly faultClosed: (resource: string, answer: string) => Said
  readonly quotaReached: (whose: string, kind: QuotaKind, percent: number, used: string, limit: string) => Said
  readonly statementIssued: (firm: string, number: string, period: string, total: string) => Said
  readonly depositRecorded: (firm: string, amount: string, day: string, voucher: string, isOpening: boolean) => Said
  readonly depositTakenBack: (firm: string, amount: string, voucher: string) => Said
  /** Null where nothing was to be paid back. */
  readonly firmDeparted: (firm: string, refunded: string | null) => Said
  readonly objectionRaised: (firm: string, number: string, line: number, reason: string) => Said
  readonly objectionAnswered: (number: string, line: number, credited: boolean, answer: string) => Said
  readonly erased: (park: string) => Said
  readonly bookings: Readonly<Record<BookingKind, (booked: BookedFacts) => Said>>
  /** Why this was sent, and that nobody reads answers. */
  readonly foot: (park: string) => string
}

const spoken: Spoken<LetterText> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en }

/** The language's letters. */
export function lettersIn(locale: Locale): LetterText {
  return spoken[locale]
}
