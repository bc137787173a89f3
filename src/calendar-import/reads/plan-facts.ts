import { namedBookingOf, namedBookingsQuery, type NamedRow } from '../../bookings/reads/booking-with-names.ts'
import { currentPark } from '../../bookings/reads/booking-facts.ts'
import { mostInTheWay } from '../../bookings/reads/closing-facts.ts'
import {
  surroundingsOf,
  surroundingsQueries,
  type Standing,
  type SurroundingsRows,
} from '../../bookings/reads/surroundings.ts'
import type { Deps, Park, RequestKey } from '../../deps.ts'
import { storedAnswerOf, type StoredAnswerRow } from '../../firms/reads/stored-answer.ts'
import { viewerOf, type ViewerRow } from '../../firms/reads/viewer-query.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import type { ClosureId, ImportedCalendarId, ResourceId, UnitId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import type { ClosedTime } from '../../resources/closure.ts'
import { resourceOf, resourcesQuery, type ResourceRow } from '../../resources/reads/resource-query.ts'
import type { Resource } from '../../resources/resource.ts'
import { waitedForQuery } from '../../waitlist/wish.sql.ts'
import { planCalendar, type KeptClosure, type PlannedTime } from '../calendar-plan.ts'
import type { ImportedCalendar } from '../imported-calendar.ts'
import type { WantedTime } from '../wanted-times.ts'
import { calendarFromQuery, calendarOf, calendarQuery, type CalendarRow } from './calendar-row.ts'

/** What applying a calendar needs to know, of one snapshot. */
export interface CalendarFacts {
  readonly viewer: Viewer
  readonly now: Instant
  readonly park: Park
  readonly calendar: ImportedCalendar
  readonly resource: Resource
  readonly units: readonly UnitId[]
  readonly plan: readonly PlannedTime[]
  /** Bookings in the way of its times, earliest first. */
  readonly inTheWay: readonly Standing[]
  /** Up to when all bookings in the way are known. */
  readonly knownUntil: Instant
  /** What closures hold of each unit from now on, and which closures are in force. */
  readonly held: readonly UnitTime[]
  readonly inForce: readonly UnitTime[]
  readonly waitedFor: readonly { readonly resourceId: ResourceId }[]
}

export type UnitTime = ClosedTime & { readonly unitId: UnitId }

/** A calendar has at most so many times ahead of it. */
export const mostWanted = 2_000

export interface AskedBy {
  readonly viewer: Query<ViewerRow>
  readonly stored: Query<StoredAnswerRow>
}

/** Which calendar the facts are about, as fragments of SQL. */
interface Place {
  readonly calendar: Query<CalendarRow>
  /** Scalars. */
  readonly id: Query
  readonly resourceId: Query
  /** The times that it wants, as `starts_at` and `ends_at`. */
  readonly times: Query
}

/** One round trip. Throws Unauthenticated, Forbidden, NotFound for a calendar that is not the viewer's to manage. */
export async function readCalendarFacts(
  deps: Deps,
  id: ImportedCalendarId,
  by: AskedBy,
  { key, end }: { readonly key: RequestKey | null; readonly end: boolean },
) {
  const now = deps.now()
  const place: Place = {
    calendar: calendarQuery(id),
    id: sql`${id}`,
    resourceId: sql`(SELECT resource_id FROM imported_calendar WHERE id = ${id})`,
    times: sql`SELECT starts_at, ends_at FROM imported_time WHERE calendar_id = ${id} AND ends_at > ${now}`,
  }
  const rows = await deps.db.read({ ...by, wanted: wantedQuery(id, now), ...placeQueries(place, now) })
  const viewer = viewerOf(rows.viewer)
  const stored = key === null ? null : storedAnswerOf(rows.stored, key)
  const [row] = rows.calendar
  if (!row) throw new NotFound('calendar')
  const wanted = end ? [] : rows.wanted
  return {
    stored,
    facts: factsOf(rows, { viewer, now, calendar: calendarOf(row), wanted }, await currentPark(deps, rows)),
  }
}

