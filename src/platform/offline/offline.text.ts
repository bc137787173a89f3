import type { Spoken } from '../i18n/words.ts'

export interface OfflineText {
  /** Over a page that was kept; `moment` is when it was drawn. */
  readonly asOf: (moment: string) => string
  readonly again: string
  /** On a phone that lives by another clock; `now` is the park's time. */
  readonly zone: (zone: string, now: string) => string
  readonly title: string
  readonly detail: string
  readonly sent: string
  readonly mine: string
}

export const offlineText: Spoken<OfflineText> = {
  'zh-Hans': {
    asOf: (moment) => `没有网络。这里是 ${moment} 时的内容，之后可能有变化。`,
    again: '再试一次',
    zone: (zone, now) => `您的手机在另一个时区。这里的时间都是园区时间（${zone}，打开本页时为 ${now}）。`,
    title: '没有网络',
    detail: '现在连不上共台，这一页也没有存在手机里。',
    sent: '如果刚才提交了什么，可能没有送达。回到上一页再提交一次即可，不会重复生效。',
    mine: '看存在手机里的预约',
  },
  'zh-Hant': {
    asOf: (moment) => `沒有網路。這裡是 ${moment} 時的內容，之後可能有變動。`,
    again: '再試一次',
    zone: (zone, now) => `您的手機在另一個時區。這裡的時間都是園區時間（${zone}，開啟本頁時為 ${now}）。`,
    title: '沒有網路',
    detail: '現在連不上共台，這一頁也沒有存在手機裡。',
    sent: '如果剛才送出了什麼，可能沒有送達。回到上一頁再送出一次即可，不會重複生效。',
    mine: '看存在手機裡的預約',
  },
  en: {
    asOf: (moment) => `No network. This is how it stood at ${moment}; it may have changed since.`,
    again: 'Try again',
    zone: (zone, now) =>
      `Your phone is in another time zone. All times here are the park’s (${zone}; ${now} when this page was opened).`,
    title: 'No network',
    detail: 'Gongtai can’t be reached, and this page was not kept on your phone.',
    sent: 'If you have just sent something, it may not have arrived. Go back and send it again: it takes effect once.',
    mine: 'My bookings, as kept on this phone',
  },
}
