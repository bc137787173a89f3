import type { Spoken } from '../../platform/i18n/words.ts'
import type { Wish } from '../wish.ts'

/** The words of waiting. Values come formatted. */
export interface WaitlistText {
  readonly title: string
  readonly parts: Readonly<Record<Wish['part'], string>>
  readonly form: string
  readonly formDetail: string
  readonly date: string
  readonly part: string
  readonly length: string
  readonly join: string
  readonly tooMany: (limit: number) => string
  readonly tooLong: string
  readonly refused: string
  readonly otherTime: string
  readonly first: string
  readonly ahead: (count: number) => string
  readonly seconds: string
  readonly withdraw: string
  readonly withdrawFull: (what: string) => string
  readonly offer: string
  readonly offers: string
  readonly holds: (until: string) => string
  readonly accept: string
  readonly look: string
  readonly decline: string
  readonly declineDetail: string
  readonly over: string
}

export const waitlistText: Spoken<WaitlistText> = {
  'zh-Hans': {
    title: '候补',
    parts: { morning: '上午', afternoon: '下午', evening: '晚上', day: '全天', exact: '指定时间' },
    form: '候补这个时段',
    formDetail: '有时间空出来，按先后顺序为您保留 15 分钟，并发邮件通知；零散的空闲也算。不接受不收费。',
    date: '日期',
    part: '时段',
    length: '时长',
    join: '加入候补',
    tooMany: (limit) => `最多同时候补 ${limit} 个。请先退出一个。`,
    tooLong: '这个时长放不进所选时段，请改选「全天」或缩短时长。',
    refused: '不能候补',
    otherTime: '选择其他时间',
    first: '您排第一位',
    ahead: (count) => `前面还有 ${count} 位`,
    seconds: '有空即通知您',
    withdraw: '退出候补',
    withdrawFull: (what) => `退出候补：${what}`,
    offer: '候补到了',
    offers: '候补到了',
    holds: (until) => `为您保留至 ${until}`,
    accept: '接受',
    look: '查看',
    decline: '不需要了',
    declineDetail: '让给下一位，不收费。',
    over: '这个候补已经失效：可能已过保留时间，或已处理。请看下面的状态。',
  },
  'zh-Hant': {
    title: '候補',
    parts: { morning: '上午', afternoon: '下午', evening: '晚上', day: '全天', exact: '指定時間' },
    form: '候補這個時段',
    formDetail: '有時間空出來，依先後順序為您保留 15 分鐘，並以郵件通知；零碎的空檔也算。不接受不收費。',
    date: '日期',
    part: '時段',
    length: '時長',
    join: '加入候補',
    tooMany: (limit) => `最多同時候補 ${limit} 個。請先退出一個。`,
    tooLong: '這個時長放不進所選時段，請改選「全天」或縮短時長。',
    refused: '不能候補',
    otherTime: '選擇其他時間',
    first: '您排第一位',
    ahead: (count) => `前面還有 ${count} 位`,
    seconds: '有空檔即通知您',
    withdraw: '退出候補',
    withdrawFull: (what) => `退出候補：${what}`,
    offer: '候補到了',
    offers: '候補到了',
    holds: (until) => `為您保留至 ${until}`,
    accept: '接受',
    look: '檢視',
    decline: '不需要了',
    declineDetail: '讓給下一位，不收費。',
    over: '這個候補已經失效：可能已過保留時間，或已處理。請看下方的狀態。',
  },
  en: {
    title: 'Waitlist',
    parts: { morning: 'morning', afternoon: 'afternoon', evening: 'evening', day: 'whole day', exact: 'exact time' },
    form: 'Wait for it',
    formDetail:
      'When time frees up it is held for you for 15 minutes, in turn, and we write to you; odd gaps count too. ' +
      'Nothing is charged unless you accept.',
    date: 'Date',
    part: 'Part of the day',
    length: 'Length',
    join: 'Join the waitlist',
    tooMany: (limit) => `You can wait for ${limit} times at once. Leave one first.`,
    tooLong: 'That length does not fit that part of the day: take the whole day, or less time.',
    refused: 'You cannot wait for this',
    otherTime: 'Choose another time',
    first: 'You are first in line',
    ahead: (count) => `${count} ahead of you`,
    seconds: 'We write as soon as there is room',
    withdraw: 'Leave',
    withdrawFull: (what) => `Leave the waitlist: ${what}`,
    offer: 'Free for you',
    offers: 'Free for you',
    holds: (until) => `Held for you until ${until}`,
    accept: 'Accept',
    look: 'Details',
    decline: 'No longer needed',
    declineDetail: 'It goes to the next in line, free of charge.',
    over: 'This offer is over: its time had passed, or it was answered. Its state is below.',
  },
}
