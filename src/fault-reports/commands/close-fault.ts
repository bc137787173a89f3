import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility } from '../../firms/viewer.ts'
import type { FaultId, PersonId } from '../../kernel/id.ts'
import { Conflict, Forbidden } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import { faultDocument } from '../fault-document.ts'
import { photoKeptSeconds, type Fault } from '../fault.ts'
import { faultQuery, visibleFaultOf } from '../reads/fault-query.ts'
import { auditOf, type FaultAnswer } from './report-fault.ts'

const rounds = 2

/**
 * A lab manager has seen to it: the report is closed, whoever wrote it is told, and its photo goes some time later.
 * Throws Unauthenticated, Forbidden, NotFound, KeyReused, Conflict (`state-forbids` when it is closed already),
 * DbUnavailable.
 */
export async function closeFault(
  deps: Deps,
  actor: Actor,
  id: FaultId,
  answer: string,
  key: RequestKey,
): Promise<FaultAnswer> {
  for (let round = 1; round <= rounds; round++) {
    const now = deps.now()
    const rows = await deps.db.read({
      viewer: viewerQuery(actor, now),
      stored: storedAnswerQuery(actor, key.key),
      faults: faultQuery(id, now),
    })
    const viewer = viewerOf(rows.viewer)
    const stored = storedAnswerOf(rows.stored, key)
    const fault = visibleFaultOf(rows.faults, viewer)
    if (!managesFacility(viewer, fault.facilityId)) throw new Forbidden()
    if (stored) return stored
    if (fault.state === 'closed') throw new Conflict('state-forbids', { state: fault.state })
    const next: Fault = { ...fault, state: 'closed', closedAt: now, answer, version: fault.version + 1 }
    const body = JSON.stringify(faultDocument(next, viewer))
    try {
      await deps.db.write(
        [sameViewerRow(viewer), ...closingRows(deps, fault, { ...next, closedBy: viewer.personId })],
        {
          idempotency: { actor: viewer.personId, ...key, status: 200, body, at: now },
        },
      )
      return { status: 200, body }
    } catch (error) {
      if (!(error instanceof DbAbort)) throw error
    }
  }
  throw new Conflict('try-again')
}

function closingRows(deps: Deps, { id, version }: Fault, next: Fault & { readonly closedBy: PersonId }): Query[] {
  const { closedAt, closedBy, answer } = next
  const now = deps.now()
  return [
    ...asserting(
      sql`UPDATE fault_report SET state = 'closed', closed_at = ${closedAt}, closed_by = ${closedBy},
        answer = ${answer}, version = ${next.version} WHERE id = ${id} AND version = ${version}`,
      'STALE_VERSION',
    ),
    sql`UPDATE fault_photo SET forget_at = ${now + photoKeptSeconds} WHERE fault_id = ${id} AND forget_at IS NULL`,
    auditOf(next, closedBy, 'fault.closed', now),
    noticeRow(deps, { kind: 'fault.closed', faultId: id }),
  ]
}
