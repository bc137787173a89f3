import type { Spoken } from '../../platform/i18n/words.ts'
import type { View } from '../axis.ts'
import { timelineEn } from './timeline.text.en.ts'
import { timelineHans } from './timeline.text.zh-hans.ts'
import { timelineHant } from './timeline.text.zh-hant.ts'

export interface TimelineText {
  readonly title: string
  readonly views: Readonly<Record<View, string>>
  readonly earlier: Readonly<Record<View, string>>
  readonly later: Readonly<Record<View, string>>
  readonly today: string
  readonly date: string
  readonly facility: string
  readonly everyFacility: string
  readonly category: string
  readonly everyCategory: string
  readonly words: string
  readonly onlyBooked: string
  readonly filter: string
  readonly show: string
  readonly clear: string
  readonly legend: string
  readonly closed: string
  readonly shut: string
  readonly list: string
  readonly close: string
  readonly outOfService: string
  readonly hint: string
  readonly noFacility: string
  readonly none: string
  readonly noneFound: string
  readonly more: string
  readonly start: string
  readonly moved: string
  readonly to: (machine: string) => string
  /** Said while something is dragged. */
  readonly closing: string
  readonly failed: string
  readonly sheet: SheetText
}

/** Of the sheet on which a booking is given another time. */
export interface SheetText {
  readonly title: string
  readonly details: string
  readonly now: string
  readonly from: string
  readonly until: string
  readonly unit: string
  readonly look: string
  readonly next: string
  readonly price: (before: string, after: string) => string
  readonly samePrice: (price: string) => string
  readonly estimate: string
  readonly told: (person: string) => string
  readonly fee: (fee: string) => string
  readonly confirm: string
  readonly back: string
  readonly cannot: string
  readonly unchanged: string
  readonly fixed: string
  readonly consent: string
  readonly keepsStart: string
  readonly faults: Readonly<Record<'missing' | 'never' | 'twice' | 'order' | 'long', string>>
}

/** Words of the timeline. */
export const timelineText: Spoken<TimelineText> = { 'zh-Hans': timelineHans, 'zh-Hant': timelineHant, en: timelineEn }
