import type { EntryKind } from '../billing/post-entry.sql.ts'
import type { Spoken } from '../platform/i18n/words.ts'
import type { SheetColumn } from './sheet.ts'

/** What the sheet says, on paper and in files. */
export interface SheetText {
  readonly title: string
  readonly summary: string
  readonly heads: Readonly<Record<SheetColumn, string>>
  readonly kinds: Readonly<Record<EntryKind, string>>
  readonly lateMark: string
  readonly perHour: (amount: string) => string
  readonly comma: string
  readonly total: string
  readonly inWords: string
  readonly payer: string
  readonly creditCode: string
  readonly period: string
  readonly issued: string
  readonly number: string
  readonly lines: string
  readonly byResource: string
  readonly byPerson: string
  readonly byProject: string
  readonly byTaxRate: string
  readonly net: string
  readonly adjustments: string
  readonly subsidy: string
  readonly late: string
  readonly due: string
  readonly signatures: readonly [string, string, string]
  readonly hash: string
}

export const sheetText: Spoken<SheetText> = {
  'zh-Hans': {
    title: '结算单',
    summary: '汇总',
    heads: {
      no: '序号',
      date: '日期',
      assetNumber: '资产号',
      resource: '仪器',
      person: '使用人',
      project: '课题',
      bookedFrom: '预约开始',
      bookedUntil: '预约结束',
      usedFrom: '签到',
      usedUntil: '签退',
      hours: '计费机时（小时）',
      rate: '收费标准',
      category: '价格类别',
      machineTime: '机时费',
      startFee: '开机费',
      consumables: '耗材与协助',
      fees: '爽约、退订与调整',
      reductions: '减免',
      amount: '金额',
      tax: '其中税额',
      kind: '类别',
      remark: '备注',
      bookingNumber: '预约号',
    },
    kinds: {
      usage: '使用',
      'late-cancellation': '逾期取消',
      'no-show': '爽约',
      reversal: '冲销',
      adjustment: '调整',
    },
    lateMark: '（补记）',
    perHour: (amount) => `${amount}/小时`,
    comma: '；',
    total: '合计',
    inWords: '金额大写',
    payer: '付款单位',
    creditCode: '统一社会信用代码',
    period: '账期',
    issued: '开出日期',
    number: '结算单号',
    lines: '明细',
    byResource: '按仪器小计',
    byPerson: '按使用人小计',
    byProject: '按课题小计',
    byTaxRate: '按税率小计',
    net: '不含税',
    adjustments: '其中调整',
    subsidy: '已扣补贴',
    late: '其中补记',
    due: '应付金额（开具时）',
    signatures: ['经办人', '课题负责人', '财务审核'],
    hash: '校验码',
  },
  'zh-Hant': {
    title: '結算單',
    summary: '彙總',
    heads: {
      no: '序號',
      date: '日期',
      assetNumber: '資產號',
      resource: '儀器',
      person: '使用人',
      project: '課題',
      bookedFrom: '預約開始',
      bookedUntil: '預約結束',
      usedFrom: '簽到',
      usedUntil: '簽退',
      hours: '計費機時（小時）',
      rate: '收費標準',
      category: '價格類別',
      machineTime: '機時費',
      startFee: '開機費',
      consumables: '耗材與協助',
      fees: '爽約、退訂與調整',
      reductions: '減免',
      amount: '金額',
      tax: '其中稅額',
      kind: '類別',
      remark: '備註',
      bookingNumber: '預約號',
    },
    kinds: {
      usage: '使用',
      'late-cancellation': '逾期取消',
      'no-show': '爽約',
      reversal: '沖銷',
      adjustment: '調整',
    },
    lateMark: '（補記）',
    perHour: (amount) => `${amount}/小時`,
    comma: '；',
    total: '合計',
    inWords: '金額大寫',
    payer: '付款單位',
    creditCode: '統一社會信用代碼',
    period: '帳期',
    issued: '開立日期',
    number: '結算單號',
    lines: '明細',
    byResource: '按儀器小計',
    byPerson: '按使用人小計',
    byProject: '按課題小計',
    byTaxRate: '按稅率小計',
    net: '未稅',
    adjustments: '其中調整',
    subsidy: '已扣補助',
    late: '其中補記',
    due: '應付金額（開立時）',
    signatures: ['經辦人', '課題負責人', '財務審核'],
    hash: '校驗碼',
  },
  en: {
    title: 'Statement',
    summary: 'Summary',
    heads: {
      no: 'No.',
      date: 'Date',
      assetNumber: 'Asset number',
      resource: 'Resource',
      person: 'User',
      project: 'Project',
      bookedFrom: 'Booked from',
      bookedUntil: 'Booked until',
      usedFrom: 'Checked in',
      usedUntil: 'Checked out',
      hours: 'Billed hours',
      rate: 'Rate',
      category: 'Price category',
      machineTime: 'Machine time',
      startFee: 'Start fee',
      consumables: 'Consumables, assistance',
      fees: 'Fees, corrections',
      reductions: 'Reductions',
      amount: 'Amount',
      tax: 'Tax in it',
      kind: 'Kind',
      remark: 'Remark',
      bookingNumber: 'Booking',
    },
    kinds: {
      usage: 'Use',
      'late-cancellation': 'Late cancellation',
      'no-show': 'No-show',
      reversal: 'Reversal',
      adjustment: 'Adjustment',
    },
    lateMark: ' (late)',
    perHour: (amount) => `${amount}/h`,
    comma: '; ',
    total: 'Total',
    inWords: 'In words',
    payer: 'Payer',
    creditCode: 'Credit code',
    period: 'Period',
    issued: 'Issued',
    number: 'Number',
    lines: 'Lines',
    byResource: 'By resource',
    byPerson: 'By user',
    byProject: 'By project',
    byTaxRate: 'By tax rate',
    net: 'Net',
    adjustments: 'Of it corrections',
    subsidy: 'Subsidies taken off',
    late: 'Of it late',
    due: 'Amount due when issued',
    signatures: ['Prepared by', 'Project leader', 'Finance'],
    hash: 'Hash',
  },
}
