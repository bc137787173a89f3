import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { BookingId, ProjectId, ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import type { BookingState } from '../booking.ts'
import { namedBookingOf, namedBookingsQuery, type NamedBooking } from './booking-with-names.ts'

/** Which of the bookings that the viewer may see. */
export interface BookingWish {
  readonly resourceId: ResourceId | null
  readonly projectId: ProjectId | null
  /** Only those that touch the time from here … */
  readonly from: Instant | null
  /** … to here. */
  readonly to: Instant | null
  readonly states: readonly BookingState[] | null
  /** Only those that are for the viewer. */
  readonly mine: boolean
  readonly after: BookingPlace | null
}

/** A place in the list: of the last booking that was shown. */
export interface BookingPlace {
  readonly startsAt: Instant
  readonly id: BookingId
}

export interface BookingList {
  readonly viewer: Viewer
  readonly bookings: readonly NamedBooking[]
  readonly next: BookingPlace | null
}

/**
 * The bookings that the viewer's roles show, in one round trip: of their own firms, of the facilities they manage,
 * all of them to the park's people. With `from` the earliest first, without it the latest. Throws Unauthenticated.
 */
export async function listBookings(deps: Deps, actor: Actor, wish: BookingWish, limit: number): Promise<BookingList> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    bookings: namedBookingsQuery(visibleIds(actor, wish, limit + 1)),
  })
  const viewer = viewerOf(rows.viewer)
  const inOrder = rows.bookings.map(namedBookingOf).toSorted((a, b) => byPlace(a, b) * (wish.from === null ? -1 : 1))
  const bookings = inOrder.slice(0, limit)
  const last = inOrder.length > limit ? bookings.at(-1)?.booking : undefined
  return { viewer, bookings, next: last ? { startsAt: last.startsAt, id: last.id } : null }
}

function byPlace({ booking: a }: NamedBooking, { booking: b }: NamedBooking): number {
  return a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1)
}

/**
 * Ids of a page. Each firm, each resource of a manager, and the viewer is a stream of its own that an index keeps in
 * order: a page visits at most a page of each, however long its history.
 */
function visibleIds(actor: Actor, wish: BookingWish, rows: number): Query {
  const order = wish.from === null ? sql`ORDER BY b.starts_at DESC, b.id DESC` : sql`ORDER BY b.starts_at, b.id`
  const page = sql`AND ${fitting(wish)} ${order} LIMIT ${rows}`
  const ofFirm = sql`SELECT b.id FROM booking b INDEXED BY booking_firm WHERE b.firm_id = s.id ${page}`
  const ofResource = sql`SELECT b.id FROM booking b INDEXED BY booking_resource WHERE b.resource_id = s.id ${page}`
  const ofPerson = sql`SELECT b.id FROM booking b INDEXED BY booking_person
    WHERE b.person_id = s.id AND b.firm_id IN (SELECT id FROM own) ${page}`
  const stream = wish.mine
    ? sql`SELECT b.id FROM me s CROSS JOIN booking b ON b.id IN (${ofPerson})`
    : sql`SELECT b.id FROM firms s CROSS JOIN booking b ON b.id IN (${ofFirm})
        UNION SELECT b.id FROM resources s CROSS JOIN booking b ON b.id IN (${ofResource})`
  return sql`SELECT id FROM (WITH ${streams(actor, wish)}, stream AS (${stream})
    SELECT b.id AS id FROM stream CROSS JOIN booking b ON b.id = stream.id ${order} LIMIT ${rows})`
}

/**
 * Whose bookings the viewer may see. The park's people see a resource's by the resource, and all others firm by firm.
 */
function streams(actor: Actor, { resourceId }: BookingWish): Query {
  const anyFirm = resourceId === null ? sql`UNION SELECT f.id FROM park CROSS JOIN firm f` : sql``
  const thisResource =
    resourceId === null ? sql`` : sql`UNION SELECT r.id FROM park CROSS JOIN resource r ON r.id = ${resourceId}`
  return sql`me AS MATERIALIZED (SELECT person_id AS id FROM session WHERE token_hash = ${actor.tokenHash}),
    mine AS MATERIALIZED (SELECT role, firm_id, facility_id FROM role WHERE person_id = (SELECT id FROM me)),
    park AS MATERIALIZED (SELECT 1 FROM mine WHERE role IN (${rolesThatMay('see-park-bookings')}) LIMIT 1),
    own AS MATERIALIZED (SELECT firm_id AS id FROM mine WHERE firm_id IS NOT NULL),
    firms AS MATERIALIZED (SELECT id FROM own ${anyFirm}),
    resources AS MATERIALIZED (SELECT r.id FROM mine m CROSS JOIN resource r ON r.facility_id = m.facility_id
      WHERE m.facility_id IS NOT NULL AND m.role IN (${rolesThatMay('manage-resources')}) 
        AND ${resourceId === null ? sql`1` : sql`r.id = ${resourceId}`} ${thisResource})`
}

// One that touches a time has begun no longer before it than the longest that any resource allows, and a day of
// overrun.
const longest = sql`(SELECT ifnull(max(max_minutes), 0) * 60 + 86400 FROM resource)`

function fitting({ resourceId, projectId, from, to, states, after }: BookingWish): Query {
  const place = after && sql`(b.starts_at, b.id)`
  return sql`${place && after && from === null ? sql`${place} < (${after.startsAt}, ${after.id})` : sql`1`}
    AND ${place && after && from !== null ? sql`${place} > (${after.startsAt}, ${after.id})` : sql`1`}
    AND ${from === null ? sql`1` : sql`b.starts_at > ${from} - ${longest} AND b.ends_at > ${from}`}
    AND ${to === null ? sql`1` : sql`b.starts_at < ${to}`}
    AND ${resourceId === null ? sql`1` : sql`b.resource_id = ${resourceId}`}
    AND ${projectId === null ? sql`1` : sql`b.project_id = ${projectId}`}
    AND ${states === null ? sql`1` : sql`b.state IN (SELECT value FROM json_each(${json(states)}))`}`
}
