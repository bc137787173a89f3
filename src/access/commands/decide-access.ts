import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import type { AccessRequestId, FacilityId, FirmId, PersonId, ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import { grantRow } from '../../training/grant.sql.ts'
import type { AccessDecision, AccessKind } from '../access-request.ts'

export type Decided =
  /** `until` is the training's end; access may have none. */
  | { readonly decision: 'granted'; readonly until: Instant | null }
  | { readonly decision: 'declined'; readonly reason: string }
  | { readonly decision: 'withdrawn' }

/**
 * Grants a training until a time, or access; declines with a reason; or takes one's own request back. Throws
 * Unauthenticated, NotFound for a request that is not the viewer's to decide, KeyReused, Malformed for a training's end
 * that is missing or past, Conflict `over` where it was decided otherwise.
 */
export async function decideAccess(
  deps: Deps,
  actor: Actor,
  id: AccessRequestId,
  decided: Decided,
  key: RequestKey,
): Promise<void> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    requests: sql<Asked>`SELECT id, person_id AS personId, firm_id AS firmId, facility_id AS facilityId,
      resource_id AS resourceId, kind, qualification_id AS qualificationId, decision FROM access_request
      WHERE id = ${id} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [asked] = rows.requests
  if (!asked || !isTheirs(asked, viewer, decided.decision)) throw new NotFound('access request')
  if (storedAnswerOf(rows.stored, key) || asked.decision === decided.decision) return
  if (asked.decision !== null) throw new Conflict('over')
  const until = decided.decision === 'granted' ? endOf(asked, decided.until, at) : null
  try {
    await deps.db.write(decisionRows(deps, viewer, asked, decided, until), {
      idempotency: { actor: viewer.personId, ...key, status: 200, body: '', at },
    })
  } catch (error) {
    if (error instanceof DbAbort) throw new Conflict('over')
    throw error
  }
}

interface Asked {
  readonly id: AccessRequestId
  readonly personId: PersonId
  readonly firmId: FirmId
  readonly facilityId: FacilityId
  readonly resourceId: ResourceId
  readonly kind: AccessKind
  readonly qualificationId: string | null
  readonly decision: AccessDecision | null
}

/** Who asked takes back, and the facility's lab managers do the rest. */
function isTheirs({ personId, facilityId }: Asked, viewer: Viewer, decision: AccessDecision): boolean {
  return decision === 'withdrawn' ? personId === viewer.personId : managesFacility(viewer, facilityId)
}

function endOf({ kind }: Asked, until: Instant | null, at: Instant): Instant | null {
  if (kind === 'access' && until === null) return null
  if (until === null) throw new Malformed([{ pointer: '/until', kind: 'missing' }])
  if (until <= at) throw new Malformed([{ pointer: '/until', kind: 'too-small' }])
  return until
}

function decisionRows(deps: Deps, viewer: Viewer, asked: Asked, decided: Decided, until: Instant | null): Query[] {
  const at = deps.now()
  const { decision } = decided
  const { id, firmId, facilityId, kind, resourceId, personId } = asked
  const reason = decision === 'declined' ? decided.reason : ''
  const about = { at, actorId: viewer.personId, action: `access.${decision}`, entity: id, firmId, facilityId }
  return [
    sameViewerRow(viewer),
    ...asserting(
      sql`UPDATE access_request SET decision = ${decision}, decided_at = ${at}, decided_by = ${viewer.personId},
        granted_until = ${asked.kind === 'access' ? null : until}, reason = ${reason}
        WHERE id = ${id} AND decided_at IS NULL`,
      'STALE_VERSION',
    ),
    ...(decision === 'granted' ? grantRows(asked, at, until) : []),
    nextAuditRow({ ...about, detail: { kind, resourceId, personId, until, ...(reason === '' ? {} : { reason }) } }),
    ...(decision === 'withdrawn' ? [] : [noticeRow(deps, { kind: 'access.decided', accessRequestId: id })]),
  ]
}

/** A training that still holds goes on, and is never shortened. */
function grantRows(
  { kind, personId, resourceId, qualificationId }: Asked,
  at: Instant,
  until: Instant | null,
): Query[] {
  if (kind === 'access')
    return [
      sql`INSERT INTO access_grant (resource_id, subject_kind, subject_id, until)
        VALUES (${resourceId}, 'person', ${personId}, ${until}) ON CONFLICT DO UPDATE SET
          until = CASE WHEN until IS NULL OR excluded.until IS NULL THEN NULL ELSE max(until, excluded.until) END`,
    ]
  return qualificationId === null || until === null ? [] : [grantRow({ personId, kindId: qualificationId }, at, until)]
}
