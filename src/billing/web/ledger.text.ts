import type { Spoken } from '../../platform/i18n/words.ts'
import { en } from './ledger.text.en.ts'
import { hans } from './ledger.text.zh-hans.ts'
import { hant } from './ledger.text.zh-hant.ts'

export interface LedgerText {
  readonly period: string
  readonly from: string
  readonly to: string
  readonly firm: string
  readonly facility: string
  readonly resource: string
  readonly resourceHint: string
  readonly project: string
  readonly projectHint: string
  readonly person: string
  readonly personHint: string
  readonly kind: string
  readonly any: string
  readonly stated: string
  readonly onStatement: string
  readonly onNone: string
  readonly late: string
  readonly lateOnly: string
  readonly inTime: string
  readonly filter: string
  readonly show: string
  readonly clear: string
  readonly totals: string
  readonly amount: string
  readonly tax: string
  readonly net: string
  readonly taxIn: (amount: string) => string
  readonly counts: (entries: number, lines: number) => string
  readonly entries: string
  readonly lines: string
  readonly none: string
  readonly more: string
  readonly rate: string
  readonly use: string
  readonly booking: string
  readonly statement: string
  readonly plots: string
  readonly entry: string
  readonly posted: string
  readonly occurred: string
  readonly reason: string
  readonly takesBack: string
  readonly takenBack: string
  readonly whatFor: string
  readonly reckoned: string
  readonly total: string
  readonly booked: string
  readonly user: string
  readonly checkedIn: string
  readonly checkedOut: string
  readonly notChecked: string
  readonly review: string
  readonly noReview: string
  readonly decisions: Readonly<Record<string, string>>
  readonly reviewKinds: Readonly<Record<string, string>>
  readonly awaits: string
  readonly frozenRate: string
  readonly frozenNote: string
  readonly noBooking: string
  readonly category: string
  readonly basis: string
  readonly bases: Readonly<Record<'booked' | 'used' | 'union', string>>
  readonly perHour: string
  readonly startFee: string
  readonly minimum: string
  readonly perSample: string
  readonly perRun: string
  readonly assistance: string
  readonly increment: string
  readonly taxRate: string
  readonly since: (when: string) => string
}

export const ledgerText: Spoken<LedgerText> = { 'zh-Hans': hans, 'zh-Hant': hant, en }
