import type { Spoken } from '../../platform/i18n/words.ts'

export interface ExtrasText {
  readonly title: string
  readonly during: string
  readonly after: string
  readonly over: string
  readonly none: string
  readonly each: (money: string) => string
  readonly assisted: string
  readonly assistedHint: (money: string) => string
  readonly reason: string
  readonly reasonHint: string
  readonly save: string
  readonly post: string
  readonly faults: Readonly<Record<'quantity' | 'assisted' | 'reason' | 'nothing' | 'over', string>>
  readonly link: string
}

export const extrasText: Spoken<ExtrasText> = {
  'zh-Hans': {
    title: '耗材与协助',
    during: '登记的数量在使用结束时计入账单。',
    after: '使用已经结算。在此登记的会作为一笔调整入账，已有的账单不变。',
    over: '这次预约不能再登记。',
    none: '这个平台没有耗材价目。',
    each: (money) => `每份 ${money}`,
    assisted: '协助分钟',
    assistedHint: (money) => `每小时 ${money}`,
    reason: '原因',
    reasonHint: '单位会在结算单上看到。',
    save: '登记',
    post: '入账',
    faults: {
      quantity: '数量为 0 到 9999 的整数。',
      assisted: '分钟为整数，最多一周。',
      reason: '请写明原因。',
      nothing: '没有可入账的金额。',
      over: '预约已有变化，请再看一遍。',
    },
    link: '登记耗材与协助',
  },
  'zh-Hant': {
    title: '耗材與協助',
    during: '登記的數量在使用結束時計入帳單。',
    after: '使用已經結算。在此登記的會作為一筆調整入帳，已有的帳單不變。',
    over: '這次預約不能再登記。',
    none: '這個平台沒有耗材價目。',
    each: (money) => `每份 ${money}`,
    assisted: '協助分鐘',
    assistedHint: (money) => `每小時 ${money}`,
    reason: '原因',
    reasonHint: '單位會在結算單上看到。',
    save: '登記',
    post: '入帳',
    faults: {
      quantity: '數量為 0 到 9999 的整數。',
      assisted: '分鐘為整數，最多一週。',
      reason: '請寫明原因。',
      nothing: '沒有可入帳的金額。',
      over: '預約已有變動，請再看一次。',
    },
    link: '登記耗材與協助',
  },
  en: {
    title: 'Consumables and assistance',
    during: 'What is reported here is billed when the use ends.',
    after: 'The use is billed. What is reported here is posted as an adjustment; the bill itself stays as it is.',
    over: 'Nothing can be reported with this booking any more.',
    none: 'This facility has no consumables on its list.',
    each: (money) => `${money} each`,
    assisted: 'Minutes of assistance',
    assistedHint: (money) => `${money} an hour`,
    reason: 'Reason',
    reasonHint: 'The firm reads it on its statement.',
    save: 'Report',
    post: 'Post',
    faults: {
      quantity: 'A quantity is a whole number from 0 to 9999.',
      assisted: 'Minutes are a whole number, a week at most.',
      reason: 'Say why.',
      nothing: 'There is nothing to post.',
      over: 'The booking has changed: look again.',
    },
    link: 'Report consumables and assistance',
  },
}
