import type { Spoken } from '../../platform/i18n/words.ts'
import { en } from './rates.text.en.ts'
import { zhHans } from './rates.text.zh-hans.ts'
import { zhHant } from './rates.text.zh-hant.ts'

/** What the pages of prices say. */
export interface RatesText {
  readonly title: string
  readonly words: string
  readonly facility: string
  readonly any: string
  readonly show: string
  readonly shows: Readonly<Record<'' | 'coming' | 'missing', string>>
  readonly find: string
  readonly found: (count: number) => string
  readonly none: string
  readonly more: string
  readonly byFile: string
  readonly save: string
  readonly columns: { readonly resource: string; readonly coming: string }
  readonly noPrice: string
  readonly moreBands: (count: number) => string
  readonly from: (when: string) => string
  readonly categories: Readonly<Record<string, string>>
  readonly priceFor: string
  readonly inForce: string
  readonly since: (when: string) => string
  readonly fromUntil: (from: string, until: string) => string
  readonly coming: string
  readonly history: string
  readonly noneInForce: string
  readonly readOnly: string
  readonly change: string
  readonly withdraw: string
  readonly basis: string
  readonly bases: Readonly<Record<'booked' | 'used' | 'union', string>>
  readonly basisNote: string
  readonly setBasis: string
  readonly publish: string
  readonly correct: (from: string) => string
  readonly done: Readonly<Record<'published' | 'withdrawn' | 'basis', string>>
  readonly terms: {
    readonly perHour: (money: string) => string
    readonly band: (name: string, when: string, money: string) => string
    readonly perSample: (money: string) => string
    readonly perRun: (money: string) => string
    readonly startFee: (money: string) => string
    readonly minimum: (money: string) => string
    readonly assistance: (money: string) => string
    readonly increment: (minutes: number) => string
    readonly tax: (percent: string) => string
  }
  readonly bandNames: Readonly<Record<string, string>>
  readonly days: readonly [string, string, string, string, string, string, string]
  readonly fields: Readonly<Record<FieldName, string>>
  readonly hints: Readonly<Record<'from' | 'until' | 'bands' | 'money', string>>
  readonly bands: string
  readonly bandNumber: (at: number) => string
  readonly noBand: string
  readonly faults: Readonly<Record<'money' | 'date' | 'time' | 'whole' | 'percent' | 'days' | 'same' | 'over', string>>
  readonly refused: {
    readonly head: string
    readonly past: (earliest: string) => string
    readonly sameStart: (from: string) => string
    readonly gap: (from: string, until: string) => string
    readonly gapForEver: (from: string) => string
    readonly overlap: (from: string, until: string) => string
    readonly bands: (first: string, second: string, day: string, from: string, to: string) => string
  }
  readonly tester: {
    readonly title: string
    readonly intro: string
    readonly from: string
    readonly until: string
    readonly samples: string
    readonly assisted: string
    readonly free: string
    readonly firm: string
    readonly anyFirm: string
    readonly firmHint: string
    readonly project: string
    readonly forFirm: (category: string) => string
    readonly consumables: string
    readonly usedFrom: string
    readonly usedUntil: string
    readonly usedHint: string
    readonly reckon: string
    readonly line: string
    readonly reckoning: string
    readonly amount: string
    readonly total: string
    readonly tax: (money: string) => string
    readonly nothing: string
    readonly estimate: string
    readonly missing: (from: string, until: string) => string
    readonly faults: Readonly<Record<'time' | 'order' | 'long' | 'count' | 'project', string>>
  }
}

export type FieldName =
  | 'from'
  | 'until'
  | 'per_hour'
  | 'per_sample'
  | 'per_run'
  | 'start_fee'
  | 'minimum'
  | 'assistance'
  | 'increment'
  | 'tax'
  | 'band'
  | 'band_from'
  | 'band_to'
  | 'band_price'

export const ratesText: Spoken<RatesText> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en }
