import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { managesFacility } from '../../firms/viewer.ts'
import type { BookingId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { formatInstant, parseInstant } from '../../kernel/rfc3339.ts'
import { Conflict, Forbidden } from '../../kernel/thrown.ts'
import { formatClock } from '../../platform/i18n/format.ts'
import { lastCheckIn } from '../advance.ts'
import type { Standing } from '../reads/surroundings.ts'
import { changeRows, type ChangeRecord } from './booking-rows.ts'
import { changeBooking, stateForbids, type Answer, type Changed, type Found } from './change-booking.ts'
import { mayChange } from '../may-change.ts'

/**
 * Begins the use of a confirmed booking, inside its check-in window. One made without a network comes `keptSeconds`
 * later, by the phone's account: the server's clock decides all the same, and one that was made in time but comes too
 * late is put on record, for whoever may correct what follows. Throws what `changeBooking` does, Forbidden.
 */
export async function checkIn(
  deps: Deps,
  actor: Actor,
  id: BookingId,
  key: RequestKey,
  keptSeconds = 0,
): Promise<Answer> {
  return changeBooking(deps, actor, id, key, (found) => {
    assertMayUse(found)
    const late = lateArrival(found, keptSeconds)
    if (late !== null) return noted(found, late)
    assertInWindow(found)
    return checkedIn(found, found.viewer.personId, found.now, keptSeconds > 0 ? { keptSeconds } : {})
  })
}

/** When a check-in was made by the phone's account, when it came, and until when it would have counted. */
interface LateArrival {
  readonly said: Instant
  readonly arrived: Instant
  readonly until: Instant
}

/** The times of a check-in that came too late, from its answer; null of any other answer. */
export function lateArrivalIn({ body }: Answer): LateArrival | null {
  const { lateCheckIn: late } = JSON.parse(body) as { lateCheckIn?: Record<keyof LateArrival, string> }
  if (late === undefined) return null
  const at = (text: string) => parseInstant(text) ?? 0
  return { said: at(late.said), arrived: at(late.arrived), until: at(late.until) }
}

/** Whoever may change a booking may use it, and so may the facility's lab managers in their name. */
export function assertMayUse({ viewer, booking, facilityId }: Found): void {
  if (!mayChange(booking, viewer) && !managesFacility(viewer, facilityId)) throw new Forbidden()
}

function lateArrival({ booking, around, now }: Found, keptSeconds: number): LateArrival | null {
  const { terms, state } = booking
  if (keptSeconds <= 0 || terms.checkIn !== 'required' || !(state === 'confirmed' || state === 'no-show')) return null
  const until = lastMoment({ booking, around, now })
  const said = now - keptSeconds
  return now > until && said >= terms.checkInFrom && said <= until ? { said, arrived: now, until } : null
}

/** The last moment at which a check-in counts. */
export function lastMoment({ booking, around, now }: Pick<Found, 'booking' | 'around' | 'now'>): Instant {
  const { terms, endsAt } = booking
  return Math.min(terms.checkIn === 'optional' ? endsAt : lastCheckIn(booking, around, now).at, endsAt)
}

function assertInWindow(found: Found): void {
  const { booking, now } = found
  const { terms, endsAt, state } = booking
  // Without check-in the clock begins the booking, and nobody else.
  if (state !== 'confirmed' || terms.checkIn === 'none') throw stateForbids(found)
  const until = lastMoment(found)
  const times = { from: formatInstant(terms.checkInFrom), until: formatInstant(until) }
  if (now < terms.checkInFrom) throw new Conflict('too-early', times)
  if (now > until || now >= endsAt) throw new Conflict('too-late', times)
}

/** The booking stays as it is; its history says what came, and what the phone said. */
function noted({ booking, viewer, facilityId, park, now }: Found, { said, arrived, until }: LateArrival): Changed {
  const times = { said: formatInstant(said), arrived: formatInstant(arrived), until: formatInstant(until) }
  const detail = { ...times, note: formatClock(said, park.timeZone) }
  const record = { actorId: viewer.personId, facilityId, at: now, action: 'booking.check-in-late', detail }
  return {
    next: { ...booking, version: booking.version + 1 },
    statements: changeRows(booking, {}, record),
    more: { lateCheckIn: times },
  }
}

/** The booking in use, on whose account, and what else its history should say. */
export function checkedIn(
  { booking, facilityId, around }: Standing,
  actorId: ChangeRecord['actorId'],
  now: Instant,
  more: Readonly<Record<string, unknown>>,
): Changed {
  const change = { state: 'in-use', checkedInAt: now, wakeAt: booking.endsAt } as const
  // Somebody who has not signed off does not keep the next one out; the mark tells the manager whom to ask.
  const stillInUse = around.before.some((neighbour) => neighbour.state === 'in-use')
  const detail = { ...(stillInUse ? { unitStillInUse: true } : {}), ...more }
  const record = { actorId, facilityId, at: now, detail }
  return {
    next: { ...booking, ...change, version: booking.version + 1 },
    statements: changeRows(booking, change, record),
  }
}
