import { newId, type ClosureId } from '../../kernel/id.ts'
import { overlaps, type Instant, type Interval } from '../../kernel/interval.ts'
import { outboxRow } from '../../notices/outbox.sql.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Booking } from '../booking.ts'
import { heldBefore, movedBy, refusalsOfMove, shortenedTo, unitsForMove, type Fate } from '../closing.ts'
import type { Held } from '../facts.ts'
import { waivedInside } from '../outside-hours.ts'
import { claimedAnew } from '../quota-return.ts'
import type { ClosingFacts } from '../reads/closing-facts.ts'
import type { Standing } from '../reads/surroundings.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../rules/rule.ts'
import { closedAt } from '../rules/within-opening-hours.ts'
import {
  allocationRows,
  busyRow,
  changeRows,
  releaseAllocationRows,
  releaseBusyRow,
  releaseClaimRows,
  type ChangeRecord,
} from './booking-rows.ts'
import { postShareRows } from './quota-rows.ts'
import { endingRows, trimRows, type Makers } from './settlement-rows.ts'
import { voidRows } from './void-rows.ts'

/** What a closure does to one booking. Every booking gives back before any of them takes: two may change places. */
export interface Affected {
  readonly next: Booking
  readonly gives: readonly Query[]
  readonly takes: readonly Query[]
}

export interface Closing {
  readonly facts: ClosingFacts
  readonly closed: Interval
  /** Null when it is no closure but new opening hours that send bookings away. */
  readonly closureId: ClosureId | null
  readonly reason: string
  /** What holds the units that bookings may be moved to, with this closure and with what was moved before. */
  readonly held: Held[]
  readonly makers: Makers
}

/** A fate that somebody, or the house, has settled. */
export type Decided = Exclude<Fate, { readonly kind: 'undecided' }>

/** The rows of a booking's fate, or why a move cannot be. */
export function affectedRows(closing: Closing, standing: Standing, fate: Decided): Affected | readonly Refusal[] {
  switch (fate.kind) {
    case 'cancel':
      return cancelled(closing, standing)
    case 'move':
      return moved(closing, standing, fate)
    case 'interrupt':
    case 'end':
      return ended(closing, standing, fate.kind)
    case 'shorten':
      return shortened(closing, standing, fate.endsAt)
    case 'trim':
      return trimmed(closing, standing, fate)
    case 'keep':
      return kept(closing, standing)
  }
}

/** So that nothing else marks it, or tells its person, again. */
function markRow({ id, resourceId }: Booking, now: Instant): Query {
  return sql`INSERT INTO booking_mark (booking_id, resource_id, why, marked_at) VALUES (${id}, ${resourceId}, 'hours',
    ${now}) ON CONFLICT (booking_id) DO NOTHING`
}

/** It stays where it is, outside the hours that its resource now has: marked, and its person is told. */
function kept(closing: Closing, { booking }: Standing): Affected {
  const { facts, reason } = closing
  const { resource, park, viewer } = facts
  const refusal = closedAt(resource, park, booking)
  const rules = new Set([...(booking.waiver?.rules ?? []), refusal?.rule ?? 'outside-opening-hours'])
  const waiver = { rules: [...rules], reason: booking.waiver?.reason ?? reason, by: viewer.personId }
  return {
    next: { ...booking, waiver, version: booking.version + 1 },
    gives: changeRows(booking, { waiver }, { ...recordOf(closing), action: 'booking.kept' }),
    takes: [markRow(booking, facts.now), event(closing, booking, 'kept')],
  }
}

/** Lets what a booking holds begin and end otherwise, without taking anything that is not free. */
function reheldRow({ id, resourceId, heldFrom }: Booking, held: Pick<Booking, 'heldFrom' | 'heldUntil'>): Query {
  return sql`UPDATE allocation SET starts_at = ${held.heldFrom}, ends_at = ${held.heldUntil}
    WHERE unit_id IN (SELECT id FROM unit WHERE resource_id = ${resourceId}) AND starts_at = ${heldFrom}
      AND booking_id = ${id}`
}

function recordOf({ facts, closureId, reason }: Closing, more: Record<string, unknown> = {}): ChangeRecord {
  const { viewer, now, resource } = facts
  const cause = closureId === null ? { hoursSet: true } : { closureId }
  const detail = { ...cause, reason, ...more }
  return { actorId: viewer.personId, facilityId: resource.facilityId, at: now, detail }
}

function outboxId({ facts, makers }: Closing) {
  return newId('out', facts.now * 1000, makers.entropy)
}

function event(closing: Closing, { id, personId }: Booking, kind: string): Query {
  return outboxRow(outboxId(closing), `booking.${kind}`, { bookingId: id, personId }, closing.facts.now)
}

