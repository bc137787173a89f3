import { nextAuditRow } from '../../audit/record.ts'
import { wrote } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { ConsequenceId, FacilityId, PersonId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { asserting, sql } from '../../platform/db/sql.ts'

/**
 * Says why one does not agree with a consequence, once; the facility's lab managers decide. It holds meanwhile. Throws
 * Unauthenticated, NotFound for another person's, Malformed without a reason, KeyReused, Conflict `over`.
 */
export async function appealConsequence(
  deps: Deps,
  actor: Actor,
  id: ConsequenceId,
  reason: string,
  key: RequestKey,
): Promise<void> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    consequence: sql<{ personId: PersonId; facilityId: FacilityId; appealedAt: Instant | null }>`SELECT
      person_id AS personId, facility_id AS facilityId, appealed_at AS appealedAt FROM consequence
      WHERE id = ${id} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [found] = rows.consequence
  if (!found || found.personId !== viewer.personId) throw new NotFound('consequence')
  if (storedAnswerOf(rows.stored, key)) return
  if (reason.trim() === '') throw new Malformed([{ pointer: '/reason', kind: 'missing' }])
  if (found.appealedAt !== null) throw new Conflict('over')
  const { personId: actorId } = viewer
  const about = { at, actorId, action: 'conduct.appealed', entity: id, firmId: null, facilityId: found.facilityId }
  const statements = [
    sameViewerRow(viewer),
    ...asserting(
      sql`UPDATE consequence SET appeal = ${reason}, appealed_at = ${at} WHERE id = ${id} AND appealed_at IS NULL`,
      'STALE_VERSION',
    ),
    nextAuditRow({ ...about, detail: {} }),
    noticeRow(deps, { kind: 'consequence.appealed', consequenceId: id }),
  ]
  const idempotency = { actor: actorId, ...key, status: 200, body: '', at }
  if (!(await wrote(deps, statements, idempotency))) throw new Conflict('over')
}
