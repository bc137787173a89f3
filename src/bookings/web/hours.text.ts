import type { Spoken } from '../../platform/i18n/words.ts'
import type { LineFault } from '../../resources/hours-form.ts'
import type { OpeningHours } from '../../resources/opening-hours.ts'
import { hoursEn } from './hours.text.en.ts'
import { hoursHans } from './hours.text.zh-hans.ts'
import { hoursHant } from './hours.text.zh-hant.ts'

export interface HoursText {
  readonly title: (resource: string) => string
  readonly opening: string
  readonly means: string
  readonly days: readonly string[]
  /** `Monday to Friday`: the first and the last of a run of days. */
  readonly daysTo: (first: string, last: string) => string
  readonly and: string
  readonly between: string
  readonly open: (days: string, ranges: string) => string
  readonly closedOn: (days: string) => string
  readonly always: string
  readonly never: string
  readonly staffed: (when: string) => string
  readonly neverStaffed: string
  readonly holidays: Readonly<Record<OpeningHours['holidayRule'], string>>
  readonly makeUp: string
  readonly stop: string
  readonly week: string
  readonly from: string
  readonly to: string
  readonly more: string
  readonly midnight: string
  readonly asMonday: string
  readonly staff: string
  readonly told: string
  readonly toldHint: string
  readonly holidayLegend: string
  readonly holidayRules: Readonly<Record<OpeningHours['holidayRule'], string>>
  readonly exceptions: string
  readonly exceptionsHint: string
  readonly date: string
  readonly note: string
  readonly precedence: string
  readonly layers: readonly [string, string, string, string]
  readonly begin: string
  readonly now: string
  readonly at: string
  readonly firstDay: string
  readonly planned: string
  readonly plannedFrom: (date: string) => string
  readonly change: string
  readonly drop: string
  readonly also: string
  readonly scopes: Readonly<Record<'this' | 'category' | 'facility' | 'chosen', string>>
  readonly chosen: string
  readonly look: string
  readonly edit: string
  readonly faulty: string
  readonly faults: Readonly<Record<LineFault, string>>
  readonly onDay: (day: string, fault: string) => string
  readonly coming: string
  readonly closed: string
  readonly makeUpDay: (name: string) => string
  readonly unannounced: (year: string) => string
  readonly nobody: string
  readonly affected: (count: number) => string
  readonly outsideToo: string
  readonly keep: string
  readonly inUse: string
  readonly all: string
  readonly allKeep: string
  readonly allMove: string
  readonly allCancel: string
  readonly machines: (count: number) => string
  readonly fromNow: string
  readonly fromDay: (date: string) => string
  readonly reason: string
  readonly reasonHint: string
  readonly doIt: (people: number) => string
  readonly done: string
  readonly stale: string
  readonly overtaken: string
  readonly tooMany: string
  readonly outside: string
  readonly outsideDetail: string
  readonly unstaffed: (when: string) => string
  readonly help: string
}

/** Words of the opening hours: their editor, what it means, and who stands outside. */
export const hoursText: Spoken<HoursText> = { 'zh-Hans': hoursHans, 'zh-Hant': hoursHant, en: hoursEn }