function cancelled(closing: Closing, { booking }: Standing): Affected {
  const change = { state: 'cancelled', cancelledAt: closing.facts.now } as const
  return {
    next: { ...booking, ...change, version: booking.version + 1, wakeAt: null, settlement: 'void' },
    gives: voidRows(booking, change, recordOf(closing), outboxId(closing)),
    takes: [],
  }
}

function moved(closing: Closing, { booking, around }: Standing, { to }: Fate & { kind: 'move' }): Affected | Refusal[] {
  const { facts, held, makers } = closing
  const { resource, park, now } = facts
  const units = unitsForMove(booking, to, resource, held)
  const refusals = refusalsOfMove(to, resource, park, now)
  if (units.length === 0) refusals.push(refuse('unit-taken', 1, 0))
  refusals.push(...elsewhere(closing, booking, to))
  const [unitId] = units
  if (refusals.length > 0 || unitId === undefined) return refusals
  // Where it goes is open: a mark of standing outside stays behind.
  const next = { ...movedBy(booking, to, unitId, resource, park), waiver: waivedInside(booking.waiver) }
  for (const unit of units) {
    held.push({ ...timeHeld(next), unitId: unit, bookingId: booking.id, closure: null, lapsed: false })
  }
  const detail = { from: [booking.startsAt, booking.endsAt], to: [next.startsAt, next.endsAt] }
  return {
    next,
    gives: [
      ...changeRows(booking, next, { ...recordOf(closing, detail), action: 'booking.moved' }),
      ...releaseAllocationRows(booking),
      releaseBusyRow(booking),
      ...releaseClaimRows(booking.id),
    ],
    takes: [
      ...allocationRows(next, units),
      ...(resource.oneBookingAtATime ? [busyRow(next)] : []),
      ...postShareRows(booking.id, claimedAnew(next, around, makers.park)),
      event(closing, booking, 'moved'),
    ],
  }
}

/** A person who is at another bench then, by a booking that this closure does not end. */
function elsewhere({ facts }: Closing, booking: Booking, to: Interval): Refusal[] {
  if (!facts.resource.oneBookingAtATime) return []
  const staying = facts.busy.filter((one) => facts.inTheWay.every((other) => other.booking.id !== one.bookingId))
  const busy = staying.find((one) => one.personId === booking.personId && overlaps(one, to))
  return busy ? [refuse('person-busy', null, busy.endsAt, 'instant', { until: busy.endsAt })] : []
}

function timeHeld({ heldFrom, heldUntil }: Booking): Interval {
  return { startsAt: heldFrom, endsAt: heldUntil }
}

function ended(closing: Closing, standing: Standing, kind: 'interrupt' | 'end'): Affected {
  const { booking } = standing
  const { now } = closing.facts
  const held = heldBefore(booking, Math.max(closing.closed.startsAt, now))
  const outcome =
    kind === 'interrupt'
      ? ({ outcome: 'interrupted', checkedOutAt: now } as const)
      : ({ outcome: booking.terms.checkIn === 'none' ? 'on-time' : 'overrun', checkedOutAt: null } as const)
  const change = { state: 'completed', ...outcome, ...held } as const
  const { next, statements } = endingRows(standing, change, recordOf(closing), closing.makers)
  const told = event(closing, booking, kind === 'interrupt' ? 'interrupted' : 'completed')
  return {
    next,
    gives: [...statements, reheldRow(booking, held), ...trimRows({ ...booking, ...held }, held.heldUntil, now), told],
    takes: [],
  }
}

function shortened(closing: Closing, { booking, around }: Standing, endsAt: number): Affected {
  const next = shortenedTo(booking, endsAt, closing.closed.startsAt)
  const detail = { from: [booking.startsAt, booking.endsAt], to: [next.startsAt, next.endsAt] }
  return {
    next,
    gives: [
      ...changeRows(booking, next, { ...recordOf(closing, detail), action: 'booking.moved' }),
      reheldRow(booking, next),
      ...trimRows({ ...booking, heldUntil: next.heldUntil }, next.heldUntil, next.endsAt),
      ...releaseClaimRows(booking.id),
    ],
    takes: [
      ...postShareRows(booking.id, claimedAnew(next, around, closing.makers.park)),
      event(closing, booking, 'moved'),
    ],
  }
}

function trimmed(closing: Closing, { booking }: Standing, fate: Fate & { kind: 'trim' }): Affected {
  const held = { heldFrom: fate.heldFrom, heldUntil: fate.heldUntil }
  return {
    next: { ...booking, ...held, version: booking.version + 1 },
    gives: [
      ...changeRows(booking, held, { ...recordOf(closing), action: 'booking.buffer-closed' }),
      reheldRow(booking, held),
    ],
    takes: [],
  }
}
