import type { Names } from '../../deps.ts'
import type { Locale } from './locale.ts'
import { nameIn } from './name-in.ts'

/** As its readers look something up: by the name they see, Chinese ones by their sound or their strokes. */
export function byName<T>(list: readonly T[], namesOf: (one: T) => Names, locale: Locale): T[] {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  return list.toSorted((a, b) => compare(nameIn(namesOf(a), locale), nameIn(namesOf(b), locale)))
}
