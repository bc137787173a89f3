import { nextAuditRow } from '../../audit/record.ts'
import { rounds, type Answer } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { paysFor, type Viewer } from '../../firms/viewer.ts'
import { newId, type FirmId, type ObjectionId, type StatementId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict, Forbidden, Malformed, NotFound } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { objectUntil } from '../objection.ts'
import { isVisible } from '../reads/statements.ts'

export interface ObjectionWish {
  readonly line: number
  readonly reason: string
}

/**
 * A firm's finance people say what is wrong with a line of their statement; it is not payable until it is answered.
 * Throws Unauthenticated, Forbidden for the park's own people, NotFound, Malformed without a reason or for a line that
 * is not there, Conflict when it is too late or the line is objected to already.
 */
export async function objectToLine(
  deps: Deps,
  actor: Actor,
  number: string,
  wish: ObjectionWish,
  key: RequestKey,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { viewer, stored, statement } = await readObjectable(deps, actor, number, key)
    if (stored) return stored
    assertObjectable(deps, viewer, statement, wish)
    const at = deps.now()
    const id: ObjectionId = newId('obj', at * 1000, deps.entropy)
    const body = JSON.stringify({ id, statement: number, ...wish, state: 'open' })
    const rows = objectionRows(deps, viewer, { ...statement, statementId: statement.id, number, id }, wish)
    try {
      await deps.db.write(rows, { idempotency: { actor: viewer.personId, ...key, status: 201, body, at } })
      return { status: 201, body }
    } catch (error) {
      if (!(error instanceof DbAbort)) throw error
    }
  }
  // What stays in the way is another objection to the line.
  throw new Conflict('state-forbids', { line: wish.line })
}

interface Objectable {
  readonly id: StatementId
  readonly firmId: FirmId
  readonly lines: number
  readonly issuedAt: Instant
}

async function readObjectable(deps: Deps, actor: Actor, number: string, key: RequestKey) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    statements: sql<Objectable>`SELECT s.id AS id, s.firm_id AS firmId, s.lines AS lines, s.issued_at AS issuedAt
      FROM statement s WHERE s.number = ${number} AND ${isVisible(actor)} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [statement] = rows.statements
  if (!statement) throw new NotFound('statement')
  return { viewer, stored: storedAnswerOf(rows.stored, key), statement }
}

function assertObjectable(deps: Deps, viewer: Viewer, statement: Objectable, { line, reason }: ObjectionWish): void {
  // Who answers does not also ask.
  if (!paysFor(viewer, statement.firmId)) throw new Forbidden()
  if (reason === '') throw new Malformed([{ pointer: '/reason', kind: 'missing' }])
  if (line > statement.lines) throw new Malformed([{ pointer: '/line', kind: 'too-large' }])
  const { calendar, timeZone } = deps.park()
  if (objectUntil(statement.issuedAt, calendar, timeZone) <= deps.now()) throw new Conflict('too-late')
}

function objectionRows(
  deps: Deps,
  viewer: Viewer,
  { id, number, ...statement }: Omit<Objectable, 'id'> & { id: ObjectionId; number: string; statementId: StatementId },
  { line, reason }: ObjectionWish,
): Query[] {
  const at = deps.now()
  const actorId = viewer.personId
  const { statementId, firmId } = statement
  return [
    sameViewerRow(viewer),
    sql`INSERT INTO objection (id, statement_id, firm_id, line_no, reason, raised_by, raised_at)
      VALUES (${id}, ${statementId}, ${firmId}, ${line}, ${reason}, ${actorId}, ${at})`,
    nextAuditRow({
      at,
      actorId,
      action: 'statement.objected',
      entity: statementId,
      firmId,
      facilityId: null,
      detail: { number, line, reason },
    }),
    noticeRow(deps, { kind: 'objection.raised', objectionId: id }),
  ]
}
