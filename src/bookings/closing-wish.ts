import type { UnitId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { clockOf, dayOf, instantOf, spanOfDay } from '../kernel/wall-clock.ts'
import type { ClosingRhythm } from './closing-repeats.ts'
import type { ClosureKind } from '../resources/closure.ts'

export const closingLengths = ['60', '120', 'day', 'open', 'good', 'until'] as const

export type ClosingLength = (typeof closingLengths)[number]

/** A closure as a form says it: wall times of the park's clock, or none where none is meant. */
export interface ClosingWish {
  readonly begin: 'now' | 'at'
  readonly date: string
  readonly time: string
  /** Minutes; to the end of its day; until somebody opens again; for good; or to a time that is said. */
  readonly length: ClosingLength
  readonly untilDate: string
  readonly untilTime: string
  readonly rhythm: ClosingRhythm
  /** How many times in all, where it repeats. */
  readonly times: number
  /** None are all that are in service. */
  readonly units: readonly UnitId[]
  readonly kind: ClosureKind
  readonly reason: string
}

/** When a closure is, or which of its two times cannot be and why. */
export type ClosingTime =
  | { readonly kind: 'time'; readonly startsAt: Instant; readonly endsAt: Instant | null }
  | { readonly kind: 'fault'; readonly of: 'start' | 'end'; readonly fault: ClosingFault }

export type ClosingFault = 'missing' | 'never' | 'twice' | 'past' | 'order' | 'for-good'

/** What a form shows first: from now, for two hours. */
export function firstWish(now: Instant, zone: string): ClosingWish {
  const nextHour = now - (now % 3600) + 3600
  const at = wallOf(nextHour, zone)
  const until = wallOf(nextHour + 7200, zone)
  const times = { date: at.date, time: at.time, untilDate: until.date, untilTime: until.time }
  return { ...times, begin: 'now', length: '120', rhythm: 'once', times: 4, units: [], kind: 'maintenance', reason: '' }
}

/** The same wish with its times as they were reckoned, for a form that is shown again. */
export function wishAt(
  wish: ClosingWish,
  startsAt: Instant | 'now',
  endsAt: Instant | null,
  zone: string,
): ClosingWish {
  const start = startsAt === 'now' ? null : wallOf(startsAt, zone)
  const end = endsAt === null ? null : wallOf(endsAt, zone)
  return {
    ...wish,
    ...(start === null ? { begin: 'now' } : { begin: 'at', ...start }),
    ...(end === null
      ? { length: wish.length === 'good' ? 'good' : 'open' }
      : { length: 'until', untilDate: end.date, untilTime: end.time }),
  }
}

/** When the closure would be. Pure; a time that the clocks skip or repeat is a fault, and so is one that has passed. */
export function closingTime(wish: ClosingWish, now: Instant, zone: string): ClosingTime {
  const start = wish.begin === 'now' ? now : readTime(wish.date, wish.time, zone)
  if (typeof start === 'string') return { kind: 'fault', of: 'start', fault: start }
  if (start < now - 60) return { kind: 'fault', of: 'start', fault: 'past' }
  if (wish.length === 'good' && (wish.begin === 'at' || wish.units.length > 0))
    return { kind: 'fault', of: 'end', fault: 'for-good' }
  const end = endOf(wish, start, zone)
  if (typeof end === 'string') return { kind: 'fault', of: 'end', fault: end }
  if (end !== null && end <= Math.max(start, now)) return { kind: 'fault', of: 'end', fault: 'order' }
  return { kind: 'time', startsAt: start, endsAt: end }
}

function endOf(wish: ClosingWish, start: Instant, zone: string): Instant | null | ClosingFault {
  switch (wish.length) {
    case 'open':
    case 'good':
      return null
    case 'day':
      return spanOfDay(dayOf(start, zone).date, zone).endsAt
    case 'until':
      return readTime(wish.untilDate, wish.untilTime, zone)
    case '60':
    case '120':
      return Math.ceil(start / 60) * 60 + Number(wish.length) * 60
  }
}

function readTime(date: string, time: string, zone: string): Instant | ClosingFault {
  if (date === '' || time === '') return 'missing'
  const reading = instantOf({ date, time }, zone)
  return reading.kind === 'once' ? reading.at : reading.kind
}

function wallOf(at: Instant, zone: string): { date: string; time: string } {
  const { date, minuteOfDay } = dayOf(at, zone)
  return { date, time: clockOf(minuteOfDay) }
}
