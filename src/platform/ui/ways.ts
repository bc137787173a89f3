import type { Locale } from '../i18n/locale.ts'
import type { Spoken } from '../i18n/words.ts'

/** The three places that are one tap away from everywhere. */
export type Way = 'home' | 'find' | 'mine'

/** Links to them, in the reader's language, with the one marked that leads to the page itself. */
export function waysIn(locale: Locale, current?: Way): { href: string; text: string; current: boolean }[] {
  return (['home', 'find', 'mine'] as const).map((way) => ({
    href: hrefs[way],
    text: words[locale][way],
    current: way === current,
  }))
}

const hrefs: Readonly<Record<Way, string>> = { home: '/', find: '/find', mine: '/me' }

const words: Spoken<Record<Way, string>> = {
  'zh-Hans': { home: '首页', find: '找仪器', mine: '我的' },
  'zh-Hant': { home: '首頁', find: '找儀器', mine: '我的' },
  en: { home: 'Home', find: 'Find', mine: 'Mine' },
}
