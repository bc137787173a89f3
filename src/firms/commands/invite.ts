import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, Instant } from '../../deps.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import { newId, type InvitationId } from '../../kernel/id.ts'
import { Conflict, Forbidden, Malformed, NotFound } from '../../kernel/thrown.ts'
import { deliverNotices } from '../../notices/commands/deliver-notices.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import { newToken } from '../../sign-in/session.sql.ts'
import { facilityOf, firmOf, mayAppoint, rolesAt, type Place } from '../place.ts'
import { viewerOf, viewerQuery } from '../reads/viewer-query.ts'
import type { RoleName } from '../role-table.ts'
import { sameViewerRow } from '../same-viewer.sql.ts'
import { belongsTo, type Viewer } from '../viewer.ts'

export interface WantedInvitation {
  readonly place: Place
  readonly role: RoleName
  /** Normalised; null invites whoever has the link. */
  readonly address: string | null
  readonly uses: number
  readonly days: number
}

export interface MadeInvitation {
  readonly id: InvitationId
  /** Of the link, shown this once: the database knows only its hash. */
  readonly token: string
  readonly expiresAt: Instant
}

const mostOpen = 500

/**
 * Invites people to a place: each address by a letter and a link of its own. Throws Unauthenticated, Forbidden,
 * NotFound for a place that is not the viewer's, Malformed, Conflict when too many are open.
 */
export async function invite(deps: Deps, actor: Actor, wishes: readonly WantedInvitation[]): Promise<MadeInvitation[]> {
  const [first] = wishes
  if (!first) return []
  const { place } = first
  if (wishes.some(({ role }) => !rolesAt(place).includes(role)))
    throw new Malformed([{ pointer: '/role', kind: 'choice' }])
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    places: placeQuery(place),
    open: sql`SELECT id FROM invitation WHERE firm_id IS ${firmOf(place)} AND revoked_at IS NULL AND uses_left > 0
      AND expires_at > ${at} LIMIT ${mostOpen}`,
  })
  const viewer = viewerOf(rows.viewer)
  assertMayAppoint(viewer, place)
  if (rows.places.length === 0) throw new NotFound('firm')
  if (rows.open.length + wishes.length > mostOpen) throw new Conflict('too-many')
  const made = wishes.map((wish) => ({ wish, ...drawn(deps, wish.days) }))
  const statements = await Promise.all(made.map((one) => rowsOf(deps, viewer, one.wish, one)))
  const key = `invite:${actor.requestId}`
  await deps.db.write([sameViewerRow(viewer), ...statements.flat()], {
    idempotency: { actor: viewer.personId, key, requestHash: '', status: 201, body: '', at },
  })
  deps.afterResponse(deliverNotices(deps))
  return made.map(({ id, token, expiresAt }) => ({ id, token, expiresAt }))
}

/** Throws Forbidden where the viewer belongs but does not decide, NotFound where the place is none of theirs. */
export function assertMayAppoint(viewer: Viewer, place: Place): void {
  if (mayAppoint(viewer, place)) return
  throw place.kind === 'firm' && belongsTo(viewer, place.firmId) ? new Forbidden() : new NotFound('firm')
}

function placeQuery(place: Place): Query {
  if (place.kind === 'firm') return sql`SELECT id FROM firm WHERE id = ${place.firmId} AND state <> 'departed' LIMIT 1`
  if (place.kind === 'facility') return sql`SELECT id FROM facility WHERE id = ${place.facilityId} LIMIT 1`
  return sql`SELECT id FROM park LIMIT 1`
}

function drawn(deps: Deps, days: number): MadeInvitation {
  const at = deps.now()
  return { id: newId('inv', at * 1000, deps.entropy), token: newToken(deps.entropy), expiresAt: at + days * 86_400 }
}

async function rowsOf(
  deps: Deps,
  viewer: Viewer,
  { place, role, address, uses }: WantedInvitation,
  { id, token, expiresAt }: MadeInvitation,
): Promise<Query[]> {
  const at = deps.now()
  const about = { firmId: firmOf(place), facilityId: facilityOf(place) }
  const { locale } = viewer
  const kept = await deps.secrets.seal(token, 'invitation')
  return [
    sql`INSERT INTO invitation (id, token_hash, role, firm_id, facility_id, address, invited_by, uses_left, created_at,
        expires_at)
      VALUES (${id}, ${await sha256Hex(token)}, ${role}, ${about.firmId}, ${about.facilityId}, ${address},
        ${viewer.personId}, ${address === null ? uses : 1}, ${at}, ${expiresAt})`,
    nextAuditRow({ at, actorId: viewer.personId, action: 'invitation.made', entity: id, ...about, detail: { role } }),
    ...(address === null
      ? []
      : [noticeRow(deps, { kind: 'invitation.made', address, locale, invitationId: id, token: kept })]),
  ]
}

/** Takes an invitation back. Throws Forbidden, NotFound. */
export async function revokeInvitation(deps: Deps, actor: Actor, id: InvitationId): Promise<void> {
  const at = deps.now()
  const { viewer: viewers, invitations } = await deps.db.read({
    viewer: viewerQuery(actor, at),
    invitations: sql<PlaceRow>`SELECT firm_id AS firmId, facility_id AS facilityId FROM invitation
      WHERE id = ${id} LIMIT 1`,
  })
  const viewer = viewerOf(viewers)
  const [found] = invitations
  if (!found) throw new NotFound('invitation')
  const place = placeOf(found)
  assertMayAppoint(viewer, place)
  const about = { firmId: found.firmId, facilityId: found.facilityId }
  const revoked = sql`UPDATE invitation SET revoked_at = ${at} WHERE id = ${id} AND revoked_at IS NULL`
  const entry = { at, actorId: viewer.personId, action: 'invitation.revoked', entity: id, ...about, detail: {} }
  const key = `revoke-invitation:${actor.requestId}`
  try {
    await deps.db.write([sameViewerRow(viewer), ...asserting(revoked, 'STALE_VERSION'), nextAuditRow(entry)], {
      idempotency: { actor: viewer.personId, key, requestHash: '', status: 204, body: '', at },
    })
  } catch (error) {
    // Taken back before: it stays so.
    if (!(error instanceof DbAbort && error.token === 'STALE_VERSION')) throw error
  }
}

export interface PlaceRow {
  readonly firmId: Extract<Place, { kind: 'firm' }>['firmId'] | null
  readonly facilityId: Extract<Place, { kind: 'facility' }>['facilityId'] | null
}

export function placeOf({ firmId, facilityId }: PlaceRow): Place {
  if (firmId !== null) return { kind: 'firm', firmId }
  return facilityId === null ? { kind: 'park' } : { kind: 'facility', facilityId }
}
