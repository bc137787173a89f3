import type { Spoken } from '../../platform/i18n/words.ts'
import type { LineFault, ListTrouble } from '../grant-list.ts'
import type { HolderState } from '../reads/kind-page.ts'
import { en } from './training.text.en.ts'
import { zhHans } from './training.text.zh-hans.ts'
import { zhHant } from './training.text.zh-hant.ts'

export interface TrainingWords {
  readonly title: string
  readonly intro: string
  readonly none: string
  readonly holders: (count: number) => string
  readonly ending: (count: number) => string
  readonly sessions: string
  readonly noSessions: string
  readonly seatsTaken: (taken: number, seats: number) => string
  readonly seatsFree: (count: number) => string
  readonly full: string
  readonly cancelled: string
  readonly past: string
  readonly people: string
  readonly noPeople: string
  readonly more: (most: number) => string
  readonly states: Readonly<Record<HolderState, string>>
  readonly state: string
  readonly search: string
  readonly show: string
  readonly until: (day: string) => string
  readonly ended: (day: string) => string
  readonly byDisuse: string
  readonly withdrawn: (day: string) => string
  readonly lastUse: (day: string) => string
  readonly neverUsed: string
  readonly grant: string
  readonly grantHint: string
  readonly email: string
  readonly lastDay: string
  readonly unknownEmail: string
  readonly pastDay: string
  readonly farDay: string
  readonly byList: string
  readonly setting: string
  readonly settingSays: (months: number | null, days: number) => string
  readonly lapse: string
  readonly lapseHint: string
  readonly remind: string
  readonly remindHint: string
  readonly save: string
  readonly saved: string
  readonly newSession: string
  readonly facility: string
  readonly date: string
  readonly from: string
  readonly to: string
  readonly place: string
  readonly trainer: string
  readonly seats: string
  readonly months: string
  readonly monthsHint: string
  readonly offer: string
  readonly pastTime: string
  readonly noSuchTime: string
  readonly endsFirst: string
  readonly since: (day: string) => string
  readonly ahead: string
  readonly noneAhead: string
  readonly setEnd: string
  readonly withdraw: string
  readonly reason: string
  readonly reasonHint: string
  readonly needsReason: string
  readonly outside: (count: number) => string
  readonly outsideWhy: string
  readonly anyway: string
  readonly changed: string
  readonly attendance: string
  readonly attendanceHint: string
  readonly nobody: string
  readonly attended: string
  readonly absent: string
  readonly take: string
  readonly taken: string
  readonly tooEarly: (time: string) => string
  readonly cancelSession: string
  readonly cancelHint: string
  readonly qualifies: (months: number) => string
  readonly ledBy: (trainer: string) => string
  readonly mySession: string
  readonly signUp: string
  readonly signedUp: string
  readonly leave: string
  readonly calendar: string
  readonly becameFull: string
  readonly list: string
  readonly listIntro: string
  readonly file: string
  readonly preview: string
  readonly apply: (count: number) => string
  readonly nothingToApply: string
  readonly counts: Readonly<Record<'new' | 'extended' | 'unchanged' | 'refused', (count: number) => string>>
  readonly outcomes: Readonly<Record<'new' | 'extended' | 'unchanged' | 'refused', string>>
  readonly line: string
  readonly outcome: string
  readonly faults: Readonly<Record<LineFault, string>>
  readonly troubles: Readonly<Record<ListTrouble['kind'], (line: number) => string>>
  readonly chooseFile: string
  readonly applied: (count: number) => string
  readonly back: string
}

/** Words of trainings, their people and sessions. */
export const trainingText: Spoken<TrainingWords> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en }
