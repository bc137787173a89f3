import type { Actor, Deps, Instant, Names } from '../../deps.ts'
import type { FirmId, InvitationId, JoinRequestId, PersonId } from '../../kernel/id.ts'
import { Forbidden, NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { RoleName } from '../role-table.ts'
import { belongsTo, may, type Viewer } from '../viewer.ts'
import { viewerOf, viewerQuery } from './viewer-query.ts'

export interface Member {
  readonly id: PersonId
  readonly name: string
  readonly email: string
  readonly roles: readonly RoleName[]
  readonly isSuspended: boolean
}

export interface OpenInvitation {
  readonly id: InvitationId
  readonly role: RoleName
  readonly address: string | null
  readonly usesLeft: number
  readonly expiresAt: Instant
  readonly state: 'open' | 'used' | 'expired' | 'revoked'
}

export interface OpenRequest {
  readonly id: JoinRequestId
  readonly name: string
  readonly email: string
  readonly note: string
  readonly createdAt: Instant
}

export interface FirmPeople {
  readonly viewer: Viewer
  readonly firm: FirmFacts
  readonly members: readonly Member[]
  /** Empty for whoever does not manage members, as are the requests. */
  readonly invitations: readonly OpenInvitation[]
  readonly requests: readonly OpenRequest[]
}

export interface FirmFacts extends Names {
  readonly id: FirmId
  readonly state: string
  readonly suspensionReason: string
}

/**
 * A firm's people, and who is on the way in. Members see one another; only who manages members sees addresses of the
 * invited. Throws Unauthenticated, NotFound for a firm that is not the viewer's.
 */
export async function readFirmPeople(deps: Deps, actor: Actor, firmId: FirmId, like = ''): Promise<FirmPeople> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    firms: sql<FirmFacts>`SELECT id, name_hans AS hans, name_hant AS hant, name_en AS en, state,
      suspension_reason AS suspensionReason FROM firm WHERE id = ${firmId} LIMIT 1`,
    members: membersQuery(firmId, like),
    invitations: invitationsQuery(firmId, at),
    requests: sql<OpenRequest>`SELECT j.id AS id, p.name AS name, p.email AS email, j.note AS note,
      j.created_at AS createdAt FROM join_request j JOIN person p ON p.id = j.person_id AND p.state = 'active'
      WHERE j.firm_id = ${firmId} AND j.decided_at IS NULL ORDER BY j.created_at LIMIT 100`,
  })
  const viewer = viewerOf(rows.viewer)
  const [firm] = rows.firms
  const manages = may(viewer, 'manage-members', { firmId })
  if (!firm || !(manages || belongsTo(viewer, firmId))) throw new NotFound('firm')
  const members = rows.members.map(({ roles, isSuspended, ...rest }) => ({
    ...rest,
    roles: JSON.parse(roles) as RoleName[],
    isSuspended: isSuspended === 1,
  }))
  const { invitations, requests } = manages ? rows : nobodyComing
  return { viewer, firm, members, invitations, requests }
}

const nobodyComing = { invitations: [], requests: [] }

/** The same for whoever manages members only. Throws Forbidden besides. */
export async function readFirmDoor(deps: Deps, actor: Actor, firmId: FirmId): Promise<FirmPeople> {
  const people = await readFirmPeople(deps, actor, firmId)
  if (!may(people.viewer, 'manage-members', { firmId })) throw new Forbidden()
  return people
}

interface MemberRow {
  id: PersonId
  name: string
  email: string
  roles: string
  isSuspended: number
}

const mostMembers = 1_000

function membersQuery(firmId: FirmId, like: string): Query<MemberRow> {
  const pattern = `%${like.replaceAll(/[\\%_]/g, '\\$&')}%`
  return sql`SELECT p.id AS id, p.name AS name, p.email AS email, json_group_array(r.role) AS roles,
    p.state = 'suspended' AS isSuspended FROM role r JOIN person p ON p.id = r.person_id
    WHERE r.firm_id = ${firmId} AND (p.name LIKE ${pattern} ESCAPE '\\' OR p.email LIKE ${pattern} ESCAPE '\\')
    GROUP BY p.id ORDER BY p.name, p.id LIMIT ${mostMembers}`
}

function invitationsQuery(firmId: FirmId, at: Instant): Query<OpenInvitation> {
  return sql`SELECT id, role, address, uses_left AS usesLeft, expires_at AS expiresAt,
    CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN uses_left = 0 THEN 'used'
      WHEN expires_at <= ${at} THEN 'expired' ELSE 'open' END AS state
    FROM invitation WHERE firm_id = ${firmId} ORDER BY created_at DESC LIMIT 50`
}
