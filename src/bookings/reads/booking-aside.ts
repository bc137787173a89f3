import type { Park } from '../../deps.ts'
import type { Interval } from '../../kernel/interval.ts'
import { unstaffedSpans } from '../../resources/opening-hours.ts'
import type { Resource } from '../../resources/resource.ts'
import type { Booking } from '../booking.ts'
import type { BookingFacts } from '../facts.ts'
import { isMarkedOutside } from '../outside-hours.ts'
import { closedAt } from '../rules/within-opening-hours.ts'
import type { BookingPage, Outside } from './booking-page.ts'
import { elsewhereOf } from './elsewhere.ts'

/** Whoever lost it may take one: to everybody else it is no business. */
export function elsewhereFor(booking: Booking, facts: BookingFacts, reach: Interval): BookingPage['elsewhere'] {
  if (booking.personId !== facts.viewer.personId) return []
  const { now } = facts
  return elsewhereOf(booking, facts, { ...reach, startsAt: now + 60 }).flatMap((one) => {
    const names = facts.resources.get(one.resourceId)?.resource.names
    return names ? [{ ...one, names }] : []
  })
}

const ahead: ReadonlySet<Booking['state']> = new Set<Booking['state']>(['offered', 'pending', 'confirmed', 'in-use'])

/** How a booking that is yet to end stands to the hours as they are now, whatever made them so. */
export function besideHours(
  booking: Booking,
  marked: Outside | null,
  resource: Resource | undefined,
  park: Park | undefined,
): Pick<BookingPage, 'outside' | 'kept' | 'unstaffed'> {
  if (!resource || !park || !ahead.has(booking.state)) return { outside: marked, kept: false, unstaffed: [] }
  const kept = isMarkedOutside(booking)
  const isClosed = kept || closedAt(resource, park, booking) !== null
  const outside = marked ?? (isClosed ? 'hours' : null)
  return { outside, kept, unstaffed: unstaffedSpans(resource.hours, park.calendar, park.timeZone, booking) }
}
