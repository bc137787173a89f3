import { readMoney } from '../platform/i18n/read-money.ts'
import { readColumns } from './read-columns.ts'

export type BankColumn = 'number' | 'amount' | 'voucher' | 'date'

/** What the finance department's file says of one payment. */
export interface BankLine {
  /** Of the file, from 1. */
  readonly line: number
  readonly number: string
  readonly amountMinor: number | null
  readonly voucher: string
  readonly paidOn: string | null
  /** Its amount and day as they are written. */
  readonly written: { readonly amount: string; readonly date: string }
}

/** What one write can hold. */
export const mostBankLines = 500

const names: Readonly<Record<BankColumn, readonly string[]>> = {
  number: [
    '结算单号',
    '结算单编号',
    '单号',
    '結算單號',
    '結算單編號',
    '單號',
    'statementnumber',
    'statement',
    'number',
  ],
  amount: ['金额', '付款金额', '到账金额', '金額', '付款金額', '到帳金額', 'amount', 'paid', 'amountpaid'],
  voucher: ['凭证号', '凭证', '流水号', '憑證號', '憑證', '流水號', 'vouchernumber', 'voucher', 'reference'],
  date: ['日期', '付款日期', '到账日期', '到帳日期', 'date', 'paidon', 'paymentdate', 'valuedate'],
}

/** Reads the file. Throws UnusableFile. */
export function readBankFile(text: string, currency: string): BankLine[] {
  return readColumns(text, names, mostBankLines).map(({ line, cells: { number, amount, voucher, date } }) => {
    const amountMinor = readMoney(amount.replace(/^[¥￥]/, ''), currency)
    return { line, number, voucher, amountMinor, paidOn: dayIn(date), written: { amount, date } }
  })
}

/** `2026-12-01`, `2026/12/1`, `20261201`, `2026年12月1日`; null for what is no day. */
function dayIn(text: string): string | null {
  const found = /^(\d{4})(?:-|\/|\.|年)?(\d{1,2})(?:-|\/|\.|月)?(\d{1,2})日?$/.exec(text)
  if (!found) return null
  const [, year = '', month = '', day = ''] = found
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${date}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(date) ? date : null
}
