import type { Outcome } from '../outcome.ts'
import { zhHans } from './requests.text.zh-hans.ts'
import { zhHant } from './requests.text.zh-hant.ts'
import { en } from './requests.text.en.ts'
import type { Spoken } from '../../platform/i18n/words.ts'

export interface RequestsText {
  readonly title: string
  readonly firmTitle: string
  readonly bookings: string
  readonly none: string
  readonly noneSo: string
  readonly filter: string
  readonly step: string
  readonly anyStep: string
  readonly facility: string
  readonly anyFacility: string
  readonly words: string
  readonly show: string
  readonly selectAll: string
  readonly selectNone: string
  readonly more: (most: number) => string
  readonly decideBy: (moment: string) => string
  readonly alsoAwaits: (names: string) => string
  readonly own: string
  readonly open: string
  readonly reason: string
  readonly reasonHint: string
  readonly approve: string
  readonly reject: string
  readonly nothingPicked: string
  readonly noReason: string
  readonly told: (done: number, all: number) => string
  readonly outcomes: Readonly<Record<Outcome['kind'], string>>
  readonly stillAwaits: (names: string) => string
  readonly standing: string
  readonly access: string
}

/** Words of the page where many requests are decided. */
export const requestsText: Spoken<RequestsText> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en }
