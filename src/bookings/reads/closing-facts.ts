import type { Actor, Deps, Park, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery, type StoredAnswerRow } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import type { BookingId, ClosureId, PersonId, ResourceId, UnitId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { resourceOf, resourcesQuery } from '../../resources/reads/resource-query.ts'
import type { ClosedTime } from '../../resources/closure.ts'
import type { Resource } from '../../resources/resource.ts'
import type { Held } from '../facts.ts'
import { notTheirs } from '../others-machine.ts'
import { currentPark } from './booking-facts.ts'
import { namedBookingOf, namedBookingsQuery, type NamedRow } from './booking-with-names.ts'
import { heldQuery, type HeldRow } from './held-query.ts'
import { surroundingsOf, surroundingsQueries, type Standing, type SurroundingsRows } from './surroundings.ts'

/** What closing a resource needs to know, of one snapshot. */
export interface ClosingFacts {
  readonly viewer: Viewer
  readonly now: Instant
  readonly park: Park
  readonly resource: Resource
  /** Bookings that hold a unit to be closed during the closure, earliest first. */
  readonly inTheWay: readonly Standing[]
  /** What holds the resource at the times that bookings are to be moved to. */
  readonly held: readonly Held[]
  /** Where the persons of those bookings are at these times, where a person can be in one place only. */
  readonly busy: readonly Busy[]
  /** What other closures hold of each unit during this one. */
  readonly closed: ReadonlyMap<UnitId, readonly ClosedTime[]>
}

export interface Busy extends Interval {
  readonly bookingId: BookingId
  readonly personId: PersonId
}

/** A closure has at most so many bookings in its way. */
export const mostInTheWay = 500

/**
 * One round trip. Throws Unauthenticated, NotFound for an unknown resource or a draft, Forbidden for who does not
 * manage its facility.
 */
export async function readClosing(
  deps: Deps,
  actor: Actor,
  resourceId: ResourceId,
  asked: {
    readonly closed: readonly Interval[]
    readonly units: readonly UnitId[] | null
    readonly moves: readonly Interval[]
  },
  key: RequestKey,
): Promise<{ readonly stored: Pick<StoredAnswerRow, 'status' | 'body'> | null; readonly facts: ClosingFacts }> {
  const now = deps.now()
  const resources = sql`SELECT ${resourceId} AS id`
  const ids = inTheWayIds(resourceId, asked.units, asked.closed)
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    stored: storedAnswerQuery(actor, key.key),
    resources: resourcesQuery(resources, sql`''`, sql`''`),
    closedNow: heldQuery(resources, asked.closed, now),
    held: heldQuery(resources, asked.moves, now),
    busy: busyQuery(ids, asked.moves),
    bookings: namedBookingsQuery(ids),
    ...surroundingsQueries(ids),
  })
  const stored = storedAnswerOf(rows.stored, key)
  return { stored, facts: closingFactsOf(rows, now, await currentPark(deps, rows)) }
}

type ClosingRows = SurroundingsRows & {
  readonly viewer: Parameters<typeof viewerOf>[0]
  readonly resources: Parameters<typeof resourceOf>[0][]
  readonly closedNow: readonly HeldRow[]
  readonly held: readonly HeldRow[]
  readonly busy: readonly Busy[]
  readonly bookings: readonly NamedRow[]
}

function closingFactsOf(rows: ClosingRows, now: Instant, park: Park): ClosingFacts {
  const viewer = viewerOf(rows.viewer)
  const resource = resourceRowOf(rows.resources)
  if (!managesFacility(viewer, resource.facilityId))
    throw resource.state === 'draft' ? new NotFound('resource') : notTheirs(viewer)
  const inTheWay = rows.bookings
    .map(namedBookingOf)
    .map((named) => ({ ...named, around: surroundingsOf(rows, named.booking.id) }))
    .toSorted((a, b) => a.booking.startsAt - b.booking.startsAt)
  const held = rows.held.map(heldOf)
  return { viewer, now, park, resource, inTheWay, held, busy: rows.busy, closed: closedByUnit(rows.closedNow) }
}

function resourceRowOf(rows: Parameters<typeof resourceOf>[0][]): Resource {
  const [row] = rows
  if (!row) throw new NotFound('resource')
  return resourceOf(row)
}

/** Bookings with an allocation on the units in the intervals; the one before a start is found by its key. */
function inTheWayIds(resourceId: ResourceId, units: readonly UnitId[] | null, closed: readonly Interval[]): Query {
  const chosen = units === null ? sql`u.state = 'active'` : sql`u.id IN (SELECT value FROM json_each(${json(units)}))`
  return sql`SELECT id FROM (SELECT DISTINCT a.booking_id AS id
    FROM (SELECT value ->> 'startsAt' AS starts_at, value ->> 'endsAt' AS ends_at FROM json_each(${json(closed)})) t
    CROSS JOIN unit u CROSS JOIN allocation a ON a.unit_id = u.id AND a.starts_at < t.ends_at
      AND a.starts_at >= coalesce(
      (SELECT p.starts_at FROM allocation p WHERE p.unit_id = u.id AND p.starts_at <= t.starts_at
        ORDER BY p.starts_at DESC LIMIT 1), t.starts_at)
    WHERE u.resource_id = ${resourceId} AND ${chosen} AND a.ends_at > t.starts_at AND a.booking_id IS NOT NULL
    LIMIT ${mostInTheWay + 1})`
}

export function busyQuery(ids: Query, times: readonly Interval[]): Query<Busy> {
  return sql<Busy>`SELECT p.person_id AS personId, p.booking_id AS bookingId, p.starts_at AS startsAt,
    p.ends_at AS endsAt
    FROM (SELECT DISTINCT person_id FROM booking WHERE id IN (${ids})) b CROSS JOIN json_each(${json(times)}) t
    CROSS JOIN person_busy p ON p.person_id = b.person_id AND p.starts_at < t.value ->> 'endsAt'
      AND p.starts_at >= coalesce(
      (SELECT max(o.starts_at) FROM person_busy o WHERE o.person_id = b.person_id
        AND o.starts_at <= t.value ->> 'startsAt'), 0)
    WHERE p.ends_at > t.value ->> 'startsAt' LIMIT 5000`
}

function heldOf(row: HeldRow): Held {
  const { unitId, startsAt, endsAt, bookingId, closureId, closureKind, closureReason } = row
  const closure =
    closureId === null ? null : { id: closureId as ClosureId, kind: closureKind ?? '', reason: closureReason ?? '' }
  return {
    unitId: unitId as UnitId,
    startsAt,
    endsAt,
    bookingId: bookingId as BookingId | null,
    closure,
    lapsed: row.lapsed === 1,
  }
}

function closedByUnit(rows: readonly HeldRow[]): Map<UnitId, ClosedTime[]> {
  const byUnit = new Map<UnitId, ClosedTime[]>()
  for (const { unitId, startsAt, endsAt, closureId } of rows) {
    if (closureId === null) continue
    const unit = unitId as UnitId
    const times = byUnit.get(unit) ?? []
    // One row may lie in the way of several of the times that were asked for.
    if (times.some((one) => one.startsAt === startsAt)) continue
    byUnit.set(unit, [...times, { startsAt, endsAt, closureId: closureId as ClosureId }])
  }
  return byUnit
}
