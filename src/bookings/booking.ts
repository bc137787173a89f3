import type { PriceLine } from '../billing/price-line.ts'
import type { UsedConsumable } from '../billing/pricing.ts'
import type { Tariff } from '../billing/tariff.ts'
import type { BookingId, FirmId, GroupId, PersonId, ProjectId, ResourceId, UnitId } from '../kernel/id.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import type { Approver } from '../resources/approval-rule.ts'
import type { Override } from './wanted.ts'

export const bookingStates = [
  'offered',
  'pending',
  'confirmed',
  'in-use',
  'completed',
  'expired',
  'rejected',
  'cancelled',
  'no-show',
] as const

export type BookingState = (typeof bookingStates)[number]

export type Settlement = 'held' | 'due' | 'settled' | 'void'
export type Outcome = 'early' | 'on-time' | 'overrun' | 'interrupted'

/** A person's claim on a unit for an interval, paid by a firm's project. */
export interface Booking extends Interval {
  readonly id: BookingId
  readonly number: string
  readonly firmId: FirmId
  readonly projectId: ProjectId
  readonly personId: PersonId
  readonly bookedBy: PersonId
  readonly resourceId: ResourceId
  /** The first unit, when the booking holds the whole resource. */
  readonly unitId: UnitId
  readonly whole: boolean
  readonly groupId: GroupId | null
  /** What the allocation really holds: the interval with its buffers, less what was given back. */
  readonly heldFrom: Instant
  readonly heldUntil: Instant
  readonly state: BookingState
  readonly version: number
  readonly requestedAt: Instant
  /** When the clock must look at the booking next. */
  readonly wakeAt: Instant | null
  readonly purpose: string
  readonly samples: number
  /** What was reported with the use, at the prices of that day, and how long staff assisted. */
  readonly consumables: readonly UsedConsumable[]
  readonly assistedMinutes: number
  readonly terms: Terms
  readonly tariff: Tariff
  readonly priceLines: readonly PriceLine[]
  readonly priceMinor: number
  readonly currency: string
  readonly checkedInAt: Instant | null
  readonly checkedOutAt: Instant | null
  readonly cancelledAt: Instant | null
  readonly outcome: Outcome | null
  readonly settlement: Settlement
  readonly waiver: Waiver | null
  /** Whose consent a request still waits for. */
  readonly awaits: readonly Awaited[]
}

/** A consent that is still awaited, and by when it must be given. */
export interface Awaited {
  readonly by: Approver
  readonly decideBy: Instant
}

/** The rules of cancelling and using, frozen when the booking was requested. */
export interface Terms {
  readonly cancelFreeUntil: Instant
  readonly changeUntil: Instant
  readonly lateCancellationPercent: number
  readonly noShowPercent: number
  readonly checkIn: 'required' | 'optional' | 'none'
  readonly checkInFrom: Instant
  readonly noShowAt: Instant
  readonly overrunMinutes: number
  readonly cleanupMinutes: number
  /** Time given up after the cut-off: billed as a late cancellation unless somebody else is charged for it. */
  readonly givenUp: readonly Interval[]
}

/** Which rules a lab manager set aside, why, and who. */
export interface Waiver extends Override {
  readonly by: PersonId
}

/** Undo is free for so long after the request. */
export const undoSeconds = 600

/**
 * The booking's number for people: day and time of the request in UTC, then chance. `261123-7K3Q-9XMT4WQ`. With 35 bits
 * of it a thousand requests in one second draw a number twice once in twenty hours of such seconds.
 */
export function bookingNumber(requestedAt: Instant, entropy: (bytes: number) => Uint8Array): string {
  const day = new Date(requestedAt * 1000).toISOString().slice(2, 10).replaceAll('-', '')
  const chance = entropy(5).reduce((value, byte) => value * 256 + byte, 0)
  return `${day}-${crockford(requestedAt % 86_400, 4)}-${crockford(chance, 7)}`
}

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function crockford(value: number, length: number): string {
  let text = ''
  for (let left = value; text.length < length; left = Math.floor(left / 32)) text = symbols.charAt(left % 32) + text
  return text
}
