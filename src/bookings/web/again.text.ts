import type { Locale } from '../../platform/i18n/locale.ts'
import type { Spoken } from '../../platform/i18n/words.ts'

/** What is said where something may be booked again with one press. */
export interface AgainText {
  readonly title: string
  readonly on: (project: string) => string
  readonly next: string
  readonly same: string
  readonly book: string
  readonly request: string
  readonly bookFull: (time: string, resource: string) => string
  readonly none: string
  readonly elsewhere: string
  readonly other: string
  readonly otherOf: (resource: string) => string
  readonly weekly: string
}

const texts: Spoken<AgainText> = {
  'zh-Hans': {
    title: '再约一次',
    on: (project) => `由课题 ${project} 付费`,
    next: '最近可约',
    same: '同上次时间',
    book: '约',
    request: '申请',
    bookFull: (time, resource) => `约 ${time}，${resource}`,
    none: '一周内没有空闲',
    elsewhere: '同一时间可改用',
    other: '换时间',
    otherOf: (resource) => `换时间，${resource}`,
    weekly: '每周重复',
  },
  'zh-Hant': {
    title: '再約一次',
    on: (project) => `由課題 ${project} 付費`,
    next: '最近可約',
    same: '同上次時間',
    book: '約',
    request: '申請',
    bookFull: (time, resource) => `約 ${time}，${resource}`,
    none: '一週內沒有空檔',
    elsewhere: '同一時間可改用',
    other: '換時間',
    otherOf: (resource) => `換時間，${resource}`,
    weekly: '每週重複',
  },
  en: {
    title: 'Book again',
    on: (project) => `Paid by project ${project}`,
    next: 'Next free',
    same: 'Same time as last',
    book: 'Book',
    request: 'Request',
    bookFull: (time, resource) => `Book ${time}, ${resource}`,
    none: 'Nothing free within a week',
    elsewhere: 'At the same time, instead',
    other: 'Other time',
    otherOf: (resource) => `Other time, ${resource}`,
    weekly: 'Repeat weekly',
  },
}

export function againText(locale: Locale): AgainText {
  return texts[locale]
}
