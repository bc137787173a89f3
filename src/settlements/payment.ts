import type { EntryId, PaymentId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'

/** How money moved: through the bank, out of what was paid ahead, onto that balance, as a debt taken over, or back. */
export type PaymentWay = 'bank' | 'balance' | 'deposit' | 'opening' | 'refund'

/** A payment as it was recorded. It never changes; a wrong one is taken back by one that names it. */
export interface Payment {
  readonly id: PaymentId
  readonly entryId: EntryId
  readonly way: PaymentWay
  /** What the firm paid; less than nothing is what it got back. */
  readonly amountMinor: number
  readonly currency: string
  /** The day that the bank says, in the park's calendar. */
  readonly paidOn: string
  readonly voucher: string
  readonly note: string
  readonly recordedAt: Instant
  /** The payment that this one takes back. */
  readonly reverses: PaymentId | null
  /** True once another took it back. */
  readonly reversed: boolean
}
