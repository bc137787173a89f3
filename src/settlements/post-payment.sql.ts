import { journalRows, type Transfer } from '../billing/journal.sql.ts'
import type { EntryId, FirmId, PaymentId, PersonId, StatementId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { sql, type Query } from '../platform/db/sql.ts'
import type { PaymentWay } from './payment.ts'

export interface NewPayment {
  readonly id: PaymentId
  readonly entryId: EntryId
  readonly firmId: FirmId
  readonly statementId: StatementId | null
  readonly way: Exclude<PaymentWay, 'refund'>
  readonly amountMinor: number
  readonly currency: string
  readonly paidOn: string
  readonly voucher: string
  readonly note: string
  readonly reversesId: PaymentId | null
  readonly occurredAt: Instant
  readonly recordedAt: Instant
  readonly recordedBy: PersonId
  /** The periods it may be posted to, best first. */
  readonly periods: readonly string[]
  readonly moves: readonly Transfer[]
}

/** A payment with its balanced entry. The rows belong into the write that makes them true. */
export function paymentRows(payment: NewPayment): Query[] {
  const { moves, entryId, firmId, currency, occurredAt, recordedAt, periods, voucher } = payment
  const entry = { id: entryId, kind: 'payment', bookingId: null, reversesId: null, reason: voucher } as const
  return [
    ...journalRows({ ...entry, firmId, currency, occurredAt, postedAt: recordedAt, periods }, moves),
    sql`INSERT INTO payment (id, firm_id, statement_id, entry_id, way, amount_minor, currency, paid_on, voucher, note,
      reverses_id, recorded_at, recorded_by)
      VALUES (${payment.id}, ${payment.firmId}, ${payment.statementId}, ${entryId}, ${payment.way},
        ${payment.amountMinor}, ${payment.currency}, ${payment.paidOn}, ${payment.voucher}, ${payment.note},
        ${payment.reversesId}, ${payment.recordedAt}, ${payment.recordedBy})`,
  ]
}