/** The same for a calendar that is not kept: as it would be if it were. Throws the same. */
export async function readImaginedFacts(
  deps: Deps,
  viewerRows: Query<ViewerRow>,
  { resourceId, source, ...imagined }: Pick<ImportedCalendar, 'resourceId' | 'source' | 'title' | 'units' | 'report'>,
  wanted: readonly WantedTime[],
): Promise<CalendarFacts> {
  const now = deps.now()
  const calendarId = sql`(SELECT id FROM imported_calendar
    WHERE resource_id = ${resourceId} AND source = ${source} AND ended_at IS NULL)`
  const place: Place = {
    calendar: calendarFromQuery(resourceId, source),
    id: calendarId,
    resourceId: sql`${resourceId}`,
    times: sql`SELECT value ->> 0 AS starts_at, value ->> 1 AS ends_at
      FROM json_each(${json(wanted.map(({ startsAt, endsAt }) => [startsAt, endsAt]))})`,
  }
  const rows = await deps.db.read({ viewer: viewerRows, ...placeQueries(place, now) })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.calendar
  const facilityId = rows.resources[0]?.facilityId as ImportedCalendar['facilityId'] | undefined
  if (facilityId === undefined) throw new NotFound('resource')
  const blank = { id: '' as ImportedCalendarId, version: 0, createdBy: viewer.personId, readAt: now, appliedAt: null }
  const none = { fetchAt: null, etag: '', trouble: '', failures: 0, endedAt: null }
  const before = row ? calendarOf(row) : { ...blank, ...none, facilityId, resourceId, source }
  const calendar = { ...before, ...imagined }
  return factsOf(rows, { viewer, now, calendar, wanted }, await currentPark(deps, rows))
}

function placeQueries(place: Place, now: Instant) {
  const ids = inTheWayIds(place, now)
  return {
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    calendar: place.calendar,
    resources: resourcesQuery(sql`SELECT ${place.resourceId} AS id`, sql`''`, sql`''`),
    kept: keptQuery(place, now),
    held: heldQuery(place, now),
    inForce: inForceQuery(place, now),
    waitedFor: waitedForQuery(sql`SELECT ${place.resourceId} AS id`),
    bookings: namedBookingsQuery(ids),
    ...surroundingsQueries(ids),
  }
}

type Rows = SurroundingsRows & {
  readonly resources: readonly ResourceRow[]
  readonly kept: readonly KeptRow[]
  readonly held: readonly UnitTime[]
  readonly inForce: readonly UnitTime[]
  readonly waitedFor: readonly { readonly resourceId: ResourceId }[]
  readonly bookings: readonly NamedRow[]
}

type Known = Pick<CalendarFacts, 'viewer' | 'now' | 'calendar'> & { readonly wanted: readonly WantedTime[] }

function factsOf(rows: Rows, { viewer, now, calendar, wanted }: Known, park: Park): CalendarFacts {
  const [resourceRow] = rows.resources
  if (!resourceRow || !managesFacility(viewer, calendar.facilityId)) throw new NotFound('calendar')
  const resource = resourceOf(resourceRow)
  const inService = resource.units.filter((unit) => unit.state === 'active').map((unit) => unit.id)
  const units = calendar.units ?? inService
  const inTheWay = rows.bookings
    .map(namedBookingOf)
    .map((named) => ({ ...named, around: surroundingsOf(rows, named.booking.id) }))
    .toSorted((a, b) => a.booking.heldFrom - b.booking.heldFrom)
  const holdings = inTheWay.map(({ booking, units: held }) => ({
    bookingId: booking.id,
    startsAt: booking.heldFrom,
    endsAt: booking.heldUntil,
    units: held,
  }))
  const kept = rows.kept.map(keptOf)
  const plan = planCalendar({ wanted, kept, holdings, units, now })
  const last = inTheWay.length > mostInTheWay ? inTheWay[mostInTheWay]?.booking.heldFrom : undefined
  const { held, inForce, waitedFor } = rows
  const known = { held, inForce, waitedFor, knownUntil: last ?? Infinity }
  return { viewer, now, park, calendar, resource, units, plan, inTheWay, ...known }
}

