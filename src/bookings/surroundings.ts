import type { BookingId, UnitId } from '../kernel/id.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import type { Funding } from '../subsidies/funding.ts'
import type { Quota, QuotaClaim } from '../quotas/quota.ts'
import type { Booking, BookingState, Outcome } from './booking.ts'

/** What stands beside a booking, as far as its end depends on it: read in the same snapshot. */
export interface Surroundings {
  /** The bookings that held its units just before it, one for each unit that has one. */
  readonly before: readonly Neighbour[]
  /** What holds its units next, one for each unit. */
  readonly after: readonly NextHold[]
  /** Other bookings of its units that touch its time, or time that it gave up. */
  readonly others: readonly OtherBooking[]
  /** When its units were closed during its time; a closure that was lifted ended then. */
  readonly closed: readonly Interval[]
  readonly claims: readonly Claim[]
  /** Who else pays for it, and who else earns by it. */
  readonly funding: Funding
  /** Budgets and credit lines that it stands under and has taken nothing of. */
  readonly untouched: readonly Pick<Quota, 'id' | 'window'>[]
}

export interface Neighbour extends Interval {
  readonly state: BookingState
  readonly outcome: Outcome | null
  readonly checkedOutAt: Instant | null
  /** For how long past its end the clock lets it be; none where the clock ends every booking. */
  readonly overrunMinutes: number
}

/** `heldFrom` is when the unit is held, `startsAt` when the booking begins; a closure has none. */
export interface NextHold {
  readonly heldFrom: Instant
  readonly startsAt: Instant | null
}

export interface OtherBooking
  extends Interval, Pick<Booking, 'state' | 'requestedAt' | 'whole' | 'checkedInAt' | 'checkedOutAt'> {
  readonly id: BookingId
  readonly unitId: UnitId
  readonly chargeBasis: Booking['tariff']['chargeBasis']
  readonly givenUp: readonly Interval[]
}

/** What the booking took of a quota, beside the quota's counter in that window. */
export interface Claim extends QuotaClaim, Pick<Quota, 'kind' | 'measure' | 'window' | 'band' | 'limit'> {
  /** Used and not waived, of everybody together. */
  readonly counted: number
}

/** Until when a neighbour was on the unit, as far as anybody knows; null when it ended by its booked end. */
export function occupiedUntil(neighbour: Neighbour, now: Instant): Instant | null {
  const overrunAt = neighbour.endsAt + neighbour.overrunMinutes * 60
  if (neighbour.state === 'in-use') return now >= neighbour.endsAt ? Math.min(now, overrunAt) : null
  if (neighbour.checkedOutAt !== null) return neighbour.checkedOutAt > neighbour.endsAt ? neighbour.checkedOutAt : null
  // Nobody ended it: the clock did, when the overrun that is allowed had passed.
  return neighbour.outcome === 'overrun' ? overrunAt : null
}

/** Whether whoever came before is or was still there when the booking began. */
export function previousOverran(startsAt: Instant, before: readonly Neighbour[], now: Instant): boolean {
  return before.some((neighbour) => (occupiedUntil(neighbour, now) ?? startsAt) > startsAt)
}
