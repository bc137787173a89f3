import { sql, type Query } from '../../platform/db/sql.ts'
import type { Payment } from '../payment.ts'

export type PaymentRow = Omit<Payment, 'reversed'> & { readonly reversed: number }

/** Payments of a statement, in the order that they were recorded. */
export function paymentsQuery(number: string): Query<PaymentRow> {
  return sql<PaymentRow>`SELECT ${paymentColumns} FROM statement s JOIN payment p ON p.statement_id = s.id
    WHERE s.number = ${number} ORDER BY p.recorded_at, p.id LIMIT 1000`
}

/** Of the payment `p`. */
export const paymentColumns = sql`p.id AS id, p.entry_id AS entryId, iif(p.way = 'deposit' AND p.amount_minor < 0
    AND p.reverses_id IS NULL, 'refund', p.way) AS way, p.amount_minor AS amountMinor,
  p.currency AS currency, p.paid_on AS paidOn, p.voucher AS voucher, p.note AS note, p.recorded_at AS recordedAt,
  p.reverses_id AS reverses, EXISTS (SELECT 1 FROM payment r WHERE r.reverses_id = p.id) AS reversed`

export function paymentOf({ reversed, ...row }: PaymentRow): Payment {
  return { ...row, reversed: reversed === 1 }
}
