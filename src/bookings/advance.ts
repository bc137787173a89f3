import type { Instant } from '../kernel/interval.ts'
import type { Booking, Outcome } from './booking.ts'
import { occupiedUntil, type Surroundings } from './surroundings.ts'

/** What the clock makes of a booking next. */
export type Step =
  | { readonly kind: 'expire' }
  | { readonly kind: 'start' }
  /** Nobody may be called absent yet: the unit was in use or closed when the booking began. */
  | { readonly kind: 'wait'; readonly wakeAt: Instant; readonly because: Hindrance }
  /** The unit was not to be had for the whole of it. */
  | { readonly kind: 'excuse'; readonly because: Hindrance }
  | { readonly kind: 'no-show' }
  /** Use goes on past its end: the unit is held until then, and looked at again. */
  | { readonly kind: 'hold'; readonly heldUntil: Instant; readonly wakeAt: Instant }
  | { readonly kind: 'complete'; readonly outcome: Outcome; readonly checkedOutAt: Instant | null }
  /** A fee for time given up is known now that the time is over. */
  | { readonly kind: 'assess' }

export type Hindrance = 'previous-overran' | 'closed'

/** An overrun is held in steps of so many seconds. */
export const overrunStepSeconds = 300

/**
 * What a booking's time has come to, or null while there is nothing to do. It looks at the instants on the booking
 * alone, never at when it was asked last: asked late, it answers what it would have answered then.
 */
export function advance(booking: Booking, around: Surroundings, now: Instant): Step | null {
  switch (booking.state) {
    case 'offered':
    case 'pending':
      return booking.wakeAt !== null && now >= booking.wakeAt ? { kind: 'expire' } : null
    case 'confirmed':
      return fromConfirmed(booking, around, now)
    case 'in-use':
      return fromInUse(booking, around, now)
    case 'completed':
    case 'cancelled':
    case 'no-show':
      return booking.settlement === 'due' && now >= (booking.wakeAt ?? Infinity) ? { kind: 'assess' } : null
    case 'expired':
    case 'rejected':
      return null
  }
}

/** Until when a person may check in: the grace counts from when the unit was there to be used. */
export function lastCheckIn(
  booking: Booking,
  around: Pick<Surroundings, 'before' | 'closed'>,
  now: Instant,
): { readonly at: Instant; readonly because: Hindrance | null } {
  const { startsAt, endsAt, terms } = booking
  let usableAt = startsAt
  let because: Hindrance | null = null
  for (const neighbour of around.before) {
    const until = occupiedUntil(neighbour, now) ?? startsAt
    if (until > usableAt) [usableAt, because] = [until, 'previous-overran']
  }
  for (const closed of around.closed.toSorted((a, b) => a.startsAt - b.startsAt)) {
    if (closed.startsAt <= usableAt && closed.endsAt > usableAt) [usableAt, because] = [closed.endsAt, 'closed']
  }
  const grace = terms.noShowAt - startsAt
  return because === null ? { at: terms.noShowAt, because } : { at: Math.min(usableAt + grace, endsAt), because }
}

function fromConfirmed(booking: Booking, around: Surroundings, now: Instant): Step | null {
  const { startsAt, endsAt, terms } = booking
  if (terms.checkIn === 'none') return now >= startsAt ? { kind: 'start' } : null
  if (terms.checkIn === 'optional')
    return now >= endsAt ? { kind: 'complete', outcome: 'on-time', checkedOutAt: null } : null
  if (now <= Math.min(terms.noShowAt, endsAt)) return null
  const { at, because } = lastCheckIn(booking, around, now)
  if (because !== null && at >= endsAt && now >= endsAt) return { kind: 'excuse', because }
  if (now > at) return { kind: 'no-show' }
  return because === null || booking.wakeAt === at ? null : { kind: 'wait', wakeAt: at, because }
}

function fromInUse(booking: Booking, around: Surroundings, now: Instant): Step | null {
  const { endsAt, terms, heldUntil } = booking
  if (now < endsAt) return null
  if (terms.checkIn === 'none') return { kind: 'complete', outcome: 'on-time', checkedOutAt: endsAt }
  const last = endsAt + terms.overrunMinutes * 60
  if (now >= last) return { kind: 'complete', outcome: 'overrun', checkedOutAt: null }
  const step = endsAt + (Math.floor((now - endsAt) / overrunStepSeconds) + 1) * overrunStepSeconds
  const room = Math.min(...around.after.map((hold) => hold.heldFrom))
  const wanted = Math.min(step, last) + terms.cleanupMinutes * 60
  const until = Math.max(heldUntil, Math.min(wanted, room))
  // With no room left nothing is to be done until the clock ends it.
  const wakeAt = until < wanted ? last : Math.min(step, last)
  return until === heldUntil && wakeAt === booking.wakeAt ? null : { kind: 'hold', heldUntil: until, wakeAt }
}
