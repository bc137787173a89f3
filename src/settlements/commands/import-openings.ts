import { openingReceivable, openings, prepaid } from '../../billing/accounts.sql.ts'
import { rounds } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import { invariant } from '../../kernel/invariant.ts'
import { Conflict, Forbidden } from '../../kernel/thrown.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { judgeOpenings, readOpeningFile } from '../opening.ts'
import type { JudgedOpening, KnownOpening, NamedFirm, OpeningLine } from '../opening.ts'
import { paymentRows } from '../post-payment.sql.ts'
import { linesOrFault, type FileFault } from '../read-columns.ts'
import { newPayment, paymentAudit, staysRow } from './settle-rows.ts'

export interface LookedAtOpenings {
  readonly viewer: Viewer
  readonly judged: readonly JudgedOpening[]
  readonly fault: FileFault | null
}

/** Every line of a file of opening balances; nothing is written. Throws Unauthenticated, Forbidden. */
export async function lookAtOpenings(deps: Deps, actor: Actor, text: string | null): Promise<LookedAtOpenings> {
  const { lines, fault } = linesOrFault(text, (found) => readOpeningFile(found, deps.park().currency))
  const { viewer, judged } = await readJudged(deps, actor, lines, '')
  return { viewer, judged, fault }
}

/**
 * Posts what is new of the file, in one write, and answers how many lines that were. Judged again by how things stand
 * now: the same file again posts nothing. Throws Unauthenticated, Forbidden, UnusableFile, Conflict.
 */
export async function importOpenings(deps: Deps, actor: Actor, text: string, key: RequestKey): Promise<number> {
  const lines = readOpeningFile(text, deps.park().currency)
  for (let round = 1; round <= rounds; round++) {
    const { viewer, stored, judged } = await readJudged(deps, actor, lines, key.key)
    const before = storedAnswerOf(stored, key)
    if (before) return Number(before.body)
    const wanted = judged.filter(({ finding }) => finding === 'new')
    if (wanted.length === 0) return 0
    const rows = wanted.flatMap((one) => rowsOf(deps, viewer, one))
    const idempotency = { actor: viewer.personId, ...key, status: 201, body: String(wanted.length), at: deps.now() }
    try {
      await deps.db.write([sameViewerRow(viewer), ...rows], { idempotency })
      return wanted.length
    } catch (error) {
      if (!(error instanceof DbAbort)) throw error
    }
  }
  throw new Conflict('try-again')
}

function rowsOf(deps: Deps, viewer: Viewer, { line: { kind, amountMinor }, firm }: JudgedOpening): Query[] {
  invariant(kind !== null && amountMinor !== null && firm !== null, 'what is posted was understood')
  const { currency, timeZone } = deps.park()
  const isOwed = kind === 'receivable'
  const move = isOwed
    ? { from: openingReceivable(firm.id, currency), to: openings(currency), amountMinor }
    : { from: openings(currency), to: prepaid(firm.id, currency), amountMinor }
  const payment = newPayment(deps, {
    firmId: firm.id,
    statementId: null,
    way: isOwed ? 'opening' : 'deposit',
    amountMinor: isOwed ? -amountMinor : amountMinor,
    currency,
    paidOn: dayOf(deps.now(), timeZone).date,
    voucher: '',
    note: '',
    recordedBy: viewer.personId,
    moves: [move],
  })
  return [
    staysRow(firm.id),
    ...paymentRows(payment),
    sql`INSERT INTO opening_balance (firm_id, kind, amount_minor, payment_id)
      VALUES (${firm.id}, ${kind}, ${amountMinor}, ${payment.id})`,
    paymentAudit(payment, null),
  ]
}

async function readJudged(deps: Deps, actor: Actor, lines: readonly OpeningLine[], key: string) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key),
    firms: sql<NamedFirm>`SELECT id, name_hans AS hans, name_hant AS hant, name_en AS en, credit_code AS creditCode
      FROM firm WHERE state <> 'departed' LIMIT 20000`,
    known: sql<KnownOpening>`SELECT firm_id AS firmId, kind, amount_minor AS amountMinor FROM opening_balance
      LIMIT 40000`,
  })
  const viewer = viewerOf(rows.viewer)
  if (!seesParkMoney(viewer)) throw new Forbidden()
  return { viewer, stored: rows.stored, judged: judgeOpenings(lines, rows.firms, rows.known) }
}
