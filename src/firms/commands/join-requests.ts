import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { newId, type FirmId, type JoinRequestId, type PersonId } from '../../kernel/id.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { accessChangedRow, grantRow } from '../membership.sql.ts'
import { rolesAt } from '../place.ts'
import { viewerOf, viewerQuery } from '../reads/viewer-query.ts'
import type { RoleName } from '../role-table.ts'
import { sameViewerRow } from '../same-viewer.sql.ts'
import { assertMayAppoint } from './invite.ts'

export interface JoinWish {
  /** The firm's unified social credit code; null asks the firm whose addresses end like the viewer's. */
  readonly creditCode: string | null
  readonly note: string
}

const mostOpen = 5

/**
 * Asks a firm to be let in. Whether there is such a firm is not told: the answer is the same. Throws Unauthenticated,
 * Conflict when too many requests are open.
 */
export async function askToJoin(
  deps: Deps,
  actor: Actor,
  { creditCode, note }: JoinWish,
  key: RequestKey,
): Promise<void> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    firms: sql<{
      id: FirmId
    }>`SELECT id FROM firm WHERE id = ${askedFirm(actor, creditCode)} AND state <> 'departed' LIMIT 1`,
    open: sql<{ firmId: FirmId }>`SELECT firm_id AS firmId FROM join_request WHERE person_id = ${viewerId(actor)}
      AND decided_at IS NULL LIMIT ${mostOpen}`,
  })
  const viewer = viewerOf(rows.viewer)
  if (rows.open.length >= mostOpen) throw new Conflict('too-many')
  const [firm] = rows.firms
  const isMember = firm !== undefined && viewer.roles.some((role) => role.firmId === firm.id)
  if (firm === undefined || isMember || rows.open.some((one) => one.firmId === firm.id)) return
  const { personId } = viewer
  const id = newId('joi', at * 1000, deps.entropy)
  const about = { actorId: personId, action: 'join.requested', entity: id, firmId: firm.id, facilityId: null }
  try {
    await deps.db.write(
      [
        sameViewerRow(viewer),
        sql`INSERT INTO join_request (id, firm_id, person_id, note, created_at)
          VALUES (${id}, ${firm.id}, ${personId}, ${note}, ${at})`,
        nextAuditRow({ at, ...about, detail: {} }),
        noticeRow(deps, { kind: 'join.requested', joinRequestId: id }),
      ],
      { idempotency: { actor: personId, ...key, status: 202, body: '', at } },
    )
  } catch (error) {
    // Asked twice at once: one request is enough.
    if (!(error instanceof DbAbort)) throw error
  }
}

function askedFirm(actor: Actor, creditCode: string | null): Query {
  if (creditCode !== null) return sql`(SELECT id FROM firm WHERE credit_code = ${creditCode})`
  const domain = sql`(SELECT substr(email, instr(email, '@') + 1) FROM person WHERE id = ${viewerId(actor)})`
  return sql`(SELECT firm_id FROM firm_domain WHERE domain = ${domain})`
}

export interface JoinDecision {
  readonly decision: 'accepted' | 'declined' | 'withdrawn'
  /** With which an accepted person begins. */
  readonly role: RoleName
}

interface RequestRow {
  firmId: FirmId
  personId: PersonId
  decision: string | null
}

/** Lets somebody in, or not; whoever asked may take it back. Throws Unauthenticated, Forbidden, NotFound, Conflict. */
export async function decideJoin(deps: Deps, actor: Actor, id: JoinRequestId, wanted: JoinDecision): Promise<void> {
  const { decision, role } = wanted
  if (!rolesAt({ kind: 'firm' }).includes(role)) throw new Malformed([{ pointer: '/role', kind: 'choice' }])
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    requests: sql<RequestRow>`SELECT firm_id AS firmId, person_id AS personId, decision FROM join_request
      WHERE id = ${id} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [request] = rows.requests
  if (!request) throw new NotFound('join request')
  const { firmId, personId } = request
  const place = { kind: 'firm', firmId } as const
  const isOwn = personId === viewer.personId
  if (decision === 'withdrawn' && !isOwn) throw new NotFound('join request')
  if (decision !== 'withdrawn') assertMayAppoint(viewer, place)
  if (request.decision === decision) return
  if (request.decision !== null) throw new Conflict('over')
  const about = { actorId: viewer.personId, action: `join.${decision}`, entity: id, firmId, facilityId: null }
  const decided = sql`UPDATE join_request SET decision = ${decision}, decided_at = ${at},
    decided_by = ${viewer.personId}
    WHERE id = ${id} AND decided_at IS NULL`
  const key = `decide-join:${id}`
  await deps.db
    .write(
      [
        sameViewerRow(viewer),
        ...asserting(decided, 'STALE_VERSION'),
        ...(decision === 'accepted' ? acceptedRows(personId, role, place) : []),
        nextAuditRow({ at, ...about, detail: decision === 'accepted' ? { personId, role } : { personId } }),
        ...(isOwn ? [] : [noticeRow(deps, { kind: 'join.decided', joinRequestId: id })]),
      ],
      { idempotency: { actor: viewer.personId, key, requestHash: '', status: 200, body: '', at } },
    )
    .catch((error: unknown) => {
      if (error instanceof DbAbort) throw new Conflict('over')
      throw error
    })
}

function acceptedRows(personId: PersonId, role: RoleName, place: { kind: 'firm'; firmId: FirmId }): Query[] {
  return [grantRow(personId, role, place), accessChangedRow(personId)]
}
