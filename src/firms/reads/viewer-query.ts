import type { Actor } from '../../deps.ts'
import { Forbidden, Unauthenticated } from '../../kernel/thrown.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { FirmId, PersonId, ProjectId, SessionId } from '../../kernel/id.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { policies, type PolicyName } from '../policy.ts'
import type { RoleName } from '../role-table.ts'
import type { Role, Viewer } from '../viewer.ts'

export interface ViewerRow {
  personId: string
  email: string
  name: string
  locale: string
  accessVersion: number
  usualMinutes: number | null
  defaultProjectId: string | null
  roles: string
  policy: string
  sessionId: string | null
  signedInAt: number
  sessionFirmId: string | null
  /** 1 for a token that may only do some things. */
  isScoped: number
  /** 1 when the token may do what the door asks for. */
  inScope: number
  /** 1 when a browser's token was drawn before the person's roles last changed. */
  outdated: number
  /** 1 when the token's use was last noted an hour ago or more. */
  unused: number
}

/** The first query of every read batch: who asks, by their token's hash, with their roles; and the door's policy. */
export function viewerQuery(actor: Actor, now: Instant): Query<ViewerRow> {
  return sql<ViewerRow>`SELECT p.id AS personId, p.email AS email, p.name AS name,
    coalesce(${actor.locale ?? null}, p.locale) AS locale, p.access_version AS accessVersion,
    p.usual_minutes AS usualMinutes, p.default_project_id AS defaultProjectId,
    (SELECT json_group_array(json_array(r.role, r.firm_id, r.facility_id)) FROM role r
      WHERE r.person_id = p.id) AS roles,
    ${actor.policy ?? 'signed-in'} AS policy, s.id AS sessionId, s.created_at AS signedInAt, s.firm_id AS sessionFirmId,
    s.scopes IS NOT NULL AS isScoped,
    s.scopes IS NULL OR EXISTS (SELECT 1 FROM json_each(s.scopes) WHERE value = ${actor.scope ?? ''}) AS inScope,
    s.kind = 'cookie' AND s.access_version < p.access_version AS outdated,
    coalesce(s.last_used_at, s.created_at) <= ${now - 3_600} AS unused
    FROM session s JOIN person p ON p.id = s.person_id
    WHERE s.token_hash = ${actor.tokenHash} AND s.kind IN ('cookie', 'bearer') AND s.revoked_at IS NULL
      AND s.expires_at > ${now} AND p.state = 'active' LIMIT 1`
}

/** A person who is not there to ask, as `viewerOf` takes them; none for one who is suspended. */
export function absentViewerQuery(personId: PersonId): Query<ViewerRow> {
  return sql<ViewerRow>`SELECT p.id AS personId, p.email AS email, p.name AS name, p.locale AS locale,
    p.access_version AS accessVersion, p.usual_minutes AS usualMinutes, p.default_project_id AS defaultProjectId,
    (SELECT json_group_array(json_array(r.role, r.firm_id, r.facility_id)) FROM role r
      WHERE r.person_id = p.id) AS roles,
    'signed-in' AS policy, NULL AS sessionId, 0 AS signedInAt, NULL AS sessionFirmId, 1 AS inScope, 0 AS outdated,
    0 AS unused
    FROM person p WHERE p.id = ${personId} AND p.state = 'active' LIMIT 1`
}

/**
 * The viewer of the rows. Throws Unauthenticated for a dead token, Forbidden when the door's policy or the token's
 * scopes keep them out.
 */
export function viewerOf(rows: readonly ViewerRow[]): Viewer {
  const [row] = rows
  if (row === undefined) throw new Unauthenticated()
  const roles = rolesOf(row.roles)
  const viewer: Viewer = {
    personId: row.personId as PersonId,
    email: row.email,
    name: row.name,
    locale: row.locale as Locale,
    accessVersion: row.accessVersion,
    usualMinutes: row.usualMinutes,
    defaultProjectId: row.defaultProjectId as ProjectId | null,
    roles,
    session: {
      id: row.sessionId as SessionId | null,
      signedInAt: row.signedInAt,
      isScoped: row.isScoped === 1,
      firmId: roles.some(({ firmId }) => firmId === row.sessionFirmId) ? (row.sessionFirmId as FirmId | null) : null,
    },
  }
  if (row.inScope !== 1 || !policies[row.policy as PolicyName](viewer)) throw new Forbidden()
  return viewer
}

type RoleTuple = [role: RoleName, firmId: Role['firmId'], facilityId: Role['facilityId']]

function rolesOf(text: string): Role[] {
  return (JSON.parse(text) as RoleTuple[]).map(([role, firmId, facilityId]) => ({ role, firmId, facilityId }))
}
