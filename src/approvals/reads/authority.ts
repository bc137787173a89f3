import type { Actor } from '../../deps.ts'
import type { RoleName } from '../../firms/role-table.ts'
import type { Role, Viewer } from '../../firms/viewer.ts'
import type { FacilityId, PersonId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import type { Authority } from '../authority.ts'

/** What the viewer may decide besides what their roles say, for the same round trip as the viewer. */
export function authorityQueries(actor: Actor, now: Instant) {
  const me = viewerId(actor)
  return {
    safety: sql<{ id: FacilityId }>`SELECT facility_id AS id FROM safety_officer WHERE person_id = ${me} LIMIT 200`,
    lent: sql<LentRow>`SELECT p.id AS approverId, p.access_version AS accessVersion,
      (SELECT json_group_array(json_array(role, firm_id, facility_id)) FROM role WHERE person_id = p.id) AS roles,
      (SELECT json_group_array(facility_id) FROM safety_officer WHERE person_id = p.id) AS safetyOf
      FROM approval_delegation d JOIN person p ON p.id = d.approver_id AND p.state = 'active'
      WHERE ${isInForce(now)} AND d.delegate_id = ${me} LIMIT 50`,
  }
}

/** A delegation `d` that has begun and not ended. */
export function isInForce(now: Instant): Query {
  return sql`d.starts_at <= ${now} AND d.ends_at > ${now} AND d.ended_at IS NULL`
}

interface LentRow {
  readonly approverId: PersonId
  readonly accessVersion: number
  readonly roles: string
  readonly safetyOf: string
}

interface AuthorityRows {
  readonly safety: readonly { readonly id: FacilityId }[]
  readonly lent: readonly LentRow[]
}

export function authorityOf(viewer: Viewer, rows: AuthorityRows): Authority {
  return {
    viewer,
    safetyOf: rows.safety.map(({ id }) => id),
    lent: rows.lent.map(({ approverId, accessVersion, roles, safetyOf }) => ({
      approverId,
      accessVersion,
      roles: (JSON.parse(roles) as [RoleName, Role['firmId'], FacilityId | null][]).map(
        ([role, firmId, facilityId]) => ({ role, firmId, facilityId }),
      ),
      safetyOf: JSON.parse(safetyOf) as FacilityId[],
    })),
  }
}
