import { isOneLine } from '../kernel/plain-text.ts'
import { payableOf } from './dues.ts'
import type { BankLine } from './read-bank-file.ts'
import type { Payable } from './payable.ts'

export const findings = ['matched', 'differs', 'unknown', 'repeated', 'unreadable', 'known'] as const

/** What a line of the file is, beside the statements: nothing is guessed. */
export type Finding = (typeof findings)[number]

export interface Judged {
  readonly line: BankLine
  readonly finding: Finding
  readonly payable: Payable | null
  /** More than is payable by so much; less, where it is less than nothing. */
  readonly byMinor: number
  /** True where it may be posted as a part payment, when somebody says so. */
  readonly partial: boolean
}

/** A payment that stands, of one of the statements. */
export interface KnownPayment {
  readonly number: string
  readonly voucher: string
  readonly amountMinor: number
}

/** Every line of the file, in its order; `isPaidOn` says of a day whether anything can have been paid on it. */
export function judge(
  lines: readonly BankLine[],
  payables: readonly Payable[],
  known: readonly KnownPayment[],
  isPaidOn: (day: string) => boolean,
): Judged[] {
  const byNumber = new Map(payables.map((payable) => [payable.number, payable]))
  const vouchers = new Map(known.map((payment) => [JSON.stringify([payment.number, payment.voucher]), payment]))
  const times = new Map<string, number>()
  for (const { number } of lines) times.set(number, (times.get(number) ?? 0) + 1)
  return lines.map((line) => {
    const payable = byNumber.get(line.number) ?? null
    const { amountMinor } = line
    const is = (finding: Finding, byMinor = 0, partial = false): Judged => {
      return { line, finding, payable, byMinor, partial }
    }
    if (amountMinor === null || amountMinor === 0 || line.number === '') return is('unreadable')
    if (!isVoucher(line.voucher) || line.paidOn === null || !isPaidOn(line.paidOn)) return is('unreadable')
    if (payable === null) return is('unknown')
    const before = vouchers.get(JSON.stringify([line.number, line.voucher]))
    if (before)
      return before.amountMinor === amountMinor ? is('known') : is('differs', amountMinor - before.amountMinor)
    if ((times.get(line.number) ?? 0) > 1) return is('repeated')
    const byMinor = amountMinor - payableOf(payable)
    return byMinor === 0 ? is('matched') : is('differs', byMinor, byMinor < 0)
  })
}

/** As a form takes it: what no screen shows would make one voucher look like another. */
function isVoucher(text: string): boolean {
  return text !== '' && text.length <= 60 && isOneLine(text)
}
