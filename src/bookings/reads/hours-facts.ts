import type { Actor, Deps, Park, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery, type StoredAnswerRow } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import type { BookingId, ResourceId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { addDays, dayOf, spanOfDay } from '../../kernel/wall-clock.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { hoursAfter, type HoursWish } from '../../resources/hours-wish.ts'
import { openSpans } from '../../resources/opening-hours.ts'
import { resourceColumns, resourceOf, type ResourceRow } from '../../resources/reads/resource-query.ts'
import type { Resource } from '../../resources/resource.ts'
import { waitedForQuery } from '../../waitlist/wish.sql.ts'
import type { Held } from '../facts.ts'
import { notTheirs } from '../others-machine.ts'
import { asHeld, currentPark } from './booking-facts.ts'
import { namedBookingOf, namedBookingsQuery } from './booking-with-names.ts'
import { busyQuery, type Busy } from './closing-facts.ts'
import { heldQuery } from './held-query.ts'
import { insideAgainIds, outsideIds, type NewSpans } from './outside-hours.sql.ts'
import { neighboursOf, neighboursQuery, type Neighbours } from './neighbours.ts'
import { surroundingsOf, surroundingsQueries, type Standing } from './surroundings.ts'

/** Which resources get the new hours: the one itself, its like, or some of its facility. */
export type HoursScope = 'this' | 'category' | 'facility' | readonly ResourceId[]

export interface HoursAsked {
  readonly resourceId: ResourceId
  readonly scope: HoursScope
  readonly wish: HoursWish
  /** Times for which what holds the units is read. */
  readonly moves: readonly Interval[]
  /** Bookings whose quotas will be claimed anew. */
  readonly moved: readonly BookingId[]
}

/** What setting opening hours needs to know, of one snapshot. */
export interface HoursFacts {
  readonly viewer: Viewer
  readonly now: Instant
  readonly park: Park
  /** Whose hours are set; the one that was asked for is the first. */
  readonly resources: readonly Resource[]
  /** Bookings that would stand outside, earliest first. */
  readonly outside: readonly Standing[]
  /** Bookings marked as outside that would be inside again. */
  readonly insideAgain: readonly Standing[]
  readonly held: readonly (Held & { readonly resourceId: string })[]
  readonly busy: readonly Busy[]
  readonly spans: NewSpans
  /** Other machines that may get the same hours. */
  readonly neighbours: Neighbours
  readonly waitedFor: readonly { readonly resourceId: ResourceId }[]
}

/** New hours reach so many resources at once, and send away so many bookings. */
export const mostResources = 300
export const mostOutside = 400

/** One round trip. Throws Unauthenticated, NotFound, and Forbidden for who does not manage the facility. */
export async function readHours(
  deps: Deps,
  actor: Actor,
  asked: HoursAsked,
  key: RequestKey,
): Promise<{ readonly stored: Pick<StoredAnswerRow, 'status' | 'body'> | null; readonly facts: HoursFacts }> {
  const spans = spansOf(asked, deps.park(), deps.now())
  const rows = await deps.db.read(queriesOf(deps, actor, asked, spans, key))
  return {
    stored: storedAnswerOf(rows.stored, key),
    facts: factsOf(rows, asked, spans, deps.now(), await currentPark(deps, rows)),
  }
}

function queriesOf(deps: Deps, actor: Actor, asked: HoursAsked, spans: NewSpans, key: RequestKey) {
  const now = deps.now()
  const outside = outsideIds(spans, mostOutside + 1)
  return {
    viewer: viewerQuery(actor, now),
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    stored: storedAnswerQuery(actor, key.key),
    resources: targetsQuery(spans.resourceIds),
    outside: namedBookingsQuery(outside),
    again: namedBookingsQuery(insideAgainIds(spans, mostOutside + 1)),
    held: heldQuery(sql`SELECT resource_id FROM booking WHERE id IN (${outside})`, asked.moves, now),
    busy: busyQuery(outside, asked.moves),
    waitedFor: waitedForQuery(spans.resourceIds),
    neighbours: neighboursQuery(asked.resourceId),
    ...surroundingsQueries(sql`SELECT value AS id FROM json_each(${json(asked.moved)})`),
  }
}

type HoursRows = { [K in keyof ReturnType<typeof queriesOf>]: RowsOf<ReturnType<typeof queriesOf>[K]> }
type RowsOf<Q> = Q extends Query<infer Row> ? Row[] : never

function factsOf(rows: HoursRows, asked: HoursAsked, spans: NewSpans, now: Instant, park: Park): HoursFacts {
  const viewer = viewerOf(rows.viewer)
  const standings = (named: HoursRows['outside']) =>
    named
      .map(namedBookingOf)
      .map((one) => ({ ...one, around: surroundingsOf(rows, one.booking.id) }))
      .toSorted((a, b) => a.booking.startsAt - b.booking.startsAt)
  return {
    viewer,
    now,
    park,
    resources: managedOf(rows.resources, asked.resourceId, viewer),
    outside: standings(rows.outside),
    insideAgain: standings(rows.again),
    held: rows.held.map((row) => ({ ...asHeld(row), resourceId: row.resourceId })),
    busy: rows.busy,
    spans,
    neighbours: neighboursOf(rows.neighbours),
    waitedFor: rows.waitedFor,
  }
}

// No booking is made further ahead than two years; a series of weeks, from its first, no further than that.
const furthestDays = 800

function spansOf({ resourceId, scope, wish }: HoursAsked, { calendar, timeZone }: Park, now: Instant): NewSpans {
  const today = dayOf(now, timeZone).date
  const from = wish.from === null || wish.from <= today ? now : spanOfDay(wish.from, timeZone).startsAt
  const nothing = { weekly: wish.week.weekly, holidayRule: wish.week.holidayRule, exceptions: [] }
  const until = spanOfDay(addDays(dayOf(from, timeZone).date, furthestDays), timeZone).endsAt
  const open = openSpans(hoursAfter(nothing, wish, today), calendar, timeZone, { startsAt: from, endsAt: until })
  return { resourceIds: idsIn(resourceId, scope), from, open }
}

/** A resource that is not in use any more keeps the hours it had, unless it is asked for itself. */
function idsIn(resourceId: ResourceId, scope: HoursScope): Query<{ id: ResourceId }> {
  if (scope === 'this') return sql`SELECT ${resourceId} AS id`
  const chosen = typeof scope === 'string' ? sql`1` : sql`r.id IN (SELECT value FROM json_each(${json(scope)}))`
  const alike = scope === 'category' ? sql`r.category_id = o.category_id` : sql`1`
  return sql`SELECT r.id AS id FROM resource o JOIN resource r ON r.facility_id = o.facility_id
    WHERE o.id = ${resourceId} AND (r.id = o.id OR (r.state <> 'retired' AND ${chosen} AND ${alike}))`
}

function targetsQuery(ids: Query): Query<ResourceRow> {
  return sql<ResourceRow>`SELECT ${resourceColumns},
    (SELECT json_group_array(json_array(u.id, u.name, u.state)) FROM unit u WHERE u.resource_id = r.id) AS units,
    1 AS permitted, NULL AS qualifiedFrom, NULL AS qualifiedUntil
    FROM resource r JOIN facility f ON f.id = r.facility_id JOIN opening_hours h ON h.id = r.hours_id
    WHERE r.id IN (${ids}) ORDER BY r.name_hans, r.id LIMIT ${mostResources + 1}`
}

/** The resource itself first. One that is not published yet is its managers' business only. */
function managedOf(rows: readonly ResourceRow[], id: ResourceId, viewer: Viewer): Resource[] {
  const resources = rows.map(resourceOf)
  const own = resources.find((one) => one.id === id)
  if (!own) throw new NotFound('resource')
  if (!managesFacility(viewer, own.facilityId))
    throw own.state === 'draft' ? new NotFound('resource') : notTheirs(viewer)
  return [own, ...resources.filter((one) => one !== own)]
}
