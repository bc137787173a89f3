import type { Catalogue } from './catalogue.ts'
import { en } from './en.ts'
import type { Locale } from './locale.ts'
import { zhHans } from './zh-hans.ts'
import { zhHant } from './zh-hant.ts'

/** The same thing said in every language. A feature keeps its own words in the same shape. */
export type Spoken<T> = Readonly<Record<Locale, T>>

const catalogues: Spoken<Catalogue> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en }

/** The house's own words: problems, faults, the frame of a page. */
export function wordsIn(locale: Locale): Catalogue {
  return catalogues[locale]
}
