import type { Spoken } from '../../platform/i18n/words.ts'
import type { BankColumn } from '../read-bank-file.ts'
import type { Finding } from '../reconciliation.ts'

export interface ReconcileText {
  readonly title: string
  readonly intro: string
  readonly file: string
  readonly hint: string
  readonly columns: Readonly<Record<BankColumn, string>>
  readonly findings: Readonly<Record<Finding, string>>
  readonly more: (amount: string) => string
  readonly less: (amount: string) => string
  readonly part: string
  readonly post: string
  readonly done: (payments: number) => string
}

export const reconcileText: Spoken<ReconcileText> = {
  'zh-Hans': {
    title: '对账',
    intro: '上传财务部门的到账表，逐行与结算单核对；确认后才登记付款。',
    file: '到账表（CSV）',
    hint: 'UTF-8 编码，列名：结算单号、金额、凭证号、日期；最多 500 行。',
    columns: { number: '结算单号', amount: '金额', voucher: '凭证号', date: '日期' },
    findings: {
      matched: '相符',
      differs: '金额不符',
      unknown: '没有这张结算单',
      repeated: '文件中重复出现',
      unreadable: '无法识别',
      known: '已登记过',
    },
    more: (amount) => `多 ${amount}`,
    less: (amount) => `少 ${amount}`,
    part: '按部分付款登记',
    post: '登记相符的和已勾选的',
    done: (payments) => (payments === 0 ? '没有需要登记的付款。' : `已登记 ${payments} 笔付款。`),
  },
  'zh-Hant': {
    title: '對帳',
    intro: '上傳財務部門的到帳表，逐行與結算單核對；確認後才登記付款。',
    file: '到帳表（CSV）',
    hint: 'UTF-8 編碼，欄名：結算單號、金額、憑證號、日期；最多 500 行。',
    columns: { number: '結算單號', amount: '金額', voucher: '憑證號', date: '日期' },
    findings: {
      matched: '相符',
      differs: '金額不符',
      unknown: '沒有這張結算單',
      repeated: '檔案中重複出現',
      unreadable: '無法辨識',
      known: '已登記過',
    },
    more: (amount) => `多 ${amount}`,
    less: (amount) => `少 ${amount}`,
    part: '按部分付款登記',
    post: '登記相符的和已勾選的',
    done: (payments) => (payments === 0 ? '沒有需要登記的付款。' : `已登記 ${payments} 筆付款。`),
  },
  en: {
    title: 'Reconcile',
    intro: 'Upload the finance department’s list of payments. Nothing is recorded until you confirm.',
    file: 'List of payments (CSV)',
    hint: 'UTF-8, with the columns statement number, amount, voucher and date; up to 500 lines.',
    columns: { number: 'Statement number', amount: 'Amount', voucher: 'Voucher', date: 'Date' },
    findings: {
      matched: 'Matches',
      differs: 'Amount differs',
      unknown: 'No such statement',
      repeated: 'Twice in the file',
      unreadable: 'Can’t be read',
      known: 'Recorded before',
    },
    more: (amount) => `${amount} too much`,
    less: (amount) => `${amount} too little`,
    part: 'Record as a part payment',
    post: 'Record what matches or is ticked',
    done: (payments) =>
      payments === 0
        ? 'There was nothing to record.'
        : payments === 1
          ? '1 payment recorded.'
          : `${payments} payments recorded.`,
  },
}
