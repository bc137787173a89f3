import type { Locale } from '../i18n/locale.ts'
import type { Spoken } from '../i18n/words.ts'

/** The places that are one tap away from everywhere; today is a lab manager's. */
export type Way = 'home' | 'find' | 'mine' | 'today'

/** Links to them, in the reader's language, with the one marked that leads to the page itself. */
export function waysIn(
  locale: Locale,
  current?: Way,
  manages = false,
): { href: string; text: string; current: boolean }[] {
  const ways = ['home', 'find', 'mine', ...(manages ? (['today'] as const) : [])] as const
  return ways.map((way) => ({
    href: hrefs[way],
    text: words[locale][way],
    current: way === current,
  }))
}

const hrefs: Readonly<Record<Way, string>> = { home: '/', find: '/find', mine: '/me', today: '/m' }

const words: Spoken<Record<Way, string>> = {
  'zh-Hans': { home: '首页', find: '找仪器', mine: '我的', today: '今日' },
  'zh-Hant': { home: '首頁', find: '找儀器', mine: '我的', today: '今日' },
  en: { home: 'Home', find: 'Find', mine: 'Mine', today: 'Today' },
}
