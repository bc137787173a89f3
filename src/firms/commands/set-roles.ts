import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import type { PersonId } from '../../kernel/id.ts'
import { Conflict, Forbidden, Malformed, NotFound } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql } from '../../platform/db/sql.ts'
import { accessChangedRow, grantRow, isAt, keeps, revokeRow, someoneStaysRows } from '../membership.sql.ts'
import { facilityOf, firmOf, mayAppoint, rolesAt, type Place } from '../place.ts'
import { storedAnswerOf, storedAnswerQuery } from '../reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../reads/viewer-query.ts'
import type { RoleName } from '../role-table.ts'
import { sameViewerRow } from '../same-viewer.sql.ts'

export interface WantedRoles {
  readonly personId: PersonId
  readonly place: Place
  /** All that the person shall hold there; none makes them leave. */
  readonly roles: readonly RoleName[]
}

/**
 * Says which roles a person holds at a place. Whoever appoints there may; anybody may leave. A firm takes in new people
 * by invitation: here they must be members. Throws Forbidden, NotFound, Malformed, and Conflict where the last admin
 * would go.
 */
export async function setRoles(deps: Deps, actor: Actor, wanted: WantedRoles, key: RequestKey) {
  const { personId, place, roles } = wanted
  if (roles.some((role) => !rolesAt(place).includes(role))) throw new Malformed([{ pointer: '/roles', kind: 'choice' }])
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    people: sql`SELECT id FROM person WHERE id = ${personId} AND erased_at IS NULL LIMIT 1`,
    held: sql<{ role: RoleName }>`SELECT role FROM role WHERE person_id = ${personId} AND ${isAt(place)} LIMIT 20`,
  })
  const viewer = viewerOf(rows.viewer)
  const stored = storedAnswerOf(rows.stored, key)
  if (stored) return stored
  const held = rows.held.map(({ role }) => role)
  const leaves = viewer.personId === personId && roles.every((role) => held.includes(role))
  if (!mayAppoint(viewer, place) && !leaves)
    throw held.length > 0 && isOwn(viewer, place) ? new Forbidden() : new NotFound('firm')
  if (rows.people.length === 0 || (place.kind === 'firm' && held.length === 0)) throw new NotFound('member')
  const lost = held.filter((role) => !roles.includes(role))
  const body = JSON.stringify({ personId, roles })
  const about = { action: 'roles.set', entity: personId, firmId: firmOf(place), facilityId: facilityOf(place) }
  try {
    await deps.db.write(
      [
        sameViewerRow(viewer),
        revokeRow(personId, roles, place),
        ...roles.map((role) => grantRow(personId, role, place)),
        ...(lost.some((role) => keeps(role, place)) ? someoneStaysRows(place) : []),
        accessChangedRow(personId),
        nextAuditRow({ at, actorId: viewer.personId, ...about, detail: { roles: [...roles] } }),
        ...(viewer.personId === personId ? [] : [noticeRow(deps, { kind: 'roles.changed', personId })]),
      ],
      { idempotency: { actor: viewer.personId, ...key, status: 200, body, at } },
    )
    return { status: 200, body }
  } catch (error) {
    throw error instanceof DbAbort ? new Conflict(error.token === 'STALE_VERSION' ? 'last-admin' : 'try-again') : error
  }
}

function isOwn(viewer: ReturnType<typeof viewerOf>, place: Place): boolean {
  return place.kind === 'firm' && viewer.roles.some(({ firmId }) => firmId === place.firmId)
}

/** Makes another member an admin in one's own stead, in one write. Throws as `setRoles` does. */
export async function handOver(
  deps: Deps,
  actor: Actor,
  { firmId, to }: { firmId: Extract<Place, { kind: 'firm' }>['firmId']; to: PersonId },
  key: RequestKey,
): Promise<void> {
  const at = deps.now()
  const place: Place = { kind: 'firm', firmId }
  const { viewer: viewers, held } = await deps.db.read({
    viewer: viewerQuery(actor, at),
    held: sql`SELECT role FROM role WHERE person_id = ${to} AND firm_id = ${firmId} LIMIT 1`,
  })
  const viewer = viewerOf(viewers)
  if (!viewer.roles.some((role) => role.firmId === firmId)) throw new NotFound('firm')
  if (!viewer.roles.some((role) => role.firmId === firmId && keeps(role.role, place))) throw new Forbidden()
  if (held.length === 0 || to === viewer.personId) throw new NotFound('member')
  const kept = viewer.roles.filter((role) => role.firmId === firmId && !keeps(role.role, place)).map(({ role }) => role)
  const stays: RoleName[] = kept.length === 0 ? ['researcher'] : kept
  const about = { at, actorId: viewer.personId, firmId, facilityId: null, action: 'admin.handed-over' }
  try {
    await deps.db.write(
      [
        sameViewerRow(viewer),
        grantRow(to, 'firm-admin', place),
        revokeRow(viewer.personId, stays, place),
        ...stays.map((role) => grantRow(viewer.personId, role, place)),
        ...someoneStaysRows(place),
        ...[to, viewer.personId].map(accessChangedRow),
        nextAuditRow({ ...about, entity: to, detail: { from: viewer.personId } }),
        nextAuditRow({ ...about, entity: viewer.personId, detail: { to } }),
        noticeRow(deps, { kind: 'roles.changed', personId: to }),
      ],
      { idempotency: { actor: viewer.personId, ...key, status: 200, body: '', at } },
    )
  } catch (error) {
    if (error instanceof DbAbort && error.token !== 'IDEMPOTENCY_KEY') throw new Conflict('last-admin')
    if (!(error instanceof DbAbort)) throw error
  }
}
