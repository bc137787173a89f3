import type { Instant } from '../kernel/interval.ts'
import { lastCheckIn } from './advance.ts'
import type { Booking } from './booking.ts'
import type { Surroundings } from './surroundings.ts'

/** Whether a booking can be checked in to at an instant, and until when at the latest. */
export function checkInWindow(
  booking: Booking,
  around: Pick<Surroundings, 'before' | 'closed'>,
  now: Instant,
): { readonly opens: 'now' | 'later' | 'never'; readonly until: Instant } {
  const { state, terms, endsAt } = booking
  const until = Math.min(terms.checkIn === 'optional' ? endsAt : lastCheckIn(booking, around, now).at, endsAt)
  if (state !== 'confirmed' || terms.checkIn === 'none' || now > until || now >= endsAt)
    return { opens: 'never', until }
  return { opens: now < terms.checkInFrom ? 'later' : 'now', until }
}
