import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { mayAnywhere, type Viewer } from '../../firms/viewer.ts'
import type { TrainingSessionId } from '../../kernel/id.ts'
import { Conflict, Forbidden, NotFound } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { sessionOf } from '../reads/session-query.ts'
import { sessionQuery } from '../reads/session-page.ts'
import type { TrainingSession } from '../training-session.ts'

/** `full`: others have every seat. */
export type SeatTaken = 'seated' | 'full'

/**
 * Signs up for a session; signed up already, nothing changes. Throws Unauthenticated, Forbidden for whoever books for
 * no firm, NotFound, KeyReused, and Conflict `over` for a session that has begun or is cancelled.
 */
export async function takeSeat(deps: Deps, actor: Actor, id: TrainingSessionId, key: RequestKey): Promise<SeatTaken> {
  const { viewer, session, isDone, isSeated } = await readGround(deps, actor, id, key)
  if (isDone || isSeated) return 'seated'
  assertAhead(session, deps.now())
  if (session.taken >= session.seats) return 'full'
  const at = deps.now()
  const { personId } = viewer
  try {
    await deps.db.write(
      [
        sameViewerRow(viewer),
        sql`INSERT INTO training_seat (session_id, person_id, taken_at) VALUES (${id}, ${personId}, ${at})`,
        nextAuditRow({ ...entryOf(viewer, session, at), action: 'training.seat-taken' }),
      ],
      { idempotency: { actor: personId, ...key, status: 200, body: '', at } },
    )
    return 'seated'
  } catch (error) {
    if (!(error instanceof DbAbort)) throw error
    if (error.token === 'SEATS_TAKEN') return 'full'
    // Sent twice at once: the other one has the seat.
    if (error.token === 'OTHER_CONSTRAINT' || error.token === 'IDEMPOTENCY_KEY') return 'seated'
    throw new Conflict('try-again')
  }
}

/** Gives one's own seat back; without one, nothing changes. Throws as `takeSeat` does. */
export async function leaveSeat(deps: Deps, actor: Actor, id: TrainingSessionId, key: RequestKey): Promise<void> {
  const { viewer, session, isDone, isSeated } = await readGround(deps, actor, id, key)
  if (isDone || !isSeated) return
  assertAhead(session, deps.now())
  const at = deps.now()
  const { personId } = viewer
  try {
    await deps.db.write(
      [
        sameViewerRow(viewer),
        ...asserting(
          sql`DELETE FROM training_seat WHERE session_id = ${id} AND person_id = ${personId} AND attended IS NULL`,
          'STALE_VERSION',
        ),
        nextAuditRow({ ...entryOf(viewer, session, at), action: 'training.seat-left' }),
      ],
      { idempotency: { actor: personId, ...key, status: 200, body: '', at } },
    )
  } catch (error) {
    if (error instanceof DbAbort) throw new Conflict('try-again')
    throw error
  }
}

async function readGround(deps: Deps, actor: Actor, id: TrainingSessionId, key: RequestKey) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    sessions: sessionQuery(id),
    seated: sql<{ at: number }>`SELECT taken_at AS at FROM training_seat
      WHERE session_id = ${id} AND person_id = ${viewerId(actor)} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  if (!mayAnywhere(viewer, 'book')) throw new Forbidden()
  const [row] = rows.sessions
  if (!row) throw new NotFound('training session')
  const isDone = storedAnswerOf(rows.stored, key) !== null
  return { viewer, session: sessionOf(row), isDone, isSeated: rows.seated.length > 0 }
}

function assertAhead({ startsAt, cancelledAt }: TrainingSession, at: number): void {
  if (cancelledAt !== null || startsAt <= at) throw new Conflict('over')
}

function entryOf({ personId }: Viewer, { id, facilityId }: TrainingSession, at: number) {
  return { at, actorId: personId, entity: id, firmId: null, facilityId, detail: { personId } }
}
