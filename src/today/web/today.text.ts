import type { Spoken } from '../../platform/i18n/words.ts'
import type { NeedKind } from '../need.ts'
import { todayEn } from './today.text.en.ts'
import { todayHans } from './today.text.zh-hans.ts'
import { todayHant } from './today.text.zh-hant.ts'

export const deeds = ['check-in', 'check-out', 'approved', 'rejected', 'decided', 'fixed'] as const

export type Deed = (typeof deeds)[number]

export interface TodayText {
  readonly title: string
  readonly asOf: (time: string) => string
  readonly timeline: string
  readonly stale: string
  /** In the strip of counts. */
  readonly counted: Readonly<Record<NeedKind, (count: number) => string>>
  readonly kinds: Readonly<Record<NeedKind, string>>
  readonly calm: string
  readonly all: (count: string) => string
  readonly back: string
  readonly done: Readonly<Record<Deed, string>>
  readonly late: (since: string, until: string) => string
  readonly overrun: (since: string, until: string) => string
  readonly decideBy: (until: string) => string
  readonly noShow: string
  /** In the strip of counts: uses and appeals that wait for the usage review. */
  readonly reviews: (count: number) => string
  readonly review: string
  readonly checkIn: string
  readonly checkOut: string
  readonly approve: string
  readonly reject: string
  readonly rejectNote: string
  readonly noteHint: string
  readonly fixed: string
  readonly closeIt: string
  readonly broken: string
  readonly limping: string
  readonly closedNow: string
  readonly grant: string
  readonly grantUntil: (day: string) => string
  readonly otherwise: string
  readonly facility: string
  readonly everyFacility: string
  readonly words: string
  readonly filter: string
  readonly clear: string
  readonly machines: string
  readonly inUse: (until: string) => string
  readonly overran: (since: string) => string
  readonly expected: (since: string) => string
  readonly waiting: (until: string) => string
  readonly closed: (why: string, until: string | null) => string
  readonly outOfService: string
  readonly next: (time: string) => string
  readonly nextClosed: (why: string, time: string) => string
  readonly others: (count: number) => string
  readonly idle: (count: number) => string
  readonly close: string
  readonly closure: string
  readonly noFacility: string
  readonly noMachines: string
  readonly noneFound: string
  readonly more: string
}

/** Words of a lab manager's day. */
export const todayText: Spoken<TodayText> = { 'zh-Hans': todayHans, 'zh-Hant': todayHant, en: todayEn }
