import type { Spoken } from '../../platform/i18n/words.ts'

export interface ProvidersText {
  readonly title: string
  readonly intro: string
  readonly none: string
  readonly due: string
  readonly waiting: string
  readonly paidOut: string
  readonly machines: string
  readonly set: string
  readonly assetNumber: string
  readonly provider: string
  readonly percent: string
  readonly percentHint: string
  readonly save: string
  readonly noMachine: string
  readonly wrong: string
  readonly nothingDue: string
  readonly payOut: (amount: string) => string
  readonly voucher: string
  readonly csv: string
  readonly shares: string
  readonly noShares: string
  readonly payouts: string
  readonly heads: readonly [date: string, resource: string, booking: string, base: string, share: string, state: string]
  readonly states: Readonly<Record<'waiting' | 'due' | 'paid-out', string>>
}

export const providersText: Spoken<ProvidersText> = {
  'zh-Hans': {
    title: '仪器提供单位',
    intro: '提供单位按比例分得税前、补贴前的费用；使用单位付清结算单之后才应支付。',
    none: '还没有仪器提供单位。',
    due: '应支付',
    waiting: '待使用单位付款',
    paidOut: '已支付',
    machines: '所提供的仪器',
    set: '设定仪器的提供单位',
    assetNumber: '设备编号',
    provider: '提供单位',
    percent: '分成比例（%）',
    percentHint: '只用于以后入账的费用；填 0 表示不再分成',
    save: '保存',
    noMachine: '没有这个编号的设备',
    wrong: '请填 0 到 100 的整数',
    nothingDue: '现在没有应支付的金额。',
    payOut: (amount) => `标记为已支付 ${amount}`,
    voucher: '凭证号',
    csv: '下载 CSV',
    shares: '分成明细',
    noShares: '还没有分成。',
    payouts: '支付记录',
    heads: ['日期', '仪器', '预约', '基数（不含税）', '分成', '状态'],
    states: { waiting: '待付款', due: '应支付', 'paid-out': '已支付' },
  },
  'zh-Hant': {
    title: '儀器提供單位',
    intro: '提供單位依比例分得稅前、補助前的費用；使用單位付清結算單之後才應支付。',
    none: '還沒有儀器提供單位。',
    due: '應支付',
    waiting: '待使用單位付款',
    paidOut: '已支付',
    machines: '所提供的儀器',
    set: '設定儀器的提供單位',
    assetNumber: '設備編號',
    provider: '提供單位',
    percent: '分成比例（%）',
    percentHint: '只用於以後入帳的費用；填 0 表示不再分成',
    save: '儲存',
    noMachine: '沒有這個編號的設備',
    wrong: '請填 0 到 100 的整數',
    nothingDue: '現在沒有應支付的金額。',
    payOut: (amount) => `標記為已支付 ${amount}`,
    voucher: '憑證號',
    csv: '下載 CSV',
    shares: '分成明細',
    noShares: '還沒有分成。',
    payouts: '支付紀錄',
    heads: ['日期', '儀器', '預約', '基數（未稅）', '分成', '狀態'],
    states: { waiting: '待付款', due: '應支付', 'paid-out': '已支付' },
  },
  en: {
    title: 'Providers',
    intro:
      'A provider gets its part of each charge before tax and subsidy, payable once the firm has paid its statement.',
    none: 'No provider yet.',
    due: 'Due',
    waiting: 'Waiting for payment',
    paidOut: 'Paid out',
    machines: 'Shared machines',
    set: 'Set whose machine it is',
    assetNumber: 'Asset number',
    provider: 'Provider',
    percent: 'Share (%)',
    percentHint: 'For charges posted from now on; 0 ends it',
    save: 'Save',
    noMachine: 'No machine has this asset number',
    wrong: 'A whole number from 0 to 100',
    nothingDue: 'Nothing is due now.',
    payOut: (amount) => `Mark ${amount} as paid out`,
    voucher: 'Voucher',
    csv: 'Download CSV',
    shares: 'Shares',
    noShares: 'No shares yet.',
    payouts: 'Payouts',
    heads: ['Date', 'Machine', 'Booking', 'Base before tax', 'Share', 'State'],
    states: { waiting: 'waiting', due: 'due', 'paid-out': 'paid out' },
  },
}
