import { rounds, type Answer } from '../../bookings/commands/change-booking.ts'
import type { Account } from '../../billing/accounts.sql.ts'
import type { Transfer } from '../../billing/journal.sql.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { seesParkMoney } from '../../firms/viewer.ts'
import type { FirmId, PaymentId, StatementId } from '../../kernel/id.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Payment } from '../payment.ts'
import { paymentRows, type NewPayment } from '../post-payment.sql.ts'
import { paymentColumns, paymentOf, type PaymentRow } from '../reads/payments.ts'
import { newPayment, paymentAudit } from './settle-rows.ts'

/**
 * Takes a wrong payment back by one of the opposite amount, with the same accounts; what was recorded stays. Throws
 * Unauthenticated, NotFound, Malformed without a reason, Conflict when it was taken back already or what it brought is
 * spent.
 */
export async function reversePayment(
  deps: Deps,
  actor: Actor,
  id: PaymentId,
  reason: string,
  key: RequestKey,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { viewer, stored, payment, moves } = await readPayment(deps, actor, id, key)
    if (stored) return stored
    if (reason === '') throw new Malformed([{ pointer: '/reason', kind: 'missing' }])
    if (payment.reversed || payment.reverses !== null) throw new Conflict('already-reversed')
    // What came onto the balance and was spent since can't go back; nor what a statement paid back onto it.
    if (payment.balanceMinor < ontoBalance(payment)) {
      throw new Conflict('state-forbids', { balanceMinor: payment.balanceMinor })
    }
    // Of a debt from before, what was paid already is taken back first.
    if (payment.way === 'opening' && -payment.amountMinor > payment.openingMinor) {
      throw new Conflict('state-forbids', { openingMinor: payment.openingMinor })
    }
    const back = opposite(deps, payment, moves, { note: reason, recordedBy: viewer.personId })
    const { number } = payment
    const body = JSON.stringify({ id: back.id, reverses: id, statement: number, reason })
    try {
      const told =
        back.way === 'deposit' ? [noticeRow(deps, { kind: 'deposit.recorded', paymentId: back.id } as const)] : []
      await deps.db.write([sameViewerRow(viewer), ...paymentRows(back), paymentAudit(back, number), ...told], {
        idempotency: { actor: viewer.personId, ...key, status: 201, body, at: deps.now() },
      })
      return { status: 201, body }
    } catch (error) {
      if (!(error instanceof DbAbort)) throw error
    }
  }
  throw new Conflict('try-again')
}

function ontoBalance({ way, amountMinor }: Payment): number {
  if (way === 'balance') return -amountMinor
  return way === 'deposit' || way === 'refund' ? amountMinor : 0
}

type Reversible = Payment & Omit<Found, keyof PaymentRow>

function opposite(
  deps: Deps,
  { id, amountMinor, firmId, statementId, way, currency, voucher }: Reversible,
  moves: readonly Transfer[],
  said: Pick<NewPayment, 'note' | 'recordedBy'>,
): NewPayment {
  const paidOn = dayOf(deps.now(), deps.park().timeZone).date
  const same = { firmId, statementId, way: way === 'refund' ? ('deposit' as const) : way, currency, voucher, moves }
  return newPayment(deps, { ...same, ...said, paidOn, reversesId: id, amountMinor: -amountMinor })
}

interface Found extends PaymentRow {
  readonly firmId: FirmId
  readonly statementId: StatementId | null
  readonly number: string | null
  readonly balanceMinor: number
  /** What of the firm's debt from before is still owed. */
  readonly openingMinor: number
}

interface MoveRow {
  readonly debit: string
  readonly credit: string
  readonly amountMinor: number
}

async function readPayment(deps: Deps, actor: Actor, id: PaymentId, key: RequestKey) {
  const account = (name: 'd' | 'c') => sql`json_object('kind', ${accountOf[name]}.kind, 'ownerId',
    ${accountOf[name]}.owner_id, 'projectId', ${accountOf[name]}.project_id, 'currency', ${accountOf[name]}.currency)`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    payments: sql<Found>`SELECT ${paymentColumns}, p.firm_id AS firmId, p.statement_id AS statementId,
      (SELECT number FROM statement WHERE id = p.statement_id) AS number,
      ifnull((SELECT amount_minor FROM prepaid_balance b WHERE b.firm_id = p.firm_id AND b.currency = p.currency), 0)
        AS balanceMinor,
      (SELECT ifnull(-sum(o.amount_minor), 0) FROM payment o WHERE o.firm_id = p.firm_id AND o.way = 'opening'
        AND o.currency = p.currency) AS openingMinor FROM payment p WHERE p.id = ${id} LIMIT 1`,
    // The other way round: what was debited is credited now.
    moves: sql<MoveRow>`SELECT ${account('c')} AS debit, ${account('d')} AS credit, t.amount_minor AS amountMinor
      FROM payment p JOIN transfer t ON t.entry_id = p.entry_id JOIN account d ON d.id = t.debit_id
      JOIN account c ON c.id = t.credit_id WHERE p.id = ${id} ORDER BY t.seq LIMIT 1000`,
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.payments
  if (!row || !seesParkMoney(viewer)) throw new NotFound('payment')
  const { firmId, statementId, number, balanceMinor, openingMinor, ...payment } = row
  const moves = rows.moves.map(({ debit, credit, amountMinor }): Transfer => {
    return { from: JSON.parse(debit) as Account, to: JSON.parse(credit) as Account, amountMinor }
  })
  const found: Reversible = {
    ...paymentOf(payment),
    firmId,
    statementId,
    number,
    balanceMinor,
    openingMinor,
  }
  return { viewer, stored: storedAnswerOf(rows.stored, key), payment: found, moves }
}

const accountOf = { d: sql`d`, c: sql`c` } as const
