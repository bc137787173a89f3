import type { Locale } from './locale.ts'

/**
 * The language to mark a name with that stands in a page of another script, so that it is read and drawn as Chinese.
 */
export function langOf(name: string, locale: Locale): Locale | undefined {
  return locale === 'en' && /\p{Script=Han}/u.test(name) ? 'zh-Hans' : undefined
}
