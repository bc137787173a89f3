import type { Spoken } from '../../platform/i18n/words.ts'
import type { BankColumn } from '../read-bank-file.ts'
import type { Finding } from '../reconciliation.ts'

export interface ReconcileText {
  readonly title: string
  readonly intro: string
  readonly file: string
  readonly hint: string
  readonly look: string
  readonly columns: Readonly<Record<BankColumn, string>>
  readonly line: string
  readonly firm: string
  readonly lines: string
  readonly findings: Readonly<Record<Finding, string>>
  readonly more: (amount: string) => string
  readonly less: (amount: string) => string
  readonly part: string
  readonly post: string
  readonly nothing: string
  readonly done: (payments: number) => string
  readonly noFile: string
  readonly notUtf8: string
  readonly empty: string
  readonly tooMany: string
  readonly notCsv: (line: number) => string
  readonly missing: (columns: string) => string
  readonly repeated: (columns: string) => string
  readonly again: string
}

export const reconcileText: Spoken<ReconcileText> = {
  'zh-Hans': {
    title: '对账',
    intro: '上传财务部门的到账表，逐行与结算单核对；确认后才登记付款。',
    file: '到账表（CSV）',
    hint: 'UTF-8 编码，列名：结算单号、金额、凭证号、日期；最多 500 行。',
    look: '核对',
    columns: { number: '结算单号', amount: '金额', voucher: '凭证号', date: '日期' },
    line: '行',
    firm: '结果',
    lines: '逐行结果',
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
    nothing: '没有可以登记的行。',
    done: (payments) => (payments === 0 ? '没有需要登记的付款。' : `已登记 ${payments} 笔付款。`),
    noFile: '请选择文件。',
    notUtf8: '文件不是 UTF-8 编码。请在 Excel 中另存为“CSV UTF-8”。',
    empty: '文件里没有付款。',
    tooMany: '超过 500 行，请分成几个文件。',
    notCsv: (line) => `第 ${line} 行不是 CSV。`,
    missing: (columns) => `缺少列：${columns}。`,
    repeated: (columns) => `有几列都可能是：${columns}。请每样只留一列。`,
    again: '刚才有人同时在登记，请再核对一次。',
  },
  'zh-Hant': {
    title: '對帳',
    intro: '上傳財務部門的到帳表，逐行與結算單核對；確認後才登記付款。',
    file: '到帳表（CSV）',
    hint: 'UTF-8 編碼，欄名：結算單號、金額、憑證號、日期；最多 500 行。',
    look: '核對',
    columns: { number: '結算單號', amount: '金額', voucher: '憑證號', date: '日期' },
    line: '行',
    firm: '結果',
    lines: '逐行結果',
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
    nothing: '沒有可以登記的行。',
    done: (payments) => (payments === 0 ? '沒有需要登記的付款。' : `已登記 ${payments} 筆付款。`),
    noFile: '請選擇檔案。',
    notUtf8: '檔案不是 UTF-8 編碼。請在 Excel 中另存為「CSV UTF-8」。',
    empty: '檔案裡沒有付款。',
    tooMany: '超過 500 行，請分成幾個檔案。',
    notCsv: (line) => `第 ${line} 行不是 CSV。`,
    missing: (columns) => `缺少欄位：${columns}。`,
    repeated: (columns) => `有幾欄都可能是：${columns}。請每樣只留一欄。`,
    again: '剛才有人同時在登記，請再核對一次。',
  },
  en: {
    title: 'Reconcile',
    intro: 'Upload the finance department’s list of payments. Nothing is recorded until you confirm.',
    file: 'List of payments (CSV)',
    hint: 'UTF-8, with the columns statement number, amount, voucher and date; up to 500 lines.',
    look: 'Compare',
    columns: { number: 'Statement number', amount: 'Amount', voucher: 'Voucher', date: 'Date' },
    line: 'Line',
    firm: 'Result',
    lines: 'Line by line',
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
    nothing: 'No line can be recorded.',
    done: (payments) =>
      payments === 0
        ? 'There was nothing to record.'
        : payments === 1
          ? '1 payment recorded.'
          : `${payments} payments recorded.`,
    noFile: 'Choose a file.',
    notUtf8: 'The file is not UTF-8. In Excel, save it as “CSV UTF-8”.',
    empty: 'The file holds no payment.',
    tooMany: 'More than 500 lines: please split the file.',
    notCsv: (line) => `Line ${line} is not CSV.`,
    missing: (columns) => `Columns are missing: ${columns}.`,
    repeated: (columns) => `More than one column may be meant by: ${columns}. Please keep one of each.`,
    again: 'Somebody else was recording at the same time. Please compare once more.',
  },
}
