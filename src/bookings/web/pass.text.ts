import type { Spoken } from '../../platform/i18n/words.ts'

/** Words of checking in where there may be no network; times come formatted. */
export interface PassText {
  readonly title: string
  readonly hint: string
  readonly qr: (number: string) => string
  readonly kept: (until: string) => string
  readonly done: string
  readonly failed: string
  readonly late: (times: { readonly arrived: string; readonly until: string; readonly said: string }) => string
}

export const passText: Spoken<PassText> = {
  'zh-Hans': {
    title: '到场凭证',
    hint: '到场时出示，实验室管理员扫码即可找到这笔预约。没有网络也能看。',
    qr: (number) => `预约 ${number} 的二维码`,
    kept: (until) =>
      `已记下，联网后自动签到。签到时间以送达为准：须在 ${until} 前送达。到时仍没有网络，请告诉实验室管理员。`,
    done: '已签到',
    failed: '没有签到成功，请看预约现在的状态',
    late: ({ arrived, until, said }) =>
      `没有签到成功：签到 ${arrived} 才送达，而签到截止是 ${until}。手机上记下的时间是 ${said}，已写入预约记录。` +
      '如果因此记为爽约，请找实验室管理员更正。',
  },
  'zh-Hant': {
    title: '到場憑證',
    hint: '到場時出示，實驗室管理員掃碼即可找到這筆預約。沒有網路也能看。',
    qr: (number) => `預約 ${number} 的 QR 碼`,
    kept: (until) =>
      `已記下，連上網路後自動簽到。簽到時間以送達為準：須在 ${until} 前送達。到時仍沒有網路，請告訴實驗室管理員。`,
    done: '已簽到',
    failed: '沒有簽到成功，請看預約現在的狀態',
    late: ({ arrived, until, said }) =>
      `沒有簽到成功：簽到 ${arrived} 才送達，而簽到截止是 ${until}。手機上記下的時間是 ${said}，已寫入預約紀錄。` +
      '如果因此記為爽約，請找實驗室管理員更正。',
  },
  en: {
    title: 'Pass',
    hint: 'Show it on site: a lab manager scans it to find this booking. It works without a network.',
    qr: (number) => `QR code of booking ${number}`,
    kept: (until) =>
      'Noted. You are checked in when this reaches us, by itself, once there is a network: ' +
      `by ${until} at the latest. If there is still none by then, tell a lab manager.`,
    done: 'Checked in',
    failed: 'Not checked in. Look at where the booking stands.',
    late: ({ arrived, until, said }) =>
      `Not checked in: it reached us at ${arrived}, and check-in ended at ${until}. The time that your phone noted, ` +
      `${said}, is on the booking’s record. If it counts as a no-show, ask a lab manager to put that right.`,
  },
}
