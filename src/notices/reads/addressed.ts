import type { Deps } from '../../deps.ts'
import type { PersonId } from '../../kernel/id.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Letter } from '../channel.ts'
import { lettersIn, type Said } from '../letter-text.ts'

/** Who is written to. */
export interface Reader {
  readonly address: string
  readonly locale: Locale
  /** Left out for an address that nobody has proved to be theirs. */
  readonly personId?: PersonId
}

export interface ReaderRow {
  personId: PersonId
  address: string
  locale: Locale
}

/** One letter, with its link and its foot. */
export function toAddress(
  deps: Deps,
  id: string,
  { address, locale, personId }: Reader,
  { subject, lines }: Said,
  path: string | null,
): Letter {
  const foot = lettersIn(locale).foot(parkName(deps, locale))
  const link = path === null ? [] : [deps.publicUrl + path, '']
  const text = [...lines, '', ...link, '— ', foot, ''].join('\n')
  return { id, to: address, subject, text, personId: personId ?? null }
}

/** One letter each, under an id of its own. */
export function toEach(
  deps: Deps,
  id: string,
  readers: readonly Reader[],
  say: (reader: Reader) => Said,
  path: string,
): Letter[] {
  return readers.map((reader, index) => toAddress(deps, `${id}.${index}`, reader, say(reader), path))
}

export function parkName(deps: Deps, locale: Locale): string {
  return nameIn(deps.park().names, locale)
}
