import { auditRow } from '../../audit/record.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { ClosureId, FacilityId, ResourceId, UnitId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { asserting, json, sql, type Query } from '../../platform/db/sql.ts'
import { closedChange, type ClosedTime, type ClosureKind } from '../../resources/closure.ts'

export interface NewClosure extends Interval {
  readonly id: ClosureId
  readonly kind: ClosureKind
  readonly reason: string
  readonly units: readonly UnitId[]
}

/** A resource that is closed or opened again, as it was judged. */
export interface ChangedResource {
  readonly id: ResourceId
  readonly facilityId: FacilityId
  readonly rulesVersion: number
}

/** The closure and its units; what it holds of them is written apart. */
export function newClosureRows(closure: NewClosure, resourceId: ResourceId, viewer: Viewer, now: Instant): Query[] {
  const { id, kind, reason, startsAt, endsAt, units } = closure
  return [
    sql`INSERT INTO closure (id, resource_id, kind, reason, starts_at, ends_at, created_by, created_at)
      VALUES (${id}, ${resourceId}, ${kind}, ${reason}, ${startsAt}, ${endsAt}, ${viewer.personId}, ${now})`,
    sql`INSERT INTO closure_unit (closure_id, unit_id) SELECT ${id}, value FROM json_each(${json(units)})`,
  ]
}

/** Lets closures hold of a unit what they hold `after`; a booking in the way aborts (UNIT_TAKEN). */
export function closedRows(unitId: UnitId, before: readonly ClosedTime[], after: readonly ClosedTime[]): Query[] {
  const { gone, come } = closedChange(before, after)
  return [
    ...gone.map(
      ({ startsAt }) =>
        sql`DELETE FROM allocation WHERE unit_id = ${unitId} AND starts_at = ${startsAt} AND closure_id IS NOT NULL`,
    ),
    ...come.map(
      ({ startsAt, endsAt, closureId }) =>
        sql`INSERT INTO allocation (unit_id, starts_at, ends_at, closure_id) VALUES (${unitId}, ${startsAt},
          ${endsAt}, ${closureId})`,
    ),
  ]
}

/** A new version of the resource's rules, so that a booking judged before it is judged again; and who did it. */
export function resourceChangeRows(
  { id, facilityId, rulesVersion }: ChangedResource,
  { action, viewer, at, detail }: { action: string; viewer: Viewer; at: Instant; detail: Record<string, unknown> },
): Query[] {
  const entityVersion = rulesVersion + 1
  const actorId = viewer.personId
  return [
    ...asserting(
      sql`UPDATE resource SET rules_version = ${entityVersion} WHERE id = ${id} AND rules_version = ${rulesVersion}`,
      'STALE_RULES',
    ),
    auditRow({ at, actorId, action, entity: id, entityVersion, firmId: null, facilityId, detail }),
  ]
}
