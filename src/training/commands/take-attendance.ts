import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { PersonId, TrainingSessionId } from '../../kernel/id.ts'
import { Conflict } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { grantRow } from '../grant.sql.ts'
import { managedSession, seatsQuery, sessionQuery } from '../reads/session-page.ts'
import { endAfter, type TrainingSession } from '../training-session.ts'
import { writeOnce } from './looked-after.ts'

/**
 * Notes who came: each of them is qualified, in the same write, and nobody else. Who was noted as there before stays
 * so, and is not granted again; who was noted as absent may still be noted as there. Throws Unauthenticated, NotFound
 * for a session that is not the viewer's, KeyReused, and Conflict `too-early` before it begins, `over` for one that is
 * cancelled or so long ago that it would qualify nobody.
 */
export async function takeAttendance(
  deps: Deps,
  actor: Actor,
  id: TrainingSessionId,
  present: readonly PersonId[],
  key: RequestKey,
): Promise<void> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    sessions: sessionQuery(id),
    seats: seatsQuery(id),
  })
  const viewer = viewerOf(rows.viewer)
  const session = managedSession(rows.sessions, viewer)
  if (storedAnswerOf(rows.stored, key)) return
  if (session.startsAt > at) throw new Conflict('too-early')
  const until = endAfter(session.startsAt, session.validMonths, deps.park().timeZone)
  if (session.cancelledAt !== null || until <= at) throw new Conflict('over')
  const fresh = rows.seats.filter(({ attended, personId }) => attended !== 1 && present.includes(personId))
  const came = fresh.map(({ personId }) => personId)
  await writeOnce(deps, viewer, attendanceRows(deps, viewer, session, came, until), key)
}

function attendanceRows(
  deps: Deps,
  viewer: Viewer,
  { id, kindId, facilityId }: TrainingSession,
  came: readonly PersonId[],
  until: number,
): Query[] {
  const at = deps.now()
  const listed = sql`(SELECT value FROM json_each(${json(came)}))`
  const about = { at, actorId: viewer.personId, firmId: null, facilityId }
  return [
    sameViewerRow(viewer),
    // Of two who note the same at once, one does: nobody is granted or told twice.
    sql`INSERT INTO assert_rules (n) SELECT (SELECT count(*) FROM training_seat WHERE session_id = ${id}
      AND attended IS NOT 1 AND person_id IN ${listed}) = ${came.length}`,
    sql`UPDATE training_seat SET attended = (person_id IN ${listed}) WHERE session_id = ${id} AND attended IS NOT 1`,
    nextAuditRow({ ...about, action: 'training.attended', entity: id, detail: { came, until } }),
    ...came.flatMap((personId) => [
      grantRow({ personId, kindId }, at, until),
      noticeRow(deps, { kind: 'training.changed', personId, kindId }),
    ]),
  ]
}
