import { managesFacility } from '../../firms/viewer.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { sumMinor } from '../../kernel/money.ts'
import { lastCheckIn } from '../advance.ts'
import { undoSeconds, type Booking } from '../booking.ts'
import { freeUntil, lateFeeLines } from '../cancellation.ts'
import { mayChange } from '../may-change.ts'
import type { BookingPage } from '../reads/booking-page.ts'
import { previousOverran } from '../surroundings.ts'

/** What the viewer may do with a booking at this moment, and what it would cost. */
export interface BookingActions {
  /** Just booked: the seal, and undo until then. */
  readonly undoUntil: Instant | null
  /** It is offered, and waits for an answer. */
  readonly isOffer: boolean
  readonly checkIn: 'now' | 'later' | 'never'
  readonly checkInUntil: Instant
  readonly finish: boolean
  readonly cancel: { readonly feeMinor: number; readonly freeUntil: Instant | null } | null
  readonly extend: boolean
  /** Another time for it. */
  readonly move: boolean
  readonly again: boolean
  /** Still to come, or going on: it belongs into a calendar, and its pass is wanted. */
  readonly ahead: boolean
  /** What a late cancellation may still cost. */
  readonly owedMinor: number
}

export function actionsOf(page: BookingPage): BookingActions {
  const { booking, viewer, facilityId, around, now } = page
  const may = mayChange(booking, viewer) || managesFacility(viewer, facilityId)
  const { state, terms, endsAt } = booking
  // An offer has not been asked for yet: it is declined, not undone.
  const undoUntil = state === 'offered' ? 0 : booking.requestedAt + undoSeconds
  const until = Math.min(terms.checkIn === 'optional' ? endsAt : lastCheckIn(booking, around, now).at, endsAt)
  const late = terms.checkIn === 'required' && now > until
  const stands = waits(booking) || (state === 'confirmed' && !late && now < endsAt)
  return {
    undoUntil: may && stands && now <= undoUntil && booking.bookedBy === viewer.personId ? undoUntil : null,
    checkIn: checkInOf(page, may, until),
    checkInUntil: until,
    finish: may && state === 'in-use' && terms.checkIn !== 'none',
    isOffer: mayChange(booking, viewer) && state === 'offered' && booking.wakeAt !== null && now < booking.wakeAt,
    cancel: may && stands && state !== 'offered' ? cancellationOf(page) : null,
    extend: may && page.extensions.length > 0,
    move: may && stands && state !== 'offered' && (state === 'pending' || !page.consent),
    again: mayChange(booking, viewer) && !stands && state !== 'in-use',
    ahead: now < endsAt && (state === 'confirmed' || state === 'pending' || state === 'in-use'),
    owedMinor: owed(booking, terms.givenUp),
  }
}

function waits({ state }: Booking): boolean {
  return state === 'pending' || state === 'offered'
}

/**
 * What cancelling now would cost at most: this time, when it is too late, and whatever a move gave up too late before.
 */
function cancellationOf({ booking, around, now }: BookingPage): BookingActions['cancel'] {
  const { terms, startsAt, endsAt } = booking
  const isFree = waits(booking) || now <= freeUntil(booking) || previousOverran(startsAt, around.before, now)
  const givenUp = isFree ? terms.givenUp : [...terms.givenUp, { startsAt, endsAt }]
  return { feeMinor: owed(booking, givenUp), freeUntil: isFree ? freeUntil(booking) : null }
}

function owed(booking: Booking, givenUp: readonly Interval[]): number {
  return sumMinor(lateFeeLines(booking, givenUp, []).map((line) => line.amountMinor))
}

function checkInOf({ booking, now }: BookingPage, may: boolean, until: Instant): BookingActions['checkIn'] {
  const { state, terms } = booking
  if (!may || state !== 'confirmed' || terms.checkIn === 'none' || now > until) return 'never'
  return now < terms.checkInFrom ? 'later' : 'now'
}
