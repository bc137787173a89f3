import type { Spoken } from '../platform/i18n/words.ts'

export interface ClaimText {
  readonly heads: readonly string[]
  readonly total: string
  readonly states: Readonly<Record<'open' | 'claimed' | 'paid', string>>
}

/** The words of a claim list; the amount stands fourth from the end. */
export const claimText: Spoken<ClaimText> = {
  'zh-Hans': {
    heads: [
      '预约编号',
      '单位',
      '统一社会信用代码',
      '使用人',
      '设备编号',
      '设备',
      '预约开始',
      '预约结束',
      '签到',
      '签退',
      '补贴基数',
      '比例 %',
      '补贴金额',
      '币种',
      '结算单号',
      '状态',
    ],
    total: '合计',
    states: { open: '待申报', claimed: '已申报', paid: '已到账' },
  },
  'zh-Hant': {
    heads: [
      '預約編號',
      '單位',
      '統一社會信用代碼',
      '使用人',
      '設備編號',
      '設備',
      '預約開始',
      '預約結束',
      '簽到',
      '簽退',
      '補助基數',
      '比例 %',
      '補助金額',
      '幣別',
      '結算單號',
      '狀態',
    ],
    total: '合計',
    states: { open: '待申報', claimed: '已申報', paid: '已入帳' },
  },
  en: {
    heads: [
      'Booking',
      'Firm',
      'Credit code',
      'Used by',
      'Asset number',
      'Resource',
      'Booked from',
      'Booked until',
      'Checked in',
      'Checked out',
      'Base',
      'Share %',
      'Subsidy',
      'Currency',
      'Statement',
      'State',
    ],
    total: 'Total',
    states: { open: 'to claim', claimed: 'claimed', paid: 'paid' },
  },
}
