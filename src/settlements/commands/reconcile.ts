import { rounds } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { invariant } from '../../kernel/invariant.ts'
import { Conflict } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { json, sql } from '../../platform/db/sql.ts'
import { paidOnFaults } from '../paid-on.ts'
import { readBankFile, type BankLine } from '../read-bank-file.ts'
import { linesOrFault, type FileFault } from '../read-columns.ts'
import { judge, type Judged, type KnownPayment } from '../reconciliation.ts'
import { payableOfRow, payablesQuery } from '../reads/payable.ts'
import { settleRows } from './settle-rows.ts'

export interface Reconciliation {
  readonly viewer: Viewer
  readonly judged: readonly Judged[]
  readonly fault: FileFault | null
}

/**
 * Every line of the finance department's file beside the statements; nothing is written. Throws
 * Unauthenticated, Forbidden.
 */
export async function lookAtBankFile(deps: Deps, actor: Actor, text: string | null): Promise<Reconciliation> {
  const { lines, fault } = linesOrFault(text, (found) => readBankFile(found, deps.park().currency))
  const { viewer, judged } = await readJudged(deps, actor, lines, '')
  return { viewer, judged, fault }
}

/**
 * Posts the payments of the file that match, and those part payments whose lines are ticked, in one write, and answers
 * how many those were. Judged again by how things stand now: the same file again posts nothing. Throws
 * Unauthenticated, Forbidden, UnusableFile, Conflict.
 */
export async function reconcile(
  deps: Deps,
  actor: Actor,
  { text, ticked }: { readonly text: string; readonly ticked: ReadonlySet<number> },
  key: RequestKey,
): Promise<number> {
  const lines = readBankFile(text, deps.park().currency)
  for (let round = 1; round <= rounds; round++) {
    const { viewer, stored, judged } = await readJudged(deps, actor, lines, key.key)
    const before = storedAnswerOf(stored, key)
    if (before) return Number(before.body)
    const wanted = judged.filter(
      ({ finding, partial, line }) => finding === 'matched' || (partial && ticked.has(line.line)),
    )
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

function rowsOf(deps: Deps, viewer: Viewer, { line, payable }: Judged) {
  const { amountMinor, paidOn, voucher } = line
  invariant(payable !== null && amountMinor !== null && paidOn !== null, 'what is posted was understood')
  return settleRows(deps, viewer.personId, payable, { amountMinor, paidOn, voucher, note: '', way: 'bank' }).rows
}

async function readJudged(deps: Deps, actor: Actor, lines: readonly BankLine[], key: string) {
  const numbers = [...new Set(lines.map(({ number }) => number))]
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key),
    payables: payablesQuery(numbers),
    known: sql<KnownPayment>`SELECT s.number AS number, p.voucher AS voucher, p.amount_minor AS amountMinor
      FROM json_each(${json(numbers)}) n JOIN statement s ON s.number = n.value JOIN payment p ON p.statement_id = s.id
      WHERE p.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.reverses_id = p.id) LIMIT 20000`,
  })
  const viewer = viewerOf(rows.viewer)
  const isPaidOn = (day: string) => paidOnFaults(deps, day).length === 0
  return { viewer, stored: rows.stored, judged: judge(lines, rows.payables.map(payableOfRow), rows.known, isPaidOn) }
}
