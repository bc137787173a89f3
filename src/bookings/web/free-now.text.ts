import type { Spoken } from '../../platform/i18n/words.ts'

/** What is said of what can be had at once. */
export interface FreeNowText {
  readonly near: string
  /** For whoever booked nothing yet: nobody knows what is near. */
  readonly anywhere: string
  readonly until: (time: string) => string
  /** Free for a day and longer. */
  readonly long: string
  readonly price: (length: string, price: string) => string
  readonly nothing: string
  readonly later: string
}

export const freeNowText: Spoken<FreeNowText> = {
  'zh-Hans': {
    near: '附近现在有空',
    anywhere: '现在有空',
    until: (time) => `空闲至 ${time}`,
    long: '一天内都有空',
    price: (length, price) => `${length} · ${price}`,
    nothing: '附近您能约的现在都没有空。',
    later: '看看接下来何时有空',
  },
  'zh-Hant': {
    near: '附近現在有空',
    anywhere: '現在有空',
    until: (time) => `空檔至 ${time}`,
    long: '一天內都有空',
    price: (length, price) => `${length} · ${price}`,
    nothing: '附近您能預約的現在都沒有空檔。',
    later: '看看接下來何時有空',
  },
  en: {
    near: 'Free now, near you',
    anywhere: 'Free now',
    until: (time) => `Free until ${time}`,
    long: 'Free for a day and more',
    price: (length, price) => `${length} · ${price}`,
    nothing: 'Nothing that you may book is free nearby right now.',
    later: 'See what is free next',
  },
}
