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
import { sql, type Query } from '../../platform/db/sql.ts'
import type { ClosedTime } from '../../resources/closure.ts'
import { resourceOf, resourcesQuery, type ResourceRow } from '../../resources/reads/resource-query.ts'
import type { Resource } from '../../resources/resource.ts'
import { waitedForQuery } from '../../waitlist/wish.sql.ts'
import { planCalendar, type KeptClosure, type PlannedTime } from '../calendar-plan.ts'
import type { ImportedCalendar } from '../imported-calendar.ts'
import type { WantedTime } from '../wanted-times.ts'
import { calendarOf, calendarQuery, type CalendarRow } from './calendar-row.ts'

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

/** One round trip. Throws Unauthenticated, Forbidden, NotFound for a calendar that is not the viewer's to manage. */
export async function readCalendarFacts(
  deps: Deps,
  id: ImportedCalendarId,
  by: AskedBy,
  { key, end }: { readonly key: RequestKey | null; readonly end: boolean },
) {
  const now = deps.now()
  const ids = inTheWayIds(id, now)
  const rows = await deps.db.read({
    viewer: by.viewer,
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    stored: by.stored,
    calendar: calendarQuery(id),
    resources: resourcesQuery(ofCalendar(id), sql`''`, sql`''`),
    wanted: wantedQuery(id, now),
    kept: keptQuery(id, now),
    held: heldQuery(id, now),
    inForce: inForceQuery(id, now),
    waitedFor: waitedForQuery(ofCalendar(id)),
    bookings: namedBookingsQuery(ids),
    ...surroundingsQueries(ids),
  })
  const viewer = viewerOf(rows.viewer)
  const stored = key === null ? null : storedAnswerOf(rows.stored, key)
  const read = end ? { ...rows, wanted: [] } : rows
  return { stored, facts: factsOf(read, viewer, now, await currentPark(deps, rows)) }
}

type Rows = SurroundingsRows & {
  readonly calendar: readonly CalendarRow[]
  readonly resources: readonly ResourceRow[]
  readonly wanted: readonly WantedTime[]
  readonly kept: readonly KeptRow[]
  readonly held: readonly UnitTime[]
  readonly inForce: readonly UnitTime[]
  readonly waitedFor: readonly { readonly resourceId: ResourceId }[]
  readonly bookings: readonly NamedRow[]
}

function factsOf(rows: Rows, viewer: Viewer, now: Instant, park: Park): CalendarFacts {
  const [row] = rows.calendar
  const [resourceRow] = rows.resources
  if (!row || !resourceRow) throw new NotFound('calendar')
  const calendar = calendarOf(row)
  if (!managesFacility(viewer, calendar.facilityId)) throw new NotFound('calendar')
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
  const plan = planCalendar({ wanted: rows.wanted, kept, holdings, units, now })
  const last = inTheWay.length > mostInTheWay ? inTheWay[mostInTheWay]?.booking.heldFrom : undefined
  const { held, inForce, waitedFor } = rows
  const known = { held, inForce, waitedFor, knownUntil: last ?? Infinity }
  return { viewer, now, park, calendar, resource, units, plan, inTheWay, ...known }
}

function ofCalendar(id: ImportedCalendarId): Query {
  return sql`SELECT resource_id FROM imported_calendar WHERE id = ${id}`
}

function wantedQuery(id: ImportedCalendarId, now: Instant): Query<WantedTime> {
  return sql<WantedTime>`SELECT uid, recurrence_id AS recurrenceId, starts_at AS startsAt, ends_at AS endsAt, kind,
    reason FROM imported_time WHERE calendar_id = ${id} AND ends_at > ${now} LIMIT ${mostWanted}`
}

type KeptRow = Omit<KeptClosure, 'units' | 'isLifted'> & { readonly units: string; readonly isLifted: number }

function keptQuery(id: ImportedCalendarId, now: Instant): Query<KeptRow> {
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
function heldQuery(id: ImportedCalendarId, now: Instant): Query<UnitTime> {
  return sql<UnitTime>`SELECT a.unit_id AS unitId, a.starts_at AS startsAt, a.ends_at AS endsAt,
    a.closure_id AS closureId
    FROM imported_calendar k CROSS JOIN unit u ON u.resource_id = k.resource_id
    CROSS JOIN allocation a ON a.unit_id = u.id AND a.starts_at >= coalesce(
      (SELECT p.starts_at FROM allocation p WHERE p.unit_id = u.id AND p.starts_at <= ${now}
        ORDER BY p.starts_at DESC LIMIT 1), ${now})
    WHERE k.id = ${id} AND a.ends_at > ${now} AND a.closure_id IS NOT NULL LIMIT 40000`
}

function inForceQuery(id: ImportedCalendarId, now: Instant): Query<UnitTime> {
  return sql<UnitTime>`SELECT x.unit_id AS unitId, c.starts_at AS startsAt, c.ends_at AS endsAt, c.id AS closureId
    FROM imported_calendar k CROSS JOIN closure c ON c.resource_id = k.resource_id AND c.ends_at > ${now}
    CROSS JOIN closure_unit x ON x.closure_id = c.id
    WHERE k.id = ${id} AND c.lifted_at IS NULL LIMIT 40000`
}

/** Bookings that hold a unit at a time of the calendar, earliest first; one more than are shown. */
function inTheWayIds(id: ImportedCalendarId, now: Instant): Query {
  return sql`SELECT id FROM (SELECT a.booking_id AS id, min(a.starts_at) AS held_from
    FROM imported_calendar k CROSS JOIN imported_time t ON t.calendar_id = k.id AND t.ends_at > ${now}
    CROSS JOIN unit u ON u.resource_id = k.resource_id
    CROSS JOIN allocation a ON a.unit_id = u.id AND a.starts_at < t.ends_at AND a.starts_at >= coalesce(
      (SELECT p.starts_at FROM allocation p WHERE p.unit_id = u.id AND p.starts_at <= max(t.starts_at, ${now})
        ORDER BY p.starts_at DESC LIMIT 1), max(t.starts_at, ${now}))
    WHERE k.id = ${id} AND (k.units IS NULL OR u.id IN (SELECT value FROM json_each(k.units)))
      AND a.ends_at > max(t.starts_at, ${now}) AND a.booking_id IS NOT NULL
    GROUP BY a.booking_id ORDER BY held_from LIMIT ${mostInTheWay + 1})`
}
