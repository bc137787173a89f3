import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { liveWishesQuery, myWishOf, type MyWish } from '../../waitlist/reads/my-wishes.ts'
import type { Booking } from '../booking.ts'
import { againOf, againQueries, type AgainPage } from './book-again.ts'
import { bookingColumns, bookingOf, type BookingRow } from './booking-row.ts'
import { viewerId } from './viewer-projects.ts'

/** A booking of one's own with the names that a list shows. */
export interface MyBooking {
  readonly booking: Booking
  readonly resource: Names
  readonly location: string
  readonly unit: string
  readonly project: string
}

export interface MyBookings {
  readonly viewer: Viewer
  /** What the waitlist offers me, until I answer. */
  readonly offers: readonly MyBooking[]
  readonly wishes: readonly MyWish[]
  /** What may be booked again; null on later pages of the past. */
  readonly again: AgainPage | null
  readonly upcoming: readonly MyBooking[]
  readonly past: readonly MyBooking[]
  /** Where the next page of the past begins; null on its last page. */
  readonly next: PastCursor | null
}

/** The last booking of a page. */
export interface PastCursor {
  readonly startsAt: Instant
  readonly id: string
}

/** What is before me, and a page of what is behind, latest first. One round trip. Throws Unauthenticated. */
export async function readMyBookings(deps: Deps, actor: Actor, after: PastCursor | null): Promise<MyBookings> {
  const now = deps.now()
  const lists = {
    viewer: viewerQuery(actor, now),
    upcoming: myBookingsQuery(actor, upcoming(now), mostUpcoming),
    behind: myBookingsQuery(actor, past(now, after), perPage + 1),
    wishes: liveWishesQuery(actor),
  }
  if (after !== null) return myBookingsOf(await deps.db.read(lists), now, null)
  const rows = await deps.db.read({ ...againQueries(deps, actor), ...lists })
  return myBookingsOf(rows, now, await againOf(deps, rows))
}

interface Lists {
  readonly viewer: Parameters<typeof viewerOf>[0]
  readonly upcoming: readonly MyBookingRow[]
  readonly behind: readonly MyBookingRow[]
  readonly wishes: readonly Parameters<typeof myWishOf>[0][]
}

function myBookingsOf(rows: Lists, now: Instant, again: AgainPage | null): MyBookings {
  const { offers, booked } = apart(rows.upcoming.map(myBookingOf), now)
  const shown = rows.behind.slice(0, perPage)
  const last = shown.at(-1)
  return {
    viewer: viewerOf(rows.viewer),
    offers,
    wishes: rows.wishes.map((wish) => myWishOf(wish)),
    again,
    upcoming: booked,
    past: shown.map(myBookingOf),
    next: rows.behind.length > perPage && last ? { startsAt: last.startsAt, id: last.id } : null,
  }
}

/** Offers, which want an answer, and everything else; an offer that has lapsed is neither. */
export function apart(mine: readonly MyBooking[], now: Instant) {
  const offered = mine.filter(({ booking }) => booking.state === 'offered')
  const offers = offered.filter(({ booking }) => booking.wakeAt !== null && booking.wakeAt > now)
  return { offers, booked: mine.filter(({ booking }) => booking.state !== 'offered') }
}

const perPage = 20
const mostUpcoming = 100
// No resource allows a longer booking: it bounds the rows that are visited.
const longestSeconds = 366 * 86_400
const live = sql`b.state IN ('offered', 'pending', 'confirmed', 'in-use') AND b.ends_at > `

/** Condition and order of live bookings that are not over, soonest first. */
export function upcoming(now: Instant): Query {
  return sql`b.starts_at > ${now - longestSeconds} AND ${live} ${now} ORDER BY b.starts_at, b.id`
}

function past(now: Instant, after: PastCursor | null): Query {
  const from = after === null ? sql`` : sql`(b.starts_at, b.id) < (${after.startsAt}, ${after.id}) AND`
  return sql`${from} NOT (${live} ${now}) ORDER BY b.starts_at DESC, b.id DESC`
}

export type MyBookingRow = BookingRow & {
  readonly nameHans: string
  readonly nameHant: string
  readonly nameEn: string
  readonly location: string
  readonly unitName: string
  readonly projectCode: string
}

/** Bookings for the viewer: whoever booked them, whichever firm pays. */
export function myBookingsQuery(actor: Actor, which: Query, limit: number): Query<MyBookingRow> {
  return sql<MyBookingRow>`SELECT ${bookingColumns},
    r.name_hans AS nameHans, r.name_hant AS nameHant, r.name_en AS nameEn,
    r.location AS location, u.name AS unitName, p.code AS projectCode
    FROM booking b JOIN resource r ON r.id = b.resource_id JOIN unit u ON u.id = b.unit_id
    JOIN project p ON p.id = b.project_id
    WHERE b.person_id = ${viewerId(actor)} AND ${which} LIMIT ${limit}`
}

export function myBookingOf(row: MyBookingRow): MyBooking {
  return {
    booking: bookingOf(row),
    resource: { hans: row.nameHans, hant: row.nameHant, en: row.nameEn },
    location: row.location,
    unit: row.unitName,
    project: row.projectCode,
  }
}
