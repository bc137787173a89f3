import { nextAuditRow } from '../../audit/record.ts'
import { cash, prepaid } from '../../billing/accounts.sql.ts'
import { periodOf } from '../../billing/period.ts'
import { rounds, type Answer } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import type { FirmId } from '../../kernel/id.ts'
import { Conflict, Malformed, NotFound, type Fault } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { issueStatements, type Issued } from '../../statements/commands/issue-statements.ts'
import { isUnfinished, type Balance } from '../balance.ts'
import { paidOnFaults } from '../paid-on.ts'
import { paymentRows } from '../post-payment.sql.ts'
import { balanceOf, balancesQuery } from '../reads/balances.ts'
import { newPayment, paymentAudit } from './settle-rows.ts'

/**
 * Issues the statements of everything that a leaving firm owes until now, also of the month that still runs. Throws
 * Unauthenticated, NotFound, Conflict with the figures while bookings may still cost something.
 */
export async function issueFinalStatement(deps: Deps, actor: Actor, firmId: FirmId, key: RequestKey): Promise<Issued> {
  const { balance } = await readLeaving(deps, actor, firmId, key)
  if (balance.liveBookings > 0) throw new Conflict('state-forbids', figuresOf(balance))
  const period = periodOf(deps.now(), deps.park().timeZone)
  return issueStatements(deps, actor, { period, firmId, atMost: 20, isFinal: true }, key)
}

/** How the balance was paid back, as it is typed. */
export interface RefundWish {
  readonly paidOn: string
  readonly voucher: string
  readonly note: string
}

/**
 * Ends a firm's stay: what is left of its balance is recorded as paid back, and it books no more. Throws
 * Unauthenticated, NotFound, Malformed, and Conflict with the figures while anything is live, unstated or due.
 */
export async function endStay(
  deps: Deps,
  actor: Actor,
  firmId: FirmId,
  wish: RefundWish,
  key: RequestKey,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { viewer, stored, balance } = await readLeaving(deps, actor, firmId, key)
    if (stored) return stored
    assertLeaves(deps, balance, wish)
    const refunded = { amountMinor: balance.balanceMinor, currency: deps.park().currency }
    const body = JSON.stringify({ id: firmId, state: 'departed', refunded })
    try {
      await deps.db.write(leavingRows(deps, viewer, balance, wish), {
        idempotency: { actor: viewer.personId, ...key, status: 201, body, at: deps.now() },
      })
      return { status: 201, body }
    } catch (error) {
      if (!(error instanceof DbAbort)) throw error
    }
  }
  throw new Conflict('try-again')
}

async function readLeaving(deps: Deps, actor: Actor, firmId: FirmId, key: RequestKey) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    balances: balancesQuery(deps, sql`f.id = ${firmId}`),
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.balances
  if (!row || !seesParkMoney(viewer)) throw new NotFound('firm')
  return { viewer, stored: storedAnswerOf(rows.stored, key), balance: balanceOf(row) }
}

function assertLeaves(deps: Deps, balance: Balance, { paidOn, voucher }: RefundWish): void {
  // What was paid back and came again, to an account that was wrong, is paid back once more.
  if (balance.state === 'departed' && balance.balanceMinor === 0)
    throw new Conflict('state-forbids', { state: balance.state })
  if (isUnfinished(balance)) throw new Conflict('state-forbids', figuresOf(balance))
  if (balance.balanceMinor === 0) return
  const faults: Fault[] = []
  if (voucher === '') faults.push({ pointer: '/voucher', kind: 'missing' })
  faults.push(...paidOnFaults(deps, paidOn))
  if (faults.length > 0) throw new Malformed(faults)
}

function leavingRows(deps: Deps, viewer: Viewer, balance: Balance, wish: RefundWish): Query[] {
  const { firmId, balanceMinor } = balance
  const { currency } = deps.park()
  const about = { at: deps.now(), actorId: viewer.personId, firmId, facilityId: null }
  return [
    sameViewerRow(viewer),
    // A booking that is made at this moment asks for the version of the firm's rules that it was judged by.
    sql`INSERT INTO assert_rules (n) SELECT count(*) FROM (${balancesQuery(deps, sql`f.id = ${firmId}`)}) b
      WHERE b.state = ${balance.state} AND b.balanceMinor = ${balanceMinor} AND b.openingMinor = 0
        AND b.liveBookings + b.unstatedEntries + b.openStatements + b.openObjections = 0`,
    sql`UPDATE firm SET state = 'departed', rules_version = rules_version + 1 WHERE id = ${firmId}`,
    ...(balanceMinor === 0 ? [] : refundRows(deps, viewer, balance, wish)),
    nextAuditRow({
      ...about,
      action: 'firm.departed',
      entity: firmId,
      detail: { refundedMinor: balanceMinor, currency },
    }),
    noticeRow(deps, { kind: 'firm.departed', firmId, refundedMinor: balanceMinor }),
  ]
}

function refundRows(deps: Deps, viewer: Viewer, { firmId, balanceMinor }: Balance, wish: RefundWish): Query[] {
  const { currency } = deps.park()
  const amountMinor = -balanceMinor
  const moves = [{ from: cash(currency), to: prepaid(firmId, currency), amountMinor }]
  const same = { firmId, statementId: null, way: 'deposit', currency, recordedBy: viewer.personId } as const
  const payment = newPayment(deps, { ...same, ...wish, amountMinor, moves })
  return [...paymentRows(payment), paymentAudit(payment, null)]
}

function figuresOf(balance: Balance): Record<string, number> {
  const { liveBookings, unstatedEntries, openStatements, openObjections, dueMinor, openingMinor } = balance
  return { liveBookings, unstatedEntries, openStatements, openObjections, dueMinor, openingMinor }
}
