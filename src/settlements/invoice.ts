import type { InvoiceId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'

/** 专票, which a firm deducts, or 普票. */
export const invoiceKinds = ['special', 'ordinary'] as const

export type InvoiceKind = (typeof invoiceKinds)[number]

/** How a firm wants its invoices made out. */
export interface InvoiceTitle {
  readonly title: string
  readonly taxNumber: string
  readonly kind: InvoiceKind
}

/** An invoice of a statement. It stands beside the frozen text: nothing of it is on the sheet. */
export interface Invoice extends InvoiceTitle {
  readonly id: InvoiceId
  readonly amountMinor: number
  readonly currency: string
  readonly state: 'asked' | 'made' | 'reversed'
  readonly askedAt: Instant
  readonly number: string | null
  readonly madeAt: Instant | null
  /** Of the red-letter invoice that took it back. */
  readonly redNumber: string | null
  readonly redReason: string | null
  readonly redAt: Instant | null
}
