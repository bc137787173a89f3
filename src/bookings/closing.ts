import { price } from '../billing/pricing.ts'
import type { Tariff } from '../billing/tariff.ts'
import type { Park } from '../deps.ts'
import type { BookingId, UnitId } from '../kernel/id.ts'
import { overlaps, subtract, type Instant, type Interval } from '../kernel/interval.ts'
import { invariant } from '../kernel/invariant.ts'
import type { Resource } from '../resources/resource.ts'
import { termsFor, wakeFor } from './booking-terms.ts'
import type { Booking } from './booking.ts'
import { entitledSecondsOf } from './cancellation.ts'
import { firstDeadline } from './consent.ts'
import type { Held } from './facts.ts'
import type { Refusal } from './refusal.ts'
import { refuse } from './rules/rule.ts'
import { closedAt } from './rules/within-opening-hours.ts'

/** What the manager wants for a booking in the way of a closure. */
export interface AffectedChoice {
  readonly bookingId: BookingId
  /** To keep it is possible only outside new opening hours: nothing takes the unit away. */
  readonly do: 'move' | 'cancel' | 'keep'
  readonly to: NewTime | null
  /** Of the booking as the manager saw it: for any other one nothing was decided. Left out, it is for every one. */
  readonly version?: number | undefined
}

/** A null unit is whichever is free. */
export interface NewTime extends Interval {
  readonly unitId: UnitId | null
}

/** What becomes of a booking whose unit is closed. */
export type Fate =
  /** It is in the way, and nobody has said what to do. */
  | { readonly kind: 'undecided' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'move'; readonly to: NewTime }
  /** It is in use: it ends now, and only used time counts. */
  | { readonly kind: 'interrupt' }
  /** It was in use beyond its end: it ends now, as the clock would have ended it. */
  | { readonly kind: 'end' }
  /** It is in use: it may go on until the closure begins. */
  | { readonly kind: 'shorten'; readonly endsAt: Instant }
  /** It stays, marked as outside opening hours. */
  | { readonly kind: 'keep' }
  /** Only its set-up or clean-down is in the way: the closure's own people can do that. */
  | { readonly kind: 'trim'; readonly heldFrom: Instant; readonly heldUntil: Instant }

/** What becomes of a booking when its unit is closed for this time. Pure; the closure never begins before `now`. */
export function fateOf(booking: Booking, closed: Interval, choice: AffectedChoice | undefined, now: Instant): Fate {
  if (booking.state === 'in-use') return fateInUse(booking, closed, choice, now)
  const isOver = booking.state === 'completed' || booking.state === 'no-show'
  if (isOver || !overlaps(booking, closed)) return trimmed(booking, closed)
  if (!choice || choice.do === 'keep') return { kind: 'undecided' }
  return choice.do === 'move' && choice.to ? { kind: 'move', to: choice.to } : { kind: 'cancel' }
}

/**
 * The part of a repeated closure that a booking meets: from the first of the times that it holds the unit in to the
 * last. Null when it meets none.
 */
export function metBy({ heldFrom, heldUntil }: Booking, closed: readonly Interval[]): Interval | null {
  const met = closed.filter((one) => overlaps(one, { startsAt: heldFrom, endsAt: heldUntil }))
  const [first] = met
  const last = met.at(-1)
  return first && last ? { startsAt: first.startsAt, endsAt: last.endsAt } : null
}

function fateInUse(booking: Booking, closed: Interval, choice: AffectedChoice | undefined, now: Instant): Fate {
  if (closed.startsAt >= booking.endsAt) return closed.startsAt <= now ? { kind: 'end' } : trimmed(booking, closed)
  if (!choice) return { kind: 'undecided' }
  const endsAt = Math.floor(closed.startsAt / 60) * 60
  return closed.startsAt <= now || endsAt <= booking.startsAt ? { kind: 'interrupt' } : { kind: 'shorten', endsAt }
}

function trimmed(booking: Booking, closed: Interval): Fate {
  if (booking.startsAt >= closed.endsAt) return { kind: 'trim', heldFrom: closed.endsAt, heldUntil: booking.heldUntil }
  return { kind: 'trim', ...heldBefore(booking, closed.startsAt) }
}

