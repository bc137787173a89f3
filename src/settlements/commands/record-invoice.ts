import { nextAuditRow } from '../../audit/record.ts'
import { rounds, type Answer } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import type { FirmId, InvoiceId, StatementId } from '../../kernel/id.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql } from '../../platform/db/sql.ts'
import type { Invoice } from '../invoice.ts'

/** The number that an invoice was made out under, or the red letters that take it back. */
export type InvoiceStep =
  | { readonly to: 'made'; readonly number: string }
  | { readonly to: 'reversed'; readonly redNumber: string; readonly reason: string }

/**
 * Park finance says that an invoice was made out, or taken back in red letters. Throws Unauthenticated, NotFound,
 * Malformed without a number or a reason, Conflict when it is not at that point or the number stands on another.
 */
export async function recordInvoice(
  deps: Deps,
  actor: Actor,
  id: InvoiceId,
  step: InvoiceStep,
  key: RequestKey,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { viewer, stored, invoice } = await readInvoice(deps, actor, id, key)
    if (stored) return stored
    assertStep(invoice, step)
    const done = await take(deps, viewer, id, { invoice, step }, key)
    if (done) return done
  }
  // What stays in the way is another invoice of the same number.
  throw new Conflict('state-forbids')
}

async function take(
  deps: Deps,
  viewer: Viewer,
  id: InvoiceId,
  { invoice, step }: { readonly invoice: Found; readonly step: InvoiceStep },
  key: RequestKey,
): Promise<Answer | null> {
  const at = deps.now()
  const actorId = viewer.personId
  const { firmId, statementId } = invoice
  const body = JSON.stringify({ id, ...step })
  const audit = nextAuditRow({
    at,
    actorId,
    firmId,
    facilityId: null,
    entity: statementId,
    action: `invoice.${step.to}`,
    detail: { invoice: id, ...step },
  })
  const rows = [sameViewerRow(viewer), ...stepRows(id, step, at, actorId), audit]
  const idempotency = { actor: actorId, ...key, status: 201, body, at }
  try {
    await deps.db.write(rows, { idempotency })
    return { status: 201, body }
  } catch (error) {
    if (error instanceof DbAbort) return null
    throw error
  }
}

async function readInvoice(deps: Deps, actor: Actor, id: InvoiceId, key: RequestKey) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    invoices: sql<Found>`SELECT statement_id AS statementId, firm_id AS firmId, state FROM invoice WHERE id = ${id}
      LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [invoice] = rows.invoices
  if (!invoice || !seesParkMoney(viewer)) throw new NotFound('invoice')
  return { viewer, stored: storedAnswerOf(rows.stored, key), invoice }
}

interface Found extends Pick<Invoice, 'state'> {
  readonly statementId: StatementId
  readonly firmId: FirmId
}

function assertStep({ state }: Found, step: InvoiceStep): void {
  if (step.to === 'made' && step.number === '') throw new Malformed([{ pointer: '/number', kind: 'missing' }])
  if (step.to === 'reversed' && step.reason === '') throw new Malformed([{ pointer: '/redReason', kind: 'missing' }])
  if (state !== (step.to === 'made' ? 'asked' : 'made')) throw new Conflict('state-forbids', { state })
}

function stepRows(id: InvoiceId, step: InvoiceStep, at: number, actorId: string) {
  const update =
    step.to === 'made'
      ? sql`UPDATE invoice SET state = 'made', number = ${step.number}, made_at = ${at}, made_by = ${actorId}
          WHERE id = ${id} AND state = 'asked'`
      : sql`UPDATE invoice SET state = 'reversed', red_number = ${step.redNumber}, red_reason = ${step.reason},
          red_at = ${at}, red_by = ${actorId} WHERE id = ${id} AND state = 'made'`
  return asserting(update, 'STALE_RULES')
}
