import type { Instant } from '../kernel/interval.ts'
import { json, sql, type Query } from '../platform/db/sql.ts'

/** One change of one entity, as it is remembered for ever. */
export interface AuditEntry {
  readonly at: Instant
  /** A person's id, or `clock`, or `operator`. */
  readonly actorId: string
  /** What happened, noun first: `booking.moved`, `resource.hours-set`. */
  readonly action: string
  /** The id of what changed. */
  readonly entity: string
  /** The version that the change made; an entity has exactly one row for each of its versions. */
  readonly entityVersion: number
  /** Whose business it is: those who may read the row. */
  readonly firmId: string | null
  readonly facilityId: string | null
  readonly detail: Record<string, unknown>
}

/** The same for what has no version of its own: its row is numbered after the ones it has already. */
export function nextAuditRow({ at, actorId, action, entity, firmId, facilityId, detail }: UnnumberedEntry): Query {
  return sql`INSERT INTO audit (at, actor_id, action, entity, entity_version, firm_id, facility_id, detail)
    SELECT ${at}, ${actorId}, ${action}, ${entity},
      (SELECT ifnull(max(entity_version), 0) + 1 FROM audit WHERE entity = ${entity}), ${firmId}, ${facilityId},
      ${json(detail)}`
}

export type UnnumberedEntry = Omit<AuditEntry, 'entityVersion'>

/** The audit row of a change. It belongs into the very batch that makes the change. */
export function auditRow(entry: AuditEntry): Query {
  const { at, actorId, action, entity, entityVersion, firmId, facilityId, detail } = entry
  return sql`INSERT INTO audit (at, actor_id, action, entity, entity_version, firm_id, facility_id, detail)
    VALUES (${at}, ${actorId}, ${action}, ${entity}, ${entityVersion}, ${firmId}, ${facilityId}, ${json(detail)})`
}
