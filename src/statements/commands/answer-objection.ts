import { nextAuditRow } from '../../audit/record.ts'
import { assertCharged, correctionOf, readSettled } from '../../billing/commands/adjust-entry.ts'
import { postCorrection } from '../../billing/commands/post-correction.ts'
import { rounds, type Answer } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import type { BookingId, EntryId, FirmId, ObjectionId, StatementId } from '../../kernel/id.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import type { Objection } from '../objection.ts'
import { thawed } from '../statement.ts'

export interface ObjectionAnswer {
  /** What the firm gets back of the line, tax included; 0 declines. Never more than the line, or is still charged. */
  readonly creditMinor: number
  readonly answer: string
}

/**
 * Answers an objection: by a credit, which is posted at once and stands on the firm's next statement, or by a reason.
 * The statement itself stays as it is. Throws Unauthenticated, NotFound, Malformed, Conflict when it was answered
 * before.
 */
export async function answerObjection(
  deps: Deps,
  actor: Actor,
  id: ObjectionId,
  answer: ObjectionAnswer,
  key: RequestKey,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { viewer, stored, objection } = await readObjection(deps, actor, id, key)
    if (stored) return stored
    assertAnswer(objection, answer)
    const done =
      answer.creditMinor === 0
        ? await decline(deps, viewer, objection, answer, key)
        : await credit(deps, actor, objection, answer, key)
    if (done) return done
  }
  throw new Conflict('try-again')
}

interface Objected extends Pick<Objection, 'id' | 'lineNo' | 'state'> {
  readonly statementId: StatementId
  readonly number: string
  readonly firmId: FirmId
  readonly document: string
  readonly bookingId: BookingId | null
}

async function readObjection(deps: Deps, actor: Actor, id: ObjectionId, key: RequestKey) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    objections: sql<Objected>`SELECT o.id AS id, o.line_no AS lineNo, o.state AS state, s.id AS statementId,
      s.number AS number, s.firm_id AS firmId, s.document AS document,
      (SELECT e.booking_id FROM journal_entry e WHERE e.id = s.document ->> ('$.lines[' || (o.line_no - 1)
        || '].entryId')) AS bookingId
      FROM objection o JOIN statement s ON s.id = o.statement_id WHERE o.id = ${id} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [objection] = rows.objections
  if (!objection || !seesParkMoney(viewer)) throw new NotFound('objection')
  return { viewer, stored: storedAnswerOf(rows.stored, key), objection }
}

function assertAnswer(objection: Objected, { creditMinor, answer }: ObjectionAnswer): void {
  if (objection.state !== 'open') throw new Conflict('state-forbids', { state: objection.state })
  if (answer === '') throw new Malformed([{ pointer: '/answer', kind: 'missing' }])
  const line = thawed(objection.document).lines[objection.lineNo - 1]
  if (creditMinor < 0) throw new Malformed([{ pointer: '/creditMinor', kind: 'too-small' }])
  if (creditMinor > Math.max(0, line?.amountMinor ?? 0)) {
    throw new Malformed([{ pointer: '/creditMinor', kind: 'too-large', expected: String(line?.amountMinor ?? 0) }])
  }
}

async function credit(
  deps: Deps,
  actor: Actor,
  objection: Objected,
  { creditMinor, answer }: ObjectionAnswer,
  key: RequestKey,
): Promise<Answer | null> {
  const { bookingId } = objection
  if (bookingId === null) throw new Conflict('state-forbids', { line: objection.lineNo })
  const { facts } = await readSettled(deps, actor, bookingId, key)
  assertCharged(facts.standing.around.funding, creditMinor, '/creditMinor')
  const correction = correctionOf(facts.standing, { amountMinor: -creditMinor, reason: answer })
  const also = (entryId: EntryId) => answeredRows(deps, facts.viewer, objection, { answer, entryId })
  return postCorrection(deps, facts, { ...correction, also }, key)
}

async function decline(
  deps: Deps,
  viewer: Viewer,
  objection: Objected,
  { answer }: ObjectionAnswer,
  key: RequestKey,
): Promise<Answer | null> {
  const at = deps.now()
  const body = JSON.stringify({ id: objection.id, state: 'declined', answer })
  const statements = [sameViewerRow(viewer), ...answeredRows(deps, viewer, objection, { answer, entryId: null })]
  try {
    await deps.db.write(statements, { idempotency: { actor: viewer.personId, ...key, status: 201, body, at } })
    return { status: 201, body }
  } catch (error) {
    if (error instanceof DbAbort) return null
    throw error
  }
}

function answeredRows(
  deps: Deps,
  viewer: Viewer,
  { id, statementId, firmId, lineNo, number }: Objected,
  { answer, entryId }: { answer: string; entryId: EntryId | null },
): Query[] {
  const at = deps.now()
  const state = entryId === null ? 'declined' : 'credited'
  return [
    ...asserting(
      sql`UPDATE objection SET state = ${state}, answer = ${answer}, answered_by = ${viewer.personId},
        answered_at = ${at}, entry_id = ${entryId} WHERE id = ${id} AND state = 'open'`,
      'STALE_RULES',
    ),
    nextAuditRow({
      at,
      actorId: viewer.personId,
      action: `objection.${state}`,
      entity: statementId,
      firmId,
      facilityId: null,
      detail: { number, line: lineNo, answer },
    }),
    noticeRow(deps, { kind: 'objection.answered', objectionId: id }),
  ]
}
