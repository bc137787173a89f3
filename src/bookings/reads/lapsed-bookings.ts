import type { Instant, Interval } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Booking } from '../booking.ts'
import { bookingColumns, bookingOf, type BookingRow } from './booking-row.ts'

/**
 * Requests past their deadline that still hold a unit of these resources: the next booking expires them. Found by the
 * clock's index.
 */
export function lapsedBookingQuery(resourceIds: Query, window: Interval, now: Instant): Query<BookingRow> {
  return sql<BookingRow>`SELECT ${bookingColumns} FROM booking b INDEXED BY booking_wake
    WHERE b.wake_at <= ${now} AND b.state IN ('pending', 'offered') AND b.resource_id IN (${resourceIds})
    AND b.held_from < ${window.endsAt + widest} AND b.held_until > ${window.startsAt - widest} LIMIT 100`
}

// Buffers are not known before the read; those that are not in the way after all are left alone.
const widest = 86_400

export function lapsedBookingsOf(rows: readonly BookingRow[]): Booking[] {
  return rows.map(bookingOf)
}
