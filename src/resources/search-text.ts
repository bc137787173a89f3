import type { Names } from '../deps.ts'

/**
 * What a search looks through: everything that people may call a resource, in small letters, one space between words.
 */
export function searchText(names: Names, ...others: readonly string[]): string {
  const words = new Set([names.hans, names.hant, names.en, ...others].filter((text) => text !== ''))
  return [...words].join(' ').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ')
}

/** The words that a text is searched for, in the same letters; each has to be found. At most eight. */
export function searchWords(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
}
