import { cash, openingReceivable, prepaid } from '../../billing/accounts.sql.ts'
import { rounds, type Answer } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { seesParkMoney } from '../../firms/viewer.ts'
import type { FirmId, PersonId } from '../../kernel/id.ts'
import { Conflict, Malformed, NotFound, type Fault } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Balance } from '../balance.ts'
import { paidOnFaults } from '../paid-on.ts'
import { paymentRows, type NewPayment } from '../post-payment.sql.ts'
import { balanceOf, balancesQuery } from '../reads/balances.ts'
import { newPayment, paymentAudit, staysRow } from './settle-rows.ts'

/** Money of a firm that is of no statement, as it is typed. */
export interface DepositWish {
  readonly amountMinor: number
  readonly paidOn: string
  readonly voucher: string
  readonly note: string
  /** Onto its balance, or of what it owed from before. */
  readonly purpose: 'balance' | 'opening'
}

/**
 * Records what a firm paid ahead, or of what it owed before the park kept this book. Throws Unauthenticated, NotFound,
 * Malformed, Conflict when the voucher is known.
 */
export async function recordDeposit(
  deps: Deps,
  actor: Actor,
  firmId: FirmId,
  wish: DepositWish,
  key: RequestKey,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { viewer, stored, balance, known } = await readFirm(deps, actor, firmId, wish, key)
    if (stored) return stored
    assertDeposit(deps, balance, wish, known)
    const payment = depositOf(deps, viewer.personId, firmId, wish)
    const { amountMinor, ...said } = wish
    const amount = { amountMinor, currency: payment.currency }
    const body = JSON.stringify({ id: payment.id, firmId, amount, ...said })
    try {
      const rows = [
        sameViewerRow(viewer),
        staysRow(firmId),
        ...paymentRows(payment),
        paymentAudit(payment, null),
        noticeRow(deps, { kind: 'deposit.recorded', paymentId: payment.id }),
      ]
      await deps.db.write(rows, {
        idempotency: { actor: viewer.personId, ...key, status: 201, body, at: deps.now() },
      })
      return { status: 201, body }
    } catch (error) {
      if (!(error instanceof DbAbort)) throw error
    }
  }
  throw new Conflict('try-again')
}

function depositOf(deps: Deps, recordedBy: PersonId, firmId: FirmId, wish: DepositWish): NewPayment {
  const { purpose, ...said } = wish
  const { currency } = deps.park()
  const credit = purpose === 'balance' ? prepaid(firmId, currency) : openingReceivable(firmId, currency)
  const way = purpose === 'balance' ? 'deposit' : 'opening'
  const moves = [{ from: cash(currency), to: credit, amountMinor: wish.amountMinor }]
  return newPayment(deps, { ...said, way, firmId, statementId: null, currency, recordedBy, moves })
}

async function readFirm(deps: Deps, actor: Actor, firmId: FirmId, { voucher }: DepositWish, key: RequestKey) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    balances: balancesQuery(deps, sql`f.id = ${firmId}`),
    known: sql<{ n: number }>`SELECT count(*) AS n FROM payment p WHERE p.voucher = ${voucher}
      AND p.firm_id = ${firmId} AND p.statement_id IS NULL AND p.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.reverses_id = p.id) LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.balances
  if (!row || !seesParkMoney(viewer)) throw new NotFound('firm')
  const known = (rows.known[0]?.n ?? 0) > 0
  return { viewer, stored: storedAnswerOf(rows.stored, key), balance: balanceOf(row), known }
}

function assertDeposit(deps: Deps, { state, openingMinor }: Balance, wish: DepositWish, known: boolean): void {
  const { amountMinor, voucher, paidOn, purpose } = wish
  const faults: Fault[] = []
  if (voucher === '') faults.push({ pointer: '/voucher', kind: 'missing' })
  if (amountMinor <= 0) faults.push({ pointer: '/amountMinor', kind: 'too-small' })
  if (purpose === 'opening' && amountMinor > openingMinor) {
    faults.push({ pointer: '/amountMinor', kind: 'too-large', expected: String(openingMinor) })
  }
  faults.push(...paidOnFaults(deps, paidOn))
  if (faults.length > 0) throw new Malformed(faults)
  if (state === 'departed') throw new Conflict('state-forbids', { state })
  if (known) throw new Conflict('state-forbids', { voucher })
}
