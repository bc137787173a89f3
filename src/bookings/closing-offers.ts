import type { Park } from '../deps.ts'
import type { BookingId, PersonId, UnitId } from '../kernel/id.ts'
import { overlaps, type Instant, type Interval } from '../kernel/interval.ts'
import { addDays, atOrAfter, clockOf, dayOf } from '../kernel/wall-clock.ts'
import type { Resource } from '../resources/resource.ts'
import type { Booking } from './booking.ts'
import { refusalsOfMove, unitsForMove, type NewTime } from './closing.ts'
import type { Held } from './facts.ts'
import { asOneUnit, startsNear } from './free-slots.ts'

/** What is known of a resource and its people where bookings may be moved to. */
export interface MoveGround {
  readonly resource: Resource
  readonly park: Park
  readonly now: Instant
  /** How far other times are looked for. */
  readonly window: Interval
  readonly held: readonly Held[]
  readonly busy: readonly (Interval & { readonly bookingId: BookingId; readonly personId: PersonId })[]
}

/** So many bookings are offered another time: for more, a page would take long. */
export const mostOffered = 100

const daysLooked = 14
const alikeMinutes = 180
const farSeconds = 100 * 86_400

/**
 * For each booking that a closure sends away, the nearest equivalent on the same resource: the same time on another
 * unit, else a time that is near and of the same part of the day. Together they fit: what one is offered, no other one
 * is. Pure.
 */
export function nearestMoves(
  leaving: readonly Booking[],
  { closed, units }: { readonly closed: readonly Interval[]; readonly units: readonly UnitId[] },
  ground: MoveGround,
): Map<BookingId, NewTime> {
  const gone = new Set(leaving.map(({ id }) => id))
  const held: Held[] = [
    ...ground.held.filter(({ bookingId }) => bookingId === null || !gone.has(bookingId)),
    ...units.flatMap((unitId) =>
      closed.map((time) => ({ ...time, unitId, bookingId: null, closure: null, lapsed: false })),
    ),
  ]
  const moves = new Map<BookingId, NewTime>()
  for (const booking of leaving.slice(0, mostOffered)) {
    const to = nearest(booking, gone, { ...ground, held })
    if (to === null) continue
    const taken = unitsForMove(booking, to, ground.resource, held)
    held.push(...taken.map((unitId) => holdOf(booking, to, unitId, ground.resource)))
    moves.set(booking.id, { ...to, unitId: booking.whole ? null : (taken[0] ?? null) })
  }
  return moves
}

function nearest(booking: Booking, gone: ReadonlySet<BookingId>, ground: MoveGround): NewTime | null {
  const { resource, park, now, window, held } = ground
  const seconds = booking.endsAt - booking.startsAt
  const asked = booking.whole ? asOneUnit({ resource, held }) : { resource, held }
  const near = startsNear(asked, window, park, { seconds, around: booking.startsAt, limit: 24 })
  for (const startsAt of byLikeness([...near, ...sameTimeLater(booking, park)], booking.startsAt, park)) {
    if (startsAt !== booking.startsAt && startsAt < window.startsAt) continue
    const to: NewTime = { startsAt, endsAt: startsAt + seconds, unitId: null }
    if (refusalsOfMove(to, resource, park, now).length > 0 || isElsewhere(booking, to, gone, ground)) continue
    if (unitsForMove(booking, to, resource, held).length > 0) return to
  }
  return null
}

/** The same hour on the days that follow, by the park's clock. */
function sameTimeLater({ startsAt }: Booking, { timeZone }: Park): Instant[] {
  const { date, minuteOfDay } = dayOf(startsAt, timeZone)
  const days = Array.from({ length: daysLooked }, (_, at) => at + 1)
  return days.map((day) => atOrAfter({ date: addDays(date, day), time: clockOf(minuteOfDay) }, timeZone))
}

/** The very time first, then what is near it in the day, then any other: nobody wants the small hours instead. */
function byLikeness(starts: readonly Instant[], wanted: Instant, { timeZone }: Park): Instant[] {
  const minute = (at: Instant) => dayOf(at, timeZone).minuteOfDay
  const isAlike = (at: Instant) => {
    const apart = Math.abs(minute(at) - minute(wanted))
    return Math.min(apart, 1440 - apart) <= alikeMinutes
  }
  const rank = (at: Instant) => (isAlike(at) ? 0 : farSeconds) + Math.abs(at - wanted)
  return [...new Set([wanted, ...starts])].toSorted((a, b) => rank(a) - rank(b))
}

function isElsewhere({ personId }: Booking, to: Interval, gone: ReadonlySet<BookingId>, ground: MoveGround): boolean {
  if (!ground.resource.oneBookingAtATime) return false
  return ground.busy.some((one) => one.personId === personId && !gone.has(one.bookingId) && overlaps(one, to))
}

function holdOf({ id }: Booking, to: Interval, unitId: UnitId, resource: Resource): Held {
  const startsAt = to.startsAt - resource.setupMinutes * 60
  const endsAt = to.endsAt + resource.cleanupMinutes * 60
  return { startsAt, endsAt, unitId, bookingId: id, closure: null, lapsed: false }
}
