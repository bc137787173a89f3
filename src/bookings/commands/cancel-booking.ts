import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { managesFacility } from '../../firms/viewer.ts'
import { newId, type BookingId } from '../../kernel/id.ts'
import type { Interval } from '../../kernel/interval.ts'
import { sumMinor } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Conflict, Forbidden, Malformed } from '../../kernel/thrown.ts'
import { outboxRow } from '../../notices/outbox.sql.ts'
import { advance } from '../advance.ts'
import type { Booking } from '../booking.ts'
import { freeUntil, lateFeeLines } from '../cancellation.ts'
import { allButMoney } from '../quota-return.ts'
import { previousOverran } from '../surroundings.ts'
import { releaseAllocationRows, releaseBusyRow } from './booking-rows.ts'
import { changeBooking, stateForbids, type Answer, type Changed, type Found } from './change-booking.ts'
import { mayChange } from '../may-change.ts'
import { giveBackRows } from './quota-rows.ts'
import { endingRows } from './settlement-rows.ts'
import { voidRows } from './void-rows.ts'

export interface Cancellation {
  readonly reason: string
  /** A lab manager's: without charge, whatever the hour. It needs a reason. */
  readonly free: boolean
}

/**
 * Cancels a booking and answers it with its `fee`: nothing until the cut-off, for ten minutes after the request, before
 * it is confirmed, or when whoever came before was still there; else what it costs at most, assessed when the original
 * time is over. Throws what `changeBooking` does, Forbidden, Malformed.
 */
export async function cancelBooking(
  deps: Deps,
  actor: Actor,
  id: BookingId,
  cancellation: Cancellation,
  key: RequestKey,
): Promise<Answer> {
  return changeBooking(deps, actor, id, key, (found) => cancelled(deps, found, cancellation))
}

/** What cancelling makes of a booking as it was found. Throws Forbidden, Malformed, Conflict. */
export function cancelled(deps: Deps, found: Found, cancellation: Cancellation): Changed {
  assertCancellable(found, cancellation)
  const isFree = cancellation.free || isFreeNow(found)
  const owesNothing = isFree && (cancellation.free || found.booking.terms.givenUp.length === 0)
  if (owesNothing) return { ...freely(deps, found, cancellation), more: { fee: feeOf(found.booking, []) } }
  const changed = owing(deps, found, cancellation, isFree)
  return { ...changed, more: { fee: feeOf(found.booking, changed.next.terms.givenUp) } }
}

function assertCancellable(found: Found, { free, reason }: Cancellation): void {
  const { booking, viewer, facilityId, around, now } = found
  const manages = managesFacility(viewer, facilityId)
  if (!manages && (free || !mayChange(booking, viewer))) throw new Forbidden()
  if (free && reason.trim() === '') throw new Malformed([{ pointer: '/reason', kind: 'missing' }])
  if (!cancellable.has(booking.state)) throw stateForbids(found)
  if (booking.state !== 'confirmed') return
  // What the clock would have made of it by now is not undone by a cancellation that comes before the clock.
  const step = advance(booking, around, now)
  const over = step !== null && step.kind !== 'wait' && step.kind !== 'excuse'
  if (over) throw new Conflict('too-late', { until: formatInstant(booking.startsAt), state: booking.state })
}

const cancellable: ReadonlySet<Booking['state']> = new Set<Booking['state']>(['offered', 'pending', 'confirmed'])

function isFreeNow({ booking, around, now }: Found): boolean {
  if (booking.state !== 'confirmed') return true
  return now <= freeUntil(booking) || previousOverran(booking.startsAt, around.before, now)
}

function freely(deps: Deps, { booking, viewer, facilityId, now }: Found, { reason, free }: Cancellation): Changed {
  const change = { state: 'cancelled', cancelledAt: now } as const
  const detail = { reason, ...(free ? { free } : {}) }
  const record = { actorId: viewer.personId, facilityId, at: now, detail }
  return {
    next: { ...booking, ...change, version: booking.version + 1, wakeAt: null, settlement: 'void' },
    statements: voidRows(booking, change, record, newId('out', now * 1000, deps.entropy)),
  }
}

/** What will be billed at most; somebody else may still take the time. */
function feeOf(booking: Booking, givenUp: readonly Interval[]) {
  const lines = lateFeeLines(booking, givenUp, [])
  return { amountMinor: sumMinor(lines.map((line) => line.amountMinor)), currency: booking.currency }
}

/**
 * The unit is free at once; what is owed, for this time or for time that was given up before, is known when that time
 * is over. Until then the hold on money stays, and that on quota too unless this cancellation itself is free.
 */
function owing(deps: Deps, found: Found, { reason }: Cancellation, isFree: boolean): Changed {
  const { booking, viewer, now, park, around } = found
  const { startsAt, endsAt, terms } = booking
  const givenUp = isFree ? terms.givenUp : [...terms.givenUp, { startsAt, endsAt }]
  const change = { state: 'cancelled', cancelledAt: now, terms: { ...terms, givenUp } } as const
  const record = { actorId: viewer.personId, at: now, detail: isFree ? { reason } : { reason, late: true } }
  const { next, statements } = endingRows(found, change, record, { entropy: deps.entropy, park })
  const event = { bookingId: booking.id, personId: booking.personId }
  return {
    next,
    statements: [
      ...statements,
      ...(isFree ? giveBackRows(booking.id, allButMoney(around)) : []),
      ...releaseAllocationRows(booking),
      releaseBusyRow(booking),
      outboxRow(newId('out', now * 1000, deps.entropy), 'booking.cancelled', event, now),
    ],
  }
}
