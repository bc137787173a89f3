import { accountKey, accountRow, type Account } from '../billing/accounts.sql.ts'
import type { EntryId, FirmId, PaymentId, PersonId, StatementId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { json, sql, type Query } from '../platform/db/sql.ts'
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
  readonly moves: readonly Move[]
}

/** Money from one account to another; the other way round, where it is less than nothing. */
export interface Move {
  readonly debit: Account
  readonly credit: Account
  readonly amountMinor: number
}

/** A payment with its balanced entry. The rows belong into the write that makes them true. */
export function paymentRows(payment: NewPayment): Query[] {
  const { moves, entryId } = payment
  const accounts = new Map(
    moves.flatMap(({ debit, credit }) => [debit, credit]).map((one) => [JSON.stringify(one), one]),
  )
  return [
    sql`INSERT INTO journal_entry (id, kind, firm_id, occurred_at, posted_at, period, reason)
      SELECT ${entryId}, 'payment', ${payment.firmId}, ${payment.occurredAt}, ${payment.recordedAt}, value,
        ${payment.voucher} FROM json_each(${json(payment.periods)}) WHERE NOT EXISTS
        (SELECT 1 FROM billing_period p WHERE p.period = value AND p.state = 'closed') ORDER BY key LIMIT 1`,
    ...[...accounts.values()].map(accountRow),
    ...moves.map((move, at) => moveRow(payment, move, at + 1)),
    sql`INSERT INTO payment (id, firm_id, statement_id, entry_id, way, amount_minor, currency, paid_on, voucher, note,
      reverses_id, recorded_at, recorded_by)
      VALUES (${payment.id}, ${payment.firmId}, ${payment.statementId}, ${entryId}, ${payment.way},
        ${payment.amountMinor}, ${payment.currency}, ${payment.paidOn}, ${payment.voucher}, ${payment.note},
        ${payment.reversesId}, ${payment.recordedAt}, ${payment.recordedBy})`,
  ]
}

function moveRow({ entryId, currency }: NewPayment, { debit, credit, amountMinor }: Move, seq: number): Query {
  const [to, from] = amountMinor > 0 ? [debit, credit] : [credit, debit]
  return sql`INSERT INTO transfer (entry_id, seq, debit_id, credit_id, amount_minor, currency)
    VALUES (${entryId}, ${seq}, (${accountKey(to)}), (${accountKey(from)}), ${Math.abs(amountMinor)}, ${currency})`
}
