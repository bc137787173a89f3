import type { ClosureKind } from '../../resources/closure.ts'
import type { Spoken } from '../../platform/i18n/words.ts'
import type { ClosingRhythm } from '../closing-repeats.ts'
import type { ClosingFault, ClosingLength } from '../closing-wish.ts'
import { closeEn } from './close.text.en.ts'
import { closeHans } from './close.text.zh-hans.ts'
import { closeHant } from './close.text.zh-hant.ts'

export interface CloseText {
  readonly title: (resource: string) => string
  readonly close: string
  readonly begin: string
  readonly now: string
  readonly at: string
  readonly date: string
  readonly time: string
  readonly length: string
  readonly lengths: Readonly<Record<ClosingLength, string>>
  readonly untilDate: string
  readonly untilTime: string
  readonly rhythm: string
  readonly rhythms: Readonly<Record<ClosingRhythm, string>>
  readonly times: string
  readonly repeats: (rhythm: string, times: string) => string
  readonly overlapping: string
  readonly others: string
  readonly units: string
  readonly unitsHint: string
  readonly allUnits: string
  readonly kind: string
  readonly kinds: Readonly<Record<ClosureKind, string>>
  readonly reason: string
  readonly reasonHint: string
  readonly look: string
  readonly change: string
  readonly faults: Readonly<Record<ClosingFault, string>>
  readonly fromNow: (until: string) => string
  readonly forGood: string
  readonly fromNowOn: string
  readonly fromNowToday: string
  readonly from: (start: string) => string
  readonly nobody: string
  readonly affected: (count: number) => string
  readonly move: (time: string, unit: string | null) => string
  readonly sameTime: (unit: string) => string
  readonly cancel: string
  readonly noMove: string
  readonly fates: { readonly interrupt: string; readonly shorten: (until: string) => string; readonly end: string }
  readonly tooMany: string
  readonly stale: string
  readonly passed: string
  readonly cannotMove: string
  readonly doIt: (people: number) => string
  readonly told: string
  readonly closed: string
  readonly willClose: string
  readonly over: string
  readonly openAgain: string
  readonly openNow: string
  readonly lifted: (moment: string) => string
  readonly by: string
  readonly tooLate: string
  readonly became: string
  readonly fate: Readonly<Record<'cancel' | 'move' | 'interrupt' | 'shorten' | 'end', string>>
  readonly today: string
  readonly managers: string
}

/** Words of closing a resource: the form, who is in the way, and what it did. */
export const closeText: Spoken<CloseText> = { 'zh-Hans': closeHans, 'zh-Hant': closeHant, en: closeEn }
