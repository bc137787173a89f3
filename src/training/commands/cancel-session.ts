import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { TrainingSessionId } from '../../kernel/id.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { asserting, sql } from '../../platform/db/sql.ts'
import { managedSession, sessionQuery } from '../reads/session-page.ts'
import { writeOnce } from './looked-after.ts'

/**
 * Cancels a session with a reason, and tells those who signed up, once. Throws Unauthenticated, NotFound for a session
 * that is not the viewer's, KeyReused, Malformed without a reason, and Conflict `too-late` for one that has begun.
 */
export async function cancelSession(
  deps: Deps,
  actor: Actor,
  id: TrainingSessionId,
  reason: string,
  key: RequestKey,
): Promise<void> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    sessions: sessionQuery(id),
  })
  const viewer = viewerOf(rows.viewer)
  const { cancelledAt, startsAt, facilityId, taken } = managedSession(rows.sessions, viewer)
  if (storedAnswerOf(rows.stored, key) || cancelledAt !== null) return
  if (reason === '') throw new Malformed([{ pointer: '/reason', kind: 'missing' }])
  if (startsAt <= at) throw new Conflict('too-late')
  const about = { at, actorId: viewer.personId, firmId: null, facilityId }
  await writeOnce(
    deps,
    viewer,
    [
      sameViewerRow(viewer),
      ...asserting(
        sql`UPDATE training_session SET cancelled_at = ${at}, cancel_reason = ${reason}
          WHERE id = ${id} AND cancelled_at IS NULL`,
        'STALE_VERSION',
      ),
      nextAuditRow({ ...about, action: 'training.session-cancelled', entity: id, detail: { reason, taken } }),
      noticeRow(deps, { kind: 'training.cancelled', trainingSessionId: id }),
    ],
    key,
  )
}
