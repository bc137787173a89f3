import type { Spoken } from '../../platform/i18n/words.ts'
import { helpEn } from './help.text.en.ts'
import { helpHans } from './help.text.zh-hans.ts'
import { helpHant } from './help.text.zh-hant.ts'

export interface HelpText {
  readonly title: string
  readonly park: (name: string, zone: string) => string
  /** Questions as researchers ask them, with their answers. */
  readonly contacts: string
  readonly contactsHidden: string
  readonly answers: readonly (readonly [id: string, question: string, answer: string])[]
}

export const helpText: Spoken<HelpText> = { 'zh-Hans': helpHans, 'zh-Hant': helpHant, en: helpEn }
