import type { Park } from '../deps.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import { addDays, atOrAfter, dayOf } from '../kernel/wall-clock.ts'
import type { Resource } from '../resources/resource.ts'
import type { BookingState, Terms } from './booking.ts'

/** The resource's policy made into instants for one booking, and frozen on it. */
export function termsFor(
  interval: Interval,
  { policy, cleanupMinutes }: Resource,
  park: Pick<Park, 'timeZone'>,
): Terms {
  return {
    cancelFreeUntil: freeUntil(interval.startsAt, policy.freeCancellation, park.timeZone),
    changeUntil: interval.startsAt - policy.changeCutoffMinutes * 60,
    lateCancellationPercent: policy.lateCancellationPercent,
    noShowPercent: policy.noShowPercent,
    checkIn: policy.checkIn,
    checkInFrom: interval.startsAt - policy.checkInEarlyMinutes * 60,
    noShowAt: interval.startsAt + policy.graceMinutes * 60,
    overrunMinutes: policy.overrunMinutes,
    cleanupMinutes,
    givenUp: [],
  }
}

/** When the clock must look at a booking that has just entered this state. */
export function wakeFor(state: BookingState, interval: Interval, terms: Terms, decideBy: Instant): Instant | null {
  switch (state) {
    case 'offered':
    case 'pending':
      return Math.min(decideBy, interval.startsAt)
    case 'confirmed':
      if (terms.checkIn === 'none') return interval.startsAt
      // A no-show is final only when the grace is over; a short booking may end before that.
      return terms.checkIn === 'required' ? terms.noShowAt : interval.endsAt
    case 'in-use':
      return interval.endsAt
    case 'completed':
    case 'expired':
    case 'rejected':
    case 'cancelled':
    case 'no-show':
      return null
  }
}

function freeUntil(startsAt: Instant, rule: Resource['policy']['freeCancellation'], zone: string): Instant {
  if ('minutesBefore' in rule) return startsAt - rule.minutesBefore * 60
  return atOrAfter({ date: addDays(dayOf(startsAt, zone).date, -1), time: rule.dayBeforeAt }, zone)
}
