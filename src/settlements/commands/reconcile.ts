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
import { UnusableFile, type FileFault } from '../read-columns.ts'
import { judge, type Judged, type KnownPayment } from '../reconciliation.ts'
import { payableOfRow, payablesQuery } from '../reads/payable.ts'
import { settleRows } from './settle-rows.ts'

export interface Reconciliation {
  readonly viewer: Viewer
  readonly judged: readonly Judged[]
  readonly fault: FileFault | null
}

/** Every line of the finance department's file beside the statements; nothing is written. Throws Unauthenticated. */
export async function lookAtBankFile(deps: Deps, actor: Actor, text: string | null): Promise<Reconciliation> {
  const { lines, fault } = linesOf(deps, text)
  const { viewer, judged } = await readJudged(deps, actor, lines, '')
  return { viewer, judged, fault }
}

export interface Reconciled {
  readonly posted: number
  readonly totalMinor: number
}

/**
 * Posts the payments of the file that match, and those part payments whose lines are ticked, in one write. Judged again
 * by how things stand now: the same file again posts nothing. Throws Unauthenticated, UnusableFile, Conflict.
 */
export async function reconcile(
  deps: Deps,
  actor: Actor,
  { text, ticked }: { readonly text: string; readonly ticked: ReadonlySet<number> },
  key: RequestKey,
): Promise<Reconciled> {
  const { lines, fault } = linesOf(deps, text)
  if (fault) throw new UnusableFile(fault)
  for (let round = 1; round <= rounds; round++) {
    const { viewer, stored, judged } = await readJudged(deps, actor, lines, key.key)
    const before = storedAnswerOf(stored, key)
    if (before) return JSON.parse(before.body) as Reconciled
    const wanted = judged.filter(
      ({ finding, partial, line }) => finding === 'matched' || (partial && ticked.has(line.line)),
    )
    const rows = wanted.flatMap((one) => rowsOf(deps, viewer, one))
    const totalMinor = wanted.reduce((sum, { line }) => sum + (line.amountMinor ?? 0), 0)
    const done = { posted: wanted.length, totalMinor }
    if (wanted.length === 0) return done
    const idempotency = { actor: viewer.personId, ...key, status: 201, body: JSON.stringify(done), at: deps.now() }
    try {
      await deps.db.write([sameViewerRow(viewer), ...rows], { idempotency })
      return done
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

function linesOf(deps: Deps, text: string | null): { lines: readonly BankLine[]; fault: FileFault | null } {
  if (text === null) return { lines: [], fault: null }
  try {
    return { lines: readBankFile(text, deps.park().currency), fault: null }
  } catch (error) {
    if (error instanceof UnusableFile) return { lines: [], fault: error.fault }
    throw error
  }
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
