import { rounds, type Answer } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { seesParkMoney } from '../../firms/viewer.ts'
import { Conflict, Malformed, NotFound, type Fault } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql } from '../../platform/db/sql.ts'
import { payableOf } from '../dues.ts'
import { paidOnFaults } from '../paid-on.ts'
import type { Payable } from '../payable.ts'
import { payablesQuery, payableOfRow } from '../reads/payable.ts'
import { settleRows, type PaymentWish } from './settle-rows.ts'

/**
 * Records that a statement was paid, in whole or in part; the last fen settles it. Of a statement of less than nothing
 * it records what was paid back. Throws Unauthenticated, NotFound, Malformed for more than is payable or without a
 * voucher, Conflict when nothing is due or the voucher is known.
 */
export async function recordPayment(
  deps: Deps,
  actor: Actor,
  number: string,
  wish: PaymentWish,
  key: RequestKey,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { viewer, stored, payable, known, balanceMinor } = await readPayable(deps, actor, number, wish, key)
    if (stored) return stored
    assertPayment(deps, payable, wish, known, balanceMinor)
    const at = deps.now()
    const { id, rows } = settleRows(deps, viewer.personId, payable, wish)
    const { amountMinor, ...said } = wish
    const body = JSON.stringify({ id, statement: number, amount: { amountMinor, currency: payable.currency }, ...said })
    try {
      await deps.db.write([sameViewerRow(viewer), ...rows], {
        idempotency: { actor: viewer.personId, ...key, status: 201, body, at },
      })
      return { status: 201, body }
    } catch (error) {
      if (!(error instanceof DbAbort)) throw error
    }
  }
  throw new Conflict('try-again')
}

async function readPayable(deps: Deps, actor: Actor, number: string, { voucher }: PaymentWish, key: RequestKey) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    payables: payablesQuery([number]),
    known: sql<{ n: number }>`SELECT count(*) AS n FROM statement s JOIN payment p ON p.statement_id = s.id
      WHERE s.number = ${number} AND p.voucher = ${voucher} AND p.voucher <> '' AND p.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.reverses_id = p.id) LIMIT 1`,
    balance: sql<{ amountMinor: number }>`SELECT b.amount_minor AS amountMinor FROM statement s
      JOIN prepaid_balance b ON b.firm_id = s.firm_id AND b.currency = s.currency WHERE s.number = ${number} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.payables
  if (!row || !seesParkMoney(viewer)) throw new NotFound('statement')
  return {
    viewer,
    stored: storedAnswerOf(rows.stored, key),
    payable: payableOfRow(row),
    known: (rows.known[0]?.n ?? 0) > 0,
    balanceMinor: rows.balance[0]?.amountMinor ?? 0,
  }
}

function assertPayment(deps: Deps, payable: Payable, wish: PaymentWish, known: boolean, balanceMinor: number): void {
  const { amountMinor, way, voucher, paidOn } = wish
  const faults: Fault[] = []
  if (way === 'bank' && voucher === '') faults.push({ pointer: '/voucher', kind: 'missing' })
  faults.push(...paidOnFaults(deps, paidOn))
  if (faults.length > 0) throw new Malformed(faults)
  const payableMinor = payableOf(payable)
  if (payableMinor === 0) throw new Conflict('state-forbids', { payableMinor: 0 })
  if (known) throw new Conflict('state-forbids', { voucher })
  const mostMinor = way === 'balance' ? Math.min(payableMinor, balanceMinor) : payableMinor
  if (amountMinor === 0 || amountMinor > 0 !== payableMinor > 0)
    throw new Malformed([{ pointer: '/amountMinor', kind: 'value' }])
  if (Math.abs(amountMinor) > Math.abs(mostMinor)) {
    throw new Malformed([{ pointer: '/amountMinor', kind: 'too-large', expected: String(mostMinor) }])
  }
}
