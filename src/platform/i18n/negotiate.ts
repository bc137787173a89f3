import { locales, type Locale } from './locale.ts'

/** The language that a browser likes best among ours, or null when it names none of them. */
export function negotiate(acceptLanguage: string | undefined): Locale | null {
  if (acceptLanguage === undefined) return null
  const wishes = acceptLanguage.slice(0, longest).split(',').map(wishOf)
  wishes.sort((one, other) => other.weight - one.weight)
  return wishes.find(({ locale, weight }) => locale !== null && weight > 0)?.locale ?? null
}

/** Our language for a tag: `zh-TW`, `zh-HK`, `zh-MO` and anything in `Hant` read traditional characters. */
export function localeOfTag(tag: string): Locale | null {
  const [language, ...subtags] = tag.trim().toLowerCase().split(/[-_]/)
  if (language === 'en') return 'en'
  if (language !== 'zh' && language !== 'yue') return null
  if (subtags.includes('hans')) return 'zh-Hans'
  return language === 'yue' || subtags.some((subtag) => traditional.has(subtag)) ? 'zh-Hant' : 'zh-Hans'
}

export function isLocale(text: string | undefined): text is Locale {
  return (locales as readonly string[]).includes(text ?? '')
}

const longest = 400
const traditional = new Set(['hant', 'tw', 'hk', 'mo'])

function wishOf(part: string): { locale: Locale | null; weight: number } {
  const [tag = '', ...options] = part.split(';')
  const quality = options.find((option) => option.trim().startsWith('q='))
  const weight = quality === undefined ? 1 : Number(quality.trim().slice(2))
  return { locale: localeOfTag(tag), weight: Number.isFinite(weight) ? weight : 0 }
}