function wantedQuery(id: ImportedCalendarId, now: Instant): Query<WantedTime> {
  return sql<WantedTime>`SELECT uid, recurrence_id AS recurrenceId, starts_at AS startsAt, ends_at AS endsAt, kind,
    reason FROM imported_time WHERE calendar_id = ${id} AND ends_at > ${now} LIMIT ${mostWanted}`
}

type KeptRow = Omit<KeptClosure, 'units' | 'isLifted'> & { readonly units: string; readonly isLifted: number }

function keptQuery({ id }: Place, now: Instant): Query<KeptRow> {
  return sql<KeptRow>`SELECT l.closure_id AS closureId, l.uid AS uid, l.recurrence_id AS recurrenceId,
    l.starts_at AS startsAt, l.ends_at AS endsAt, c.kind AS kind, c.reason AS reason,
    c.lifted_at IS NOT NULL AS isLifted,
    (SELECT json_group_array(x.unit_id) FROM closure_unit x WHERE x.closure_id = c.id) AS units
    FROM imported_closure l CROSS JOIN closure c ON c.id = l.closure_id
    WHERE l.calendar_id = ${id} AND l.ends_at > ${now} LIMIT ${2 * mostWanted}`
}

function keptOf(row: KeptRow): KeptClosure {
  const closureId = row.closureId as ClosureId
  return { ...row, closureId, units: JSON.parse(row.units) as UnitId[], isLifted: row.isLifted === 1 }
}

/** What closures hold of the resource's units from now on, with the part of it that has passed. */
function heldQuery({ resourceId }: Place, now: Instant): Query<UnitTime> {
  return sql<UnitTime>`SELECT a.unit_id AS unitId, a.starts_at AS startsAt, a.ends_at AS endsAt,
    a.closure_id AS closureId
    FROM unit u CROSS JOIN allocation a ON a.unit_id = u.id AND a.starts_at >= coalesce(
      (SELECT p.starts_at FROM allocation p WHERE p.unit_id = u.id AND p.starts_at <= ${now}
        ORDER BY p.starts_at DESC LIMIT 1), ${now})
    WHERE u.resource_id = ${resourceId} AND a.ends_at > ${now} AND a.closure_id IS NOT NULL LIMIT 40000`
}

function inForceQuery({ resourceId }: Place, now: Instant): Query<UnitTime> {
  return sql<UnitTime>`SELECT x.unit_id AS unitId, c.starts_at AS startsAt, c.ends_at AS endsAt, c.id AS closureId
    FROM closure c CROSS JOIN closure_unit x ON x.closure_id = c.id
    WHERE c.resource_id = ${resourceId} AND c.ends_at > ${now} AND c.lifted_at IS NULL LIMIT 40000`
}

/** Bookings that hold a unit at a time of the calendar, earliest first; one more than are shown. */
function inTheWayIds({ resourceId, times }: Place, now: Instant): Query {
  return sql`SELECT id FROM (SELECT a.booking_id AS id, min(a.starts_at) AS held_from
    FROM (${times}) t CROSS JOIN unit u ON u.resource_id = ${resourceId}
    CROSS JOIN allocation a ON a.unit_id = u.id AND a.starts_at < t.ends_at AND a.starts_at >= coalesce(
      (SELECT p.starts_at FROM allocation p WHERE p.unit_id = u.id AND p.starts_at <= max(t.starts_at, ${now})
        ORDER BY p.starts_at DESC LIMIT 1), max(t.starts_at, ${now}))
    WHERE a.ends_at > max(t.starts_at, ${now}) AND a.booking_id IS NOT NULL
    GROUP BY a.booking_id ORDER BY held_from LIMIT ${mostInTheWay + 1})`
}