/** What a booking still holds of its unit when that is closed; never nothing, since it was there. */
export function heldBefore({ heldFrom, heldUntil }: Booking, closedFrom: Instant) {
  return { heldFrom: Math.min(heldFrom, closedFrom - 60), heldUntil: Math.min(heldUntil, closedFrom) }
}

/**
 * Why a booking cannot go to a new time: only what the database or the house's clock forbids, since a manager has
 * chosen it.
 */
export function refusalsOfMove(to: Interval, resource: Resource, park: Park, now: Instant): Refusal[] {
  const { startsAt, endsAt } = to
  if (startsAt % 60 !== 0 || endsAt % 60 !== 0) return [refuse('misaligned', 1, null, 'minutes')]
  if (endsAt <= startsAt) return [refuse('too-short', resource.minMinutes, 0, 'minutes')]
  if (startsAt < now - (now % 60)) return [refuse('in-the-past', now, startsAt, 'instant')]
  return [closedAt(resource, park, to) ?? []].flat()
}

/**
 * The units that a moved booking takes: the one named, the one it has, or any that is free; all of them for whole-room
 * use.
 */
export function unitsForMove(booking: Booking, to: NewTime, resource: Resource, held: readonly Held[]): UnitId[] {
  const widened = widenedBy(to, resource)
  const taken = new Set(held.filter((one) => overlaps(one, widened)).map((one) => one.unitId))
  const active = resource.units.filter((unit) => unit.state === 'active').map((unit) => unit.id)
  const free = active.filter((unit) => !taken.has(unit))
  if (booking.whole) return free.length === active.length ? free : []
  const wish = to.unitId === null ? [booking.unitId, ...free] : [to.unitId]
  return wish.filter((unit) => free.includes(unit)).slice(0, 1)
}

/** A booking at the new time, at the prices that were agreed; it may be given back for nothing until it begins. */
export function movedBy(booking: Booking, to: NewTime, unitId: UnitId, resource: Resource, park: Park): Booking {
  const interval = { startsAt: to.startsAt, endsAt: to.endsAt }
  const givenUp = booking.terms.givenUp.flatMap((lost) => subtract(lost, [interval]))
  const terms = { ...termsFor(interval, resource, park), cancelFreeUntil: to.startsAt, givenUp }
  const held = widenedBy(to, resource)
  return {
    ...repriced({ ...booking, ...interval, tariff: reaching(booking.tariff, to.startsAt) }),
    unitId,
    terms,
    heldFrom: held.startsAt,
    heldUntil: held.endsAt,
    wakeAt: wakeFor(booking.state, interval, terms, firstDeadline(booking.awaits)),
    version: booking.version + 1,
  }
}

/** A booking in use that must end earlier, at what the shorter time costs. */
export function shortenedTo(booking: Booking, endsAt: Instant, closedFrom: Instant): Booking {
  const heldUntil = Math.min(booking.heldUntil, closedFrom)
  return { ...repriced({ ...booking, endsAt }), heldUntil, wakeAt: endsAt, version: booking.version + 1 }
}

function repriced(booking: Booking): Booking {
  const { startsAt, endsAt, samples, priceLines, tariff } = booking
  const entitledSeconds = entitledSecondsOf(priceLines)
  const priced = price(tariff, { booked: { startsAt, endsAt }, samples, entitledSeconds })
  invariant(priced.kind === 'priced', 'a frozen tariff reaches to where its booking is moved')
  return { ...booking, priceLines: priced.lines, priceMinor: priced.totalMinor }
}

/** The last price of a frozen tariff runs on; for an earlier time its first one must begin earlier. */
function reaching(tariff: Tariff, startsAt: Instant): Tariff {
  const pieces = tariff.pieces.map((piece, at) =>
    at === 0 ? { ...piece, from: Math.min(piece.from, startsAt - 86_400) } : piece,
  )
  return { ...tariff, pieces }
}

function widenedBy({ startsAt, endsAt }: Interval, { setupMinutes, cleanupMinutes }: Resource): Interval {
  return { startsAt: startsAt - setupMinutes * 60, endsAt: endsAt + cleanupMinutes * 60 }
}
