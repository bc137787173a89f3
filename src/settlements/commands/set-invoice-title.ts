import { nextAuditRow } from '../../audit/record.ts'
import type { Answer } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { creditCodeOf } from '../../firms/credit-code.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { may } from '../../firms/viewer.ts'
import type { FirmId } from '../../kernel/id.ts'
import { Conflict, Malformed, NotFound, type Fault } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { InvoiceTitle } from '../invoice.ts'

/**
 * How a firm wants its next invoices made out; those that were asked for keep theirs. Throws Unauthenticated, NotFound
 * for a firm of others, Malformed for a tax number that is none, Conflict when somebody else was at it.
 */
export async function setInvoiceTitle(
  deps: Deps,
  actor: Actor,
  firmId: FirmId,
  wish: InvoiceTitle,
  key: RequestKey,
): Promise<Answer> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
  })
  const viewer = viewerOf(rows.viewer)
  const ofFirms = { roles: viewer.roles.filter((role) => role.firmId !== null) }
  if (!may(ofFirms, 'see-firm-money', { firmId })) throw new NotFound('firm')
  const stored = storedAnswerOf(rows.stored, key)
  if (stored) return stored
  const title = titleOf(wish)
  const at = deps.now()
  const body = JSON.stringify(title)
  const statements = [
    sameViewerRow(viewer),
    titleRow(firmId, title),
    nextAuditRow({
      at,
      actorId: viewer.personId,
      action: 'invoice.titled',
      entity: firmId,
      firmId,
      facilityId: null,
      detail: { ...title },
    }),
  ]
  try {
    await deps.db.write(statements, { idempotency: { actor: viewer.personId, ...key, status: 200, body, at } })
  } catch (error) {
    if (error instanceof DbAbort) throw new Conflict('try-again')
    throw error
  }
  return { status: 200, body }
}

/** With the tax number as it is written. Throws Malformed. */
export function titleOf({ title, taxNumber, kind }: InvoiceTitle): InvoiceTitle {
  const code = creditCodeOf(taxNumber)
  const faults: Fault[] = []
  if (title === '') faults.push({ pointer: '/title', kind: 'missing' })
  if (code === null) faults.push({ pointer: '/taxNumber', kind: 'format' })
  if (code === null || faults.length > 0) throw new Malformed(faults)
  return { title, taxNumber: code, kind }
}

/** Kept for the next invoice. */
export function titleRow(firmId: FirmId, { title, taxNumber, kind }: InvoiceTitle): Query {
  return sql`INSERT INTO invoice_title (firm_id, title, tax_number, kind)
    VALUES (${firmId}, ${title}, ${taxNumber}, ${kind}) ON CONFLICT (firm_id) DO UPDATE SET title = excluded.title,
      tax_number = excluded.tax_number, kind = excluded.kind, version = version + 1`
}
