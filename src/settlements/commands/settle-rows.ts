import { nextAuditRow } from '../../audit/record.ts'
import { cash, prepaid, receivable } from '../../billing/accounts.sql.ts'
import { periodsFrom } from '../../billing/period.ts'
import type { Deps } from '../../deps.ts'
import { newId, type FirmId, type PaymentId, type PersonId } from '../../kernel/id.ts'
import { spanOfDay } from '../../kernel/wall-clock.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { PaymentWay } from '../payment.ts'
import { paymentRows, type NewPayment } from '../post-payment.sql.ts'
import type { Payable } from '../payable.ts'
import { splitByProject } from '../split.ts'

/** A payment of a statement, as it is typed or read from a file. */
export interface PaymentWish {
  readonly amountMinor: number
  readonly paidOn: string
  readonly voucher: string
  readonly note: string
  readonly way: Extract<PaymentWay, 'bank' | 'balance'>
}

/** The rows of one payment of a statement: it stands as it was read, the entry splits the money by project. */
export function settleRows(
  deps: Deps,
  recordedBy: PersonId,
  payable: Payable,
  wish: PaymentWish,
): { readonly id: PaymentId; readonly rows: Query[] } {
  const { firmId, currency, number } = payable
  const from = wish.way === 'bank' ? cash(currency) : prepaid(firmId, currency)
  const moves = splitByProject(wish.amountMinor, payable.shares).map(({ projectId, amountMinor }) => ({
    from,
    to: receivable(firmId, projectId, currency),
    amountMinor,
  }))
  const payment = newPayment(deps, { ...wish, firmId, currency, statementId: payable.id, recordedBy, moves })
  return {
    id: payment.id,
    rows: [
      sql`INSERT INTO assert_rules (n) SELECT count(*) FROM statement
        WHERE id = ${payable.id} AND version = ${payable.version}`,
      ...paymentRows(payment),
      paymentAudit(payment, number),
    ],
  }
}

type Named = Omit<NewPayment, 'id' | 'entryId' | 'occurredAt' | 'recordedAt' | 'periods' | 'reversesId'> & {
  readonly reversesId?: PaymentId
}

/** A payment with ids of its own, posted now to the period of its day, or to the first open one after it. */
export function newPayment(deps: Deps, named: Named): NewPayment {
  const recordedAt = deps.now()
  const { timeZone } = deps.park()
  const occurredAt = spanOfDay(named.paidOn, timeZone).startsAt
  return {
    reversesId: null,
    ...named,
    id: newId('pay', recordedAt * 1000, deps.entropy),
    entryId: newId('ent', recordedAt * 1000, deps.entropy),
    occurredAt,
    recordedAt,
    periods: periodsFrom(occurredAt, recordedAt, timeZone),
  }
}

/** The firm has not left meanwhile. */
export function staysRow(firmId: FirmId): Query {
  return sql`INSERT INTO assert_rules (n) SELECT count(*) FROM firm WHERE id = ${firmId} AND state <> 'departed'`
}

/** Who recorded it, filed under the statement; one without a statement under itself. */
export function paymentAudit(payment: NewPayment, number: string | null): Query {
  const { id, firmId, statementId, way, amountMinor, currency, paidOn, voucher, note, reversesId } = payment
  return nextAuditRow({
    at: payment.recordedAt,
    actorId: payment.recordedBy,
    action: reversesId === null ? 'payment.recorded' : 'payment.reversed',
    entity: statementId ?? id,
    firmId,
    facilityId: null,
    detail: { payment: id, number, way, amountMinor, currency, paidOn, voucher, note, reversesId },
  })
}
