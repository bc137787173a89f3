import { nextAuditRow } from '../../audit/record.ts'
import { rounds, type Answer } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { paysFor, type Viewer } from '../../firms/viewer.ts'
import { newId, type FirmId, type InvoiceId, type StatementId } from '../../kernel/id.ts'
import { Conflict, Forbidden, NotFound } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { isVisible } from '../../statements/reads/statements.ts'
import type { InvoiceTitle } from '../invoice.ts'
import { titleOf, titleRow } from './set-invoice-title.ts'

/**
 * A firm's finance people ask for the invoice of a statement; its title is kept for the next one. Throws
 * Unauthenticated, Forbidden for the park's own people, NotFound, Malformed for a tax number that is none, Conflict
 * while a line is disputed, when nothing is to be invoiced, or while another invoice stands.
 */
export async function requestInvoice(
  deps: Deps,
  actor: Actor,
  number: string,
  wish: InvoiceTitle,
  key: RequestKey,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { viewer, stored, statement } = await readInvoiced(deps, actor, number, key)
    if (stored) return stored
    const title = assertInvoice(viewer, statement, wish)
    const id: InvoiceId = newId('ivc', deps.now() * 1000, deps.entropy)
    const body = JSON.stringify({ id, statement: number, ...title, state: 'asked' })
    const rows = [sameViewerRow(viewer), ...invoiceRows(deps, viewer, { ...statement, id, number, title })]
    try {
      await deps.db.write(rows, { idempotency: { actor: viewer.personId, ...key, status: 201, body, at: deps.now() } })
      return { status: 201, body }
    } catch (error) {
      if (!(error instanceof DbAbort)) throw error
    }
  }
  throw new Conflict('try-again')
}

interface Invoiced {
  readonly statementId: StatementId
  readonly firmId: FirmId
  readonly currency: string
  readonly amountMinor: number
  readonly disputedMinor: number
  readonly standing: number
}

async function readInvoiced(deps: Deps, actor: Actor, number: string, key: RequestKey) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    statements: sql<Invoiced>`SELECT s.id AS statementId, s.firm_id AS firmId, s.currency AS currency,
      s.total_minor + s.carried_minor - s.set_off_minor AS amountMinor, s.disputed_minor AS disputedMinor,
      (SELECT count(*) FROM invoice WHERE statement_id = s.id AND state <> 'reversed') AS standing
      FROM statement s WHERE s.number = ${number} AND ${isVisible(actor)} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [statement] = rows.statements
  if (!statement) throw new NotFound('statement')
  return { viewer, stored: storedAnswerOf(rows.stored, key), statement }
}

function assertInvoice(viewer: Viewer, statement: Invoiced, wish: InvoiceTitle): InvoiceTitle {
  if (!paysFor(viewer, statement.firmId)) throw new Forbidden()
  const title = titleOf(wish)
  const { standing, disputedMinor, amountMinor } = statement
  if (standing > 0 || disputedMinor > 0 || amountMinor <= 0) {
    throw new Conflict('state-forbids', { standing, disputedMinor, amountMinor })
  }
  return title
}

type NewInvoice = Invoiced & { readonly id: InvoiceId; readonly number: string; readonly title: InvoiceTitle }

function invoiceRows(deps: Deps, viewer: Viewer, invoice: NewInvoice): Query[] {
  const { id, firmId, statementId, amountMinor, currency, number } = invoice
  const { title, taxNumber, kind } = invoice.title
  const at = deps.now()
  const actorId = viewer.personId
  return [
    titleRow(firmId, invoice.title),
    sql`INSERT INTO assert_rules (n) SELECT count(*) FROM statement WHERE id = ${statementId} AND disputed_minor = 0
      AND total_minor + carried_minor - set_off_minor = ${amountMinor}`,
    sql`INSERT INTO invoice (id, firm_id, statement_id, title, tax_number, kind, amount_minor, currency, asked_at,
      asked_by)
      VALUES (${id}, ${firmId}, ${statementId}, ${title}, ${taxNumber}, ${kind}, ${amountMinor}, ${currency}, ${at},
        ${actorId})`,
    nextAuditRow({
      at,
      actorId,
      action: 'invoice.asked',
      entity: statementId,
      firmId,
      facilityId: null,
      detail: { invoice: id, number, title, taxNumber, kind, amountMinor },
    }),
  ]
}
