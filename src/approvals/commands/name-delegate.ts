import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { mayAnywhere } from '../../firms/viewer.ts'
import { newId, type DelegationId, type PersonId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { Conflict, Forbidden, Malformed, NotFound, type Fault } from '../../kernel/thrown.ts'
import { rounds, wrote, type Answer } from '../../bookings/commands/change-booking.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { isStaff } from '../authority.ts'
import { authorityOf, authorityQueries } from '../reads/authority.ts'

export interface DelegateWish {
  readonly address: string
  readonly startsAt: Instant | null
  readonly endsAt: Instant | null
}

const mostDelegations = 20

/**
 * Leaves one's consents to somebody for a while: for a lab to staff of a lab, for a firm to its own people. Throws
 * Unauthenticated, Forbidden for whoever nobody asks for consent, KeyReused, Malformed, Conflict, DbUnavailable.
 */
export async function nameDelegate(deps: Deps, actor: Actor, wish: DelegateWish, key: RequestKey): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { viewer, stored, delegateId, faults, span } = await readDelegate(deps, actor, wish, key)
    if (stored) return stored
    if (delegateId === null || span === null) throw new Malformed(faults)
    const at = deps.now()
    const id = newId('dlg', at * 1000, deps.entropy)
    const actorId = viewer.personId
    const answer = { status: 201, body: JSON.stringify({ id }) }
    const detail = { delegateId, startsAt: span.startsAt, endsAt: span.endsAt }
    const statements = [
      sameViewerRow(viewer),
      sql`INSERT INTO approval_delegation (id, approver_id, delegate_id, starts_at, ends_at, created_at)
        VALUES (${id}, ${actorId}, ${delegateId}, ${span.startsAt}, ${span.endsAt}, ${at})`,
      nextAuditRow({ at, actorId, action: 'delegation.made', entity: id, firmId: null, facilityId: null, detail }),
    ]
    if (await wrote(deps, statements, { actor: actorId, ...key, ...answer, at })) return answer
  }
  throw new Conflict('try-again')
}

async function readDelegate(deps: Deps, actor: Actor, wish: DelegateWish, key: RequestKey) {
  const at = deps.now()
  const me = viewerId(actor)
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    ...authorityQueries(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    found: delegateQuery(me, wish.address),
    mine: sql<{ id: string }>`SELECT id FROM approval_delegation WHERE approver_id = ${me} AND ended_at IS NULL
      AND ends_at > ${at} LIMIT ${mostDelegations}`,
  })
  const viewer = viewerOf(rows.viewer)
  const { safetyOf } = authorityOf(viewer, rows)
  if (!isStaff({ roles: viewer.roles, safetyOf }) && !mayAnywhere(viewer, 'manage-projects')) throw new Forbidden()
  const stored = storedAnswerOf(rows.stored, key)
  const span = spanOf(wish, at)
  const [delegate] = rows.found
  if (!stored && rows.mine.length >= mostDelegations) throw new Conflict('too-many')
  const faults = [...(delegate ? [] : [unknownFault]), ...(Array.isArray(span) ? span : [])]
  return { viewer, stored, delegateId: delegate?.id ?? null, faults, span: Array.isArray(span) ? null : span }
}

/** Whoever may stand in for the viewer, by their address: like somebody unknown, whoever may not. */
function delegateQuery(me: Query, address: string): Query<{ id: PersonId }> {
  const staff = rolesThatMay('manage-resources')
  const isStaffOf = (who: Query) => sql`(EXISTS (SELECT 1 FROM role WHERE person_id = ${who} AND role IN (${staff}))
    OR EXISTS (SELECT 1 FROM safety_officer WHERE person_id = ${who}))`
  return sql<{ id: PersonId }>`SELECT p.id AS id FROM person p WHERE p.email = lower(${address}) AND p.state = 'active'
    AND p.id <> ${me} AND (${isStaffOf(me)} AND ${isStaffOf(sql`p.id`)} OR EXISTS (SELECT 1 FROM role t
      JOIN role m ON m.firm_id = t.firm_id AND m.person_id = ${me} AND m.role IN (${rolesThatMay('manage-projects')})
      WHERE t.person_id = p.id)) LIMIT 1`
}

const unknownFault: Fault = { pointer: '/address', kind: 'value' }

function spanOf({ startsAt, endsAt }: DelegateWish, now: Instant): Interval | Fault[] {
  if (startsAt === null) return [{ pointer: '/startsAt', kind: 'missing' }]
  if (endsAt === null) return [{ pointer: '/endsAt', kind: 'missing' }]
  if (endsAt <= startsAt || endsAt <= now) return [{ pointer: '/endsAt', kind: 'too-small' }]
  return { startsAt, endsAt }
}

/** Ends it before its time: whoever gave it, or who no longer wants it. Throws Unauthenticated, NotFound. */
export async function endDelegation(deps: Deps, actor: Actor, id: DelegationId, key: RequestKey): Promise<void> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    found: sql<{ endedAt: Instant | null }>`SELECT ended_at AS endedAt FROM approval_delegation WHERE id = ${id}
      AND ${viewerId(actor)} IN (approver_id, delegate_id) LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [found] = rows.found
  if (!found) throw new NotFound('delegation')
  if (found.endedAt !== null) return
  const actorId = viewer.personId
  const about = { at, actorId, action: 'delegation.ended', entity: id, firmId: null, facilityId: null, detail: {} }
  const ended = sql`UPDATE approval_delegation SET ended_at = ${at} WHERE id = ${id} AND ended_at IS NULL`
  await wrote(deps, [...asserting(ended, 'STALE_VERSION'), nextAuditRow(about)], {
    actor: actorId,
    ...key,
    status: 204,
    body: '',
    at,
  })
}
