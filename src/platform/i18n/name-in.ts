import type { Locale } from './locale.ts'

/** The name in the reader's language. */
export function nameIn(
  names: { readonly hans: string; readonly hant: string; readonly en: string },
  locale: Locale,
): string {
  return locale === 'zh-Hans' ? names.hans : locale === 'zh-Hant' ? names.hant : names.en
}
