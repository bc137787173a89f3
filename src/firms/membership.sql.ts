import type { PersonId } from '../kernel/id.ts'
import { joined, sql, type Query } from '../platform/db/sql.ts'
import { facilityOf, firmOf, keeperAct, type Place } from './place.ts'
import { roleTable, type RoleName } from './role-table.ts'
import { rolesThatMay } from './roles.sql.ts'

/** A role more; nothing where it is held already. */
export function grantRow(personId: PersonId, role: RoleName, place: Place): Query {
  return sql`INSERT INTO role (person_id, role, firm_id, facility_id)
    SELECT ${personId}, ${role}, ${firmOf(place)}, ${facilityOf(place)}
    WHERE NOT EXISTS (SELECT 1 FROM role WHERE person_id = ${personId} AND role = ${role} AND ${isAt(place)})`
}

/** Takes away what the person holds there, but for the roles to keep. */
export function revokeRow(personId: PersonId, kept: readonly RoleName[], place: Place): Query {
  const others =
    kept.length === 0
      ? sql`1`
      : sql`role NOT IN (${joined(
          kept.map((role) => sql`${role}`),
          ', ',
        )})`
  return sql`DELETE FROM role WHERE person_id = ${personId} AND ${isAt(place)} AND ${others}`
}

/** What a person may do has changed: tokens are drawn anew, and whatever was judged by it is judged again. */
export function accessChangedRow(personId: PersonId): Query {
  return sql`UPDATE person SET access_version = access_version + 1 WHERE id = ${personId}`
}

/**
 * Refuses the write with STALE_VERSION where nobody who is active would be left to look after the place. It belongs
 * behind every row that takes a role away or suspends.
 */
export function someoneStaysRows(place: Place): Query[] {
  const act = keeperAct(place)
  if (act === null) return []
  return [
    sql`INSERT INTO assert_version (n) SELECT count(*) > 0 FROM role r JOIN person p ON p.id = r.person_id
      WHERE p.state = 'active' AND r.role IN (${ownKeepers(place)}) AND ${isAt(place)}`,
  ]
}

// The park's admins may manage every firm's people, but a firm needs one of its own.
function ownKeepers(place: Place): Query {
  return place.kind === 'firm' ? rolesThatMay('manage-projects') : rolesThatMay('manage-firms')
}

/** True when holding the role makes somebody a keeper of the place. */
export function keeps(role: RoleName, place: Place): boolean {
  const act = keeperAct(place)
  return act !== null && (roleTable[act] as readonly RoleName[]).includes(role)
}

/** The roles of a place, on the role table. */
export function isAt(place: Place): Query {
  if (place.kind === 'firm') return sql`firm_id = ${place.firmId}`
  if (place.kind === 'facility') return sql`facility_id = ${place.facilityId}`
  return sql`firm_id IS NULL AND facility_id IS NULL`
}
