import type { BookingId, ClosureId, UnitId } from '../kernel/id.ts'
import { overlaps, type Instant, type Interval } from '../kernel/interval.ts'
import type { WantedTime } from './wanted-times.ts'

/** A closure that stands for a time of a calendar; the times are those that the calendar said. */
export interface KeptClosure extends WantedTime {
  readonly closureId: ClosureId
  readonly units: readonly UnitId[]
  /** Somebody opened the resource again by hand. */
  readonly isLifted: boolean
}

/** What a booking holds. */
export interface Holding extends Interval {
  readonly bookingId: BookingId
  readonly units: readonly UnitId[]
}

/** What becomes of a time: a closure comes, gives way to another, is lifted, or stays. */
export interface PlannedTime extends WantedTime {
  readonly step: 'new' | 'changed' | 'gone' | 'unchanged'
  /** The closure that stands for it now. */
  readonly kept: KeptClosure | null
  /** Bookings that hold a unit then. */
  readonly inTheWay: readonly BookingId[]
}

export interface PlanFacts {
  readonly wanted: readonly WantedTime[]
  readonly kept: readonly KeptClosure[]
  readonly holdings: readonly Holding[]
  readonly units: readonly UnitId[]
  readonly now: Instant
}

/**
 * What a calendar changes, each of its times once, by UID and RECURRENCE-ID. Pure. What is over is left as it was; a
 * closure that was lifted by hand stays lifted as long as its event says the same.
 */
export function planCalendar({ wanted, kept, holdings, units, now }: PlanFacts): PlannedTime[] {
  const coming = wanted.filter(({ endsAt }) => endsAt > now)
  const keptBy = new Map(kept.map((one) => [nameOf(one), one]))
  const wantedNames = new Set(coming.map(nameOf))
  const planned = coming.map((time): PlannedTime => {
    const before = keptBy.get(nameOf(time)) ?? null
    const step = before === null ? 'new' : saysTheSame(before, time, units) ? 'unchanged' : 'changed'
    const closed = { startsAt: Math.max(time.startsAt, now), endsAt: time.endsAt }
    const inTheWay = step === 'unchanged' ? [] : holdings.filter((one) => stands(one, closed, units))
    return { ...time, step, kept: before, inTheWay: inTheWay.map(({ bookingId }) => bookingId) }
  })
  const gone = kept
    .filter((one) => one.endsAt > now && !wantedNames.has(nameOf(one)))
    .map((one): PlannedTime => ({ ...timeOf(one), step: 'gone', kept: one, inTheWay: [] }))
  return [...planned, ...gone].toSorted((a, b) => a.startsAt - b.startsAt)
}

/** What names a time of a calendar. */
export function nameOf({ uid, recurrenceId }: Pick<WantedTime, 'uid' | 'recurrenceId'>): string {
  return JSON.stringify([uid, recurrenceId])
}

function saysTheSame(before: KeptClosure, time: WantedTime, units: readonly UnitId[]): boolean {
  const sameUnits = before.units.length === units.length && units.every((unit) => before.units.includes(unit))
  const { startsAt, endsAt, kind, reason } = time
  const same = before.startsAt === startsAt && before.endsAt === endsAt
  return same && before.kind === kind && before.reason === reason && sameUnits
}

function stands(holding: Holding, closed: Interval, units: readonly UnitId[]): boolean {
  return overlaps(holding, closed) && holding.units.some((unit) => units.includes(unit))
}

function timeOf({ uid, recurrenceId, startsAt, endsAt, kind, reason }: KeptClosure): WantedTime {
  return { uid, recurrenceId, startsAt, endsAt, kind, reason }
}
