import { withPricesOf } from '../billing/tariff.ts'
import type { UnitId } from '../kernel/id.ts'
import { covers, subtract, type Instant, type Interval } from '../kernel/interval.ts'
import { invariant } from '../kernel/invariant.ts'
import { wakeFor } from './booking-terms.ts'
import type { Booking } from './booking.ts'
import { freeUntil } from './cancellation.ts'
import { awaitedAfterMove, firstDeadline } from './consent.ts'
import type { BookingFacts, ResourceFacts } from './facts.ts'
import { judgeBooking, type Verdict } from './judge-booking.ts'

export interface NewInterval extends Interval {
  /** A certain unit; null keeps the one it has if that is free, else takes another. */
  readonly unitId: UnitId | null
}

/** What a booking's state has against another time, whoever asks. */
export type StandsStill = { readonly kind: 'state-forbids' } | { readonly kind: 'too-late'; readonly until: Instant }

/** Why the booking stays where it is, or null where it may move. */
export function standsStill(booking: Booking, to: Interval, now: Instant): StandsStill | null {
  const keepsStart = to.startsAt === booking.startsAt
  const allowed =
    booking.state === 'confirmed' || booking.state === 'pending' || (booking.state === 'in-use' && keepsStart)
  if (!allowed) return { kind: 'state-forbids' }
  // Its overrun is over: it has ended, though the clock has not been asked yet.
  const overrunUntil = booking.endsAt + booking.terms.overrunMinutes * 60
  if (booking.state === 'in-use' && now >= overrunUntil) return { kind: 'too-late', until: overrunUntil }
  // Nobody decided in time: it has lapsed, though the clock has not been asked yet.
  const lapsedAt = booking.state === 'pending' ? booking.wakeAt : null
  return lapsedAt !== null && now >= lapsedAt ? { kind: 'too-late', until: lapsedAt } : null
}

/** Consent was given for a time: whoever needed it may give up some of that time, and asks anew for any other. */
export function lacksConsent(booking: Booking, to: Interval, { needs }: Pick<Verdict, 'needs'>): boolean {
  return booking.state === 'confirmed' && needs.length > 0 && !covers(booking, to)
}

/** Decides a move: on the unit that the booking has, else on another one. Pure. */
export function judgeMove(booking: Booking, to: NewInterval, facts: BookingFacts): Verdict {
  const by = { projectId: booking.projectId, onBehalfOf: null, override: null }
  const { resourceId, whole, samples, purpose } = booking
  const wanted = { resourceId, whole, samples, purpose, startsAt: to.startsAt, endsAt: to.endsAt }
  const unitId = whole ? null : (to.unitId ?? booking.unitId)
  const stays = judgeBooking({ ...wanted, unitId }, by, facts, booking.id)
  if (to.unitId !== null || whole || !stays.refusals.some(({ rule }) => rule === 'unit-taken' || rule === 'closed'))
    return stays
  return judgeBooking({ ...wanted, unitId: null }, by, facts, booking.id)
}

/** The booking as a verdict that refuses nothing makes it. Pure. */
export function moved(
  booking: Booking,
  { wanted, widened, units, price, tariff, terms, needs }: Verdict,
  { now, replaces }: BookingFacts,
  { resource }: ResourceFacts,
): Booking {
  const [unitId] = units
  invariant(price && tariff && unitId, 'a bookable verdict has a price and a unit')
  const keepsStart = wanted.startsAt === booking.startsAt
  // Nothing is owed for a request that nobody has confirmed yet, nor by whom somebody else kept waiting or the lab
  // moves.
  const tooLate = booking.state !== 'pending' && replaces?.delayed !== true && now > freeUntil(booking)
  const lostTime = tooLate ? subtract({ startsAt: booking.startsAt, endsAt: booking.endsAt }, [wanted]) : []
  // Time that it takes back is paid for by its price.
  const givenUp = [...booking.terms.givenUp, ...lostTime].flatMap((lost) => subtract(lost, [wanted]))
  const nextTerms = { ...(keepsStart ? booking.terms : terms), givenUp }
  const interval = { startsAt: wanted.startsAt, endsAt: wanted.endsAt }
  const awaits = awaitedAfterMove(booking, interval, needs, resource, now)
  return {
    ...booking,
    ...interval,
    unitId,
    heldFrom: widened.startsAt,
    heldUntil: widened.endsAt,
    version: booking.version + 1,
    terms: nextTerms,
    tariff: nextTerms.givenUp.reduce((kept, lost) => withPricesOf(kept, lost, booking.tariff), tariff),
    priceLines: price.lines,
    priceMinor: price.totalMinor,
    wakeAt: wakeFor(booking.state, interval, nextTerms, firstDeadline(awaits)),
    awaits,
  }
}
