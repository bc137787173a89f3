import type { Deps } from '../../deps.ts'
import type { BookingId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { namedBookingOf, namedBookingsQuery } from './booking-with-names.ts'
import { surroundingsOf, surroundingsQueries, type Standing } from './surroundings.ts'

/**
 * Bookings that the clock must look at, longest overdue first: of all, or of those that it has just changed. One round
 * trip.
 */
export async function readDueBookings(
  { db }: Pick<Deps, 'db'>,
  now: Instant,
  limit: number,
  among: readonly BookingId[] | null,
): Promise<Standing[]> {
  const ids = dueIds(now, limit, among)
  const rows = await db.read({ bookings: namedBookingsQuery(ids), ...surroundingsQueries(ids) })
  return rows.bookings
    .map(namedBookingOf)
    .map((named) => ({ ...named, around: surroundingsOf(rows, named.booking.id) }))
    .toSorted((a, b) => (a.booking.wakeAt ?? now) - (b.booking.wakeAt ?? now))
}

function dueIds(now: Instant, limit: number, among: readonly BookingId[] | null): Query {
  if (among) {
    return sql`SELECT id FROM booking WHERE id IN (SELECT value FROM json_each(${json(among)})) AND wake_at <= ${now}
      LIMIT ${limit}`
  }
  return sql`SELECT id FROM (SELECT id FROM booking INDEXED BY booking_wake WHERE wake_at <= ${now} ORDER BY wake_at
    LIMIT ${limit})`
}
