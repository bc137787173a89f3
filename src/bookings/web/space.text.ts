import type { Spoken } from '../../platform/i18n/words.ts'

interface SpaceWords {
  readonly choice: string
  readonly place: string
  readonly whole: (places: number) => string
  readonly free: (free: number, places: number) => string
  readonly times: (places: number) => string
  readonly instead: string
  readonly takePlace: string
}

/** Words of spaces that are lent place by place, or whole. */
export const spaceText: Spoken<SpaceWords> = {
  'zh-Hans': {
    choice: '按位或整间',
    place: '一个位',
    whole: (places) => `整间 · ${places} 位`,
    free: (free, places) => `空 ${free} 位，共 ${places} 位`,
    times: (places) => `整间按 ${places} 位计费`,
    instead: '整间已不可用，同一时间还有位：',
    takePlace: '改订一个位',
  },
  'zh-Hant': {
    choice: '依座位或整間',
    place: '一個座位',
    whole: (places) => `整間 · ${places} 位`,
    free: (free, places) => `空 ${free} 位，共 ${places} 位`,
    times: (places) => `整間以 ${places} 位計費`,
    instead: '整間已不能用，同一時間仍有座位：',
    takePlace: '改訂一個座位',
  },
  en: {
    choice: 'By the place or whole',
    place: 'One place',
    whole: (places) => `The whole · ${places} places`,
    free: (free, places) => `${free} of ${places} places free`,
    times: (places) => `the whole is paid as ${places} places`,
    instead: 'The whole is gone, but there is a place at the same time:',
    takePlace: 'Take one place',
  },
}
