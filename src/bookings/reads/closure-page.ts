import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import { newId, type BookingId, type ClosureId, type FacilityId, type ResourceId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { Forbidden, NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { ClosureKind } from '../../resources/closure.ts'
import type { ResourceKind } from '../../resources/resource.ts'
import type { BookingState } from '../booking.ts'
import type { Fate } from '../closing.ts'

/** A closure as it was made, and what it did. */
export interface ClosurePage extends Interval {
  readonly viewer: Viewer
  readonly now: Instant
  readonly id: ClosureId
  readonly kind: ClosureKind
  readonly reason: string
  readonly liftedAt: Instant | null
  readonly resource: { readonly id: ResourceId; readonly kind: ResourceKind; readonly names: Names }
  /** Of the units that it closed; null where it closed all. */
  readonly units: readonly string[] | null
  readonly by: string
  readonly affected: readonly ClosedOut[]
  /** The other times that were closed together with it. */
  readonly others: readonly OtherTime[]
  readonly formKey: string
}

export interface OtherTime extends Interval {
  readonly id: ClosureId
  readonly liftedAt: Instant | null
}

/** A booking that a closure changed, as it stands by now. */
export interface ClosedOut extends Interval {
  readonly id: BookingId
  readonly fate: Fate['kind']
  readonly state: BookingState
  readonly person: string
  readonly firm: Names
}

/** One round trip. Throws Unauthenticated, NotFound, and Forbidden for who does not manage its facility. */
export async function readClosurePage(deps: Deps, actor: Actor, id: ClosureId): Promise<ClosurePage> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    closure: closureQuery(id),
    affected: affectedQuery(id),
    others: othersQuery(id),
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.closure
  if (!row) throw new NotFound('closure')
  if (!managesFacility(viewer, row.facilityId)) throw new Forbidden()
  const { startsAt, endsAt, kind, reason, liftedAt, resourceId, resourceKind, hans, hant, en, by } = row
  return {
    viewer,
    now,
    id,
    startsAt,
    endsAt,
    kind,
    reason,
    liftedAt,
    by,
    resource: { id: resourceId, kind: resourceKind, names: { hans, hant, en } },
    units: row.closedUnits === row.allUnits ? null : (JSON.parse(row.units) as string[]),
    affected: rows.affected.map(({ firmHans, firmHant, firmEn, ...one }) => ({
      ...one,
      firm: { hans: firmHans, hant: firmHant, en: firmEn },
    })),
    others: rows.others,
    formKey: newId('frm', now * 1000, deps.entropy),
  }
}

interface ClosureRow extends Interval, Names {
  kind: ClosureKind
  reason: string
  liftedAt: Instant | null
  resourceId: ResourceId
  resourceKind: ResourceKind
  facilityId: FacilityId
  units: string
  closedUnits: number
  allUnits: number
  by: string
}

function closureQuery(id: ClosureId): Query<ClosureRow> {
  return sql<ClosureRow>`SELECT c.starts_at AS startsAt, c.ends_at AS endsAt, c.kind AS kind, c.reason AS reason,
    c.lifted_at AS liftedAt, r.id AS resourceId, r.kind AS resourceKind, r.facility_id AS facilityId,
    r.name_hans AS hans, r.name_hant AS hant, r.name_en AS en,
    (SELECT json_group_array(name) FROM (SELECT u.name AS name FROM closure_unit x JOIN unit u ON u.id = x.unit_id
      WHERE x.closure_id = c.id ORDER BY u.id)) AS units,
    (SELECT count(*) FROM closure_unit x WHERE x.closure_id = c.id) AS closedUnits,
    (SELECT count(*) FROM unit u WHERE u.resource_id = r.id AND u.state = 'active') AS allUnits,
    coalesce((SELECT name FROM person WHERE id = c.created_by), '') AS by
    FROM closure c JOIN resource r ON r.id = c.resource_id WHERE c.id = ${id} LIMIT 1`
}

interface AffectedRow extends Interval {
  id: BookingId
  fate: Fate['kind']
  state: BookingState
  person: string
  firmHans: string
  firmHant: string
  firmEn: string
}

/** What the record of the closing says that became of whom. */
function affectedQuery(id: ClosureId): Query<AffectedRow> {
  return sql<AffectedRow>`SELECT b.id AS id, told.value ->> '$[1]' AS fate, b.state AS state, b.starts_at AS startsAt,
    b.ends_at AS endsAt, p.name AS person, f.name_hans AS firmHans, f.name_hant AS firmHant, f.name_en AS firmEn
    FROM closure c CROSS JOIN audit a ON a.entity = c.resource_id AND a.action = 'resource.closed'
        AND (a.detail ->> '$.closureId' = c.id OR EXISTS (SELECT 1 FROM json_each(a.detail, '$.closures')
          WHERE value = c.id))
      CROSS JOIN json_each(a.detail, '$.bookings') told CROSS JOIN booking b ON b.id = told.value ->> '$[0]'
      JOIN person p ON p.id = b.person_id JOIN firm f ON f.id = b.firm_id
    WHERE c.id = ${id} AND told.value ->> '$[1]' <> 'trim' ORDER BY b.starts_at LIMIT 500`
}

function othersQuery(id: ClosureId): Query<OtherTime> {
  return sql<OtherTime>`SELECT o.id AS id, o.starts_at AS startsAt, o.ends_at AS endsAt, o.lifted_at AS liftedAt
    FROM closure c CROSS JOIN audit a ON a.entity = c.resource_id AND a.action = 'resource.closed'
      CROSS JOIN json_each(a.detail, '$.closures') one CROSS JOIN closure o ON o.id = one.value
    WHERE c.id = ${id} AND o.id <> c.id
      AND EXISTS (SELECT 1 FROM json_each(a.detail, '$.closures') WHERE value = c.id)
    ORDER BY o.starts_at LIMIT 60`
}
