import type { Locale } from '../../platform/i18n/locale.ts'
import type { Spoken } from '../../platform/i18n/words.ts'
import type { Alternative } from '../alternatives.ts'
import type { BookingState, Outcome } from '../booking.ts'
import type { Quota } from '../../quotas/quota.ts'
import type { ResourceKind } from '../../resources/resource.ts'
import { textEn } from './text.en.ts'
import { textHans } from './text.zh-hans.ts'
import { textHant } from './text.zh-hant.ts'

/** The words of the booking pages in one language. Values come formatted; `time` is a clock time or a range. */
export interface BookingText {
  readonly seal: string
  readonly instrument: InstrumentText
  readonly rules: RuleText
  readonly price: PriceText
  readonly quota: QuotaText
  readonly day: DayText
  readonly time: TimeText
  readonly lost: LostText
  readonly booking: BookingPageText
  readonly home: HomeText
  readonly mine: MineText
}

export interface InstrumentText {
  readonly assetNumber: (number: string) => string
  readonly units: (count: number, kind: ResourceKind) => string
  readonly freeUntil: (time: string) => string
  readonly free: string
  readonly taken: (from: string | null) => string
  readonly closed: (from: string | null) => string
  readonly shut: (from: string | null) => string
  readonly unavailable: Readonly<Record<'draft' | 'out-of-service' | 'retired', string>>
  readonly next: string
  readonly nextOf: (length: string) => string
  readonly otherTime: string
  readonly none: (days: number) => string
  readonly noneBecause: string
  readonly project: string
  readonly otherFirm: string
  readonly purpose: string
  readonly purposeHint: string
  readonly samples: string
  readonly training: string
  readonly trained: (until: string) => string
  readonly untrained: (name: string) => string
  readonly trainingOver: (name: string, date: string) => string
  readonly confirm: string
  readonly request: string
  readonly cannot: string
  readonly total: string
  readonly gone: string
  readonly goneDetail: string
}

export interface RuleText {
  readonly title: string
  readonly length: (least: string, most: string) => string
  readonly oneLength: (length: string) => string
  readonly ahead: (days: number) => string
  readonly notice: (length: string) => string
  readonly checkIn: (early: string, late: string) => string
  readonly noShow: (percent: number) => string
  readonly buffers: (setup: string | null, cleanup: string | null) => string
  readonly freeBefore: (length: string) => string
  readonly freeDayBefore: (time: string) => string
  readonly freeUntil: (moment: string) => string
  readonly undoOnly: (percent: number) => string
  readonly always: string
}

export interface PriceText {
  readonly perHour: string
  readonly hourly: (price: string) => string
  readonly band: (name: string, price: string) => string
  readonly category: Readonly<Record<string, string>>
  readonly startFee: (price: string) => string
  readonly minimum: (price: string) => string
  readonly perRun: (price: string) => string
  readonly perSample: (price: string) => string
  readonly estimate: string
  readonly estimateNote: string
  readonly beforeSubsidies: (programmes: readonly string[]) => string
  readonly freeTime: (length: string) => string
}

export interface QuotaText {
  /** `window` is empty for a limit without one. */
  readonly limit: (window: string, quota: Pick<Quota, 'subjectKind' | 'scopeKind' | 'band'>) => string
  readonly budget: string
  readonly used: (used: string, limit: string) => string
  readonly hours: (used: string, limit: string) => string
  readonly bookings: (used: number, limit: number) => string
  readonly windows: Readonly<Record<'day' | 'week' | 'month' | 'quarter' | 'year', string>>
  readonly rolling: (days: number) => string
  readonly dayWindow: (day: string) => string
  readonly monthWindow: (month: number) => string
  readonly nextWindow: Readonly<Record<'week' | 'quarter' | 'year', string>>
}

export interface DayText {
  readonly today: string
  readonly tomorrow: string
  readonly free: string
  readonly taken: string
  readonly buffer: string
  readonly mine: string
  readonly ours: (name: string) => string
  readonly closures: Readonly<Record<string, string>>
  readonly book: string
  readonly bookFull: (range: string, resource: string) => string
  readonly shut: string
  readonly shutBy: (name: string) => string
  readonly notAnnounced: (year: string) => string
}

export interface TimeText {
  readonly title: string
  readonly date: string
  readonly from: string
  readonly until: string
  readonly length: string
  readonly starts: string
  readonly noStarts: string
  readonly exact: string
  readonly look: string
  readonly earlier: string
  readonly later: string
  readonly full: string
  readonly some: string
  readonly chosen: string
  readonly never: string
  readonly twice: string
  readonly order: string
  readonly nextDay: string
}

export interface LostText {
  readonly taken: string
  readonly refused: string
  readonly kept: string
  readonly instead: string
  readonly retry: string
  readonly take: string
  readonly nothing: string
  readonly reason: Readonly<Record<Alternative['reason'], string>>
  /** Beside what can only be asked for, among what can be booked. */
  readonly consent: string
}

export interface BookingPageText {
  readonly states: Readonly<Record<BookingState, string>>
  readonly outcomes: Readonly<Record<Outcome, string>>
  readonly booked: string
  readonly requested: string
  readonly requestedDetail: (until: string) => string
  readonly calendar: string
  readonly undo: string
  readonly undoUntil: (time: string) => string
  readonly checkIn: string
  readonly checkInFrom: (moment: string) => string
  readonly checkInUntil: (time: string) => string
  readonly finish: string
  readonly finishDetail: string
  readonly extend: string
  readonly extendBy: (length: string, price: string) => string
  readonly noRoom: string
  readonly cancel: string
  readonly cancelFree: string
  readonly cancelFee: (fee: string) => string
  readonly cancelFeeLess: string
  readonly cancelConfirm: string
  readonly freeUntil: (moment: string) => string
  readonly again: string
  readonly moveTime: string
  readonly price: string
  readonly total: string
  readonly number: string
  readonly firm: string
  readonly project: string
  readonly person: string
  readonly bookedBy: string
  readonly place: string
  readonly unit: string
  readonly purpose: string
  readonly samples: string
  readonly usage: string
  readonly override: string
  readonly history: string
  readonly events: Readonly<Record<string, string>>
  readonly clock: string
  readonly owed: (fee: string) => string
  readonly settlement: Readonly<Record<'held' | 'due' | 'settled' | 'void', string>>
  readonly conflict: Readonly<Record<'too-early' | 'too-late' | 'unit-busy' | 'other', string>>
}

export interface HomeText {
  readonly title: string
  readonly next: string
  readonly after: string
  readonly search: string
  readonly searchLabel: string
  readonly searchButton: string
  readonly welcome: string
  readonly welcomeDetail: string
  readonly welcomeFind: string
  readonly nothingNext: string
  readonly all: string
  readonly open: string
}

export interface MineText {
  readonly title: string
  readonly upcoming: string
  readonly past: string
  readonly nothing: string
  readonly nothingPast: string
  readonly find: string
  readonly older: string
  readonly again: string
}

const texts: Spoken<BookingText> = { 'zh-Hans': textHans, 'zh-Hant': textHant, en: textEn }

/** The booking pages' words in the reader's language. */
export function textIn(locale: Locale): BookingText {
  return texts[locale]
}
