import type { Interval } from '../kernel/interval.ts'
import { addDays, dayOf, epochDay, instantOf, spanOfDay, windowStart } from '../kernel/wall-clock.ts'
import type { BookingFacts, ResourceFacts } from './facts.ts'
import { firstOnStep, firstSlot } from './first-slot.ts'
import { freeTime } from './free-slots.ts'

/** A day of the strip, and whether a booking of the length could begin on it. */
export interface StripDay {
  readonly date: string
  readonly free: boolean
}

export const stripDays = 14

/** No strip reaches further back than today, nor further ahead than any resource can be booked. */
export function isNear(date: string, today: string): boolean {
  const ahead = epochDay(date) - epochDay(today)
  return ahead >= 0 && ahead <= 731
}

/** The first day of the strip that shows a date: today, or the Monday of a later week. */
export function stripStart(date: string, today: string): string {
  const ahead = epochDay(date) - epochDay(today)
  return ahead >= 0 && ahead < stripDays ? today : windowStart(date, 'week')
}

/** Everything that a strip shows, with room for a booking that begins on its last evening. */
export function stripWindow(first: string, zone: string): Interval {
  return { startsAt: spanOfDay(first, zone).startsAt, endsAt: spanOfDay(addDays(first, stripDays), zone).endsAt }
}

/** Two weeks of days, each with or without room for a booking of so many minutes. */
export function stripOf(asked: ResourceFacts, facts: BookingFacts, first: string, minutes: number): StripDay[] {
  const { timeZone } = facts.park
  const last = addDays(dayOf(facts.now, timeZone).date, asked.resource.policy.horizonDays)
  return Array.from({ length: stripDays }, (_, ordinal) => {
    const date = addDays(first, ordinal)
    const { startsAt, endsAt } = fromNow(spanOfDay(date, timeZone), facts, asked)
    const slot = firstSlot(asked, { startsAt, endsAt: endsAt + minutes * 60 }, facts.park, minutes)
    return { date, free: date <= last && slot !== null && slot.startsAt < endsAt }
  })
}

/**
 * Starts on one date at which so many minutes are free: every step of the resource, or every second, third … one when
 * there would be more than a page can show.
 */
export function startsOn(asked: ResourceFacts, facts: BookingFacts, date: string, minutes: number): Interval[] {
  const { timeZone } = facts.park
  const day = fromNow(spanOfDay(date, timeZone), facts, asked)
  const seconds = minutes * 60
  const gaps = freeTime(asked, { startsAt: day.startsAt, endsAt: day.endsAt + seconds }, facts.park)
  let starts: Interval[] = []
  for (const stride of strides(asked.resource.stepMinutes)) {
    starts = gaps.flatMap((gap) => startsIn(gap, day, { seconds, stride, zone: timeZone }))
    if (starts.length <= mostStarts) break
  }
  return starts
}

/** Lengths to choose from, with the chosen one among them. */
export function lengthsFor({ minMinutes, maxMinutes }: ResourceFacts['resource'], chosen: number): number[] {
  const fitting = usualLengths.filter((minutes) => minutes >= minMinutes && minutes <= maxMinutes)
  const lengths = new Set([minMinutes, ...fitting.slice(0, 6), chosen])
  return [...lengths].toSorted((a, b) => a - b)
}

export type ExactTime = { readonly kind: 'exact'; readonly interval: Interval } | { readonly kind: 'never' | 'twice' }

/** A wall time from and until on a date; an end that is not after the start is on the next day. */
export function exactTime(date: string, from: string, until: string, zone: string): ExactTime {
  const start = instantOf({ date, time: from }, zone)
  const end = instantOf({ date: until > from ? date : addDays(date, 1), time: until }, zone)
  if (start.kind !== 'once') return start
  if (end.kind !== 'once') return end
  return { kind: 'exact', interval: { startsAt: start.at, endsAt: end.at } }
}

const mostStarts = 48
const usualLengths = [15, 30, 60, 90, 120, 180, 240, 360, 480, 720, 1440, 2880, 4320, 10_080]

function startsIn(
  gap: Interval,
  day: Interval,
  { seconds, stride, zone }: { seconds: number; stride: number; zone: string },
): Interval[] {
  const starts: Interval[] = []
  const last = Math.min(gap.endsAt - seconds, day.endsAt - 1)
  for (let at = firstOnStep(gap.startsAt, stride, zone); at <= last; at = firstOnStep(at + 60, stride, zone)) {
    starts.push({ startsAt: at, endsAt: at + seconds })
  }
  return starts
}

function strides(step: number): number[] {
  return [1, 2, 3, 4, 6, 12, 30, 60].map((times) => step * times).filter((minutes) => minutes <= 60 || minutes === step)
}

function fromNow(day: Interval, { now }: BookingFacts, { resource }: ResourceFacts): Interval {
  const earliest = now + 60 + resource.policy.leadMinutes * 60
  return { startsAt: Math.min(Math.max(day.startsAt, earliest), day.endsAt), endsAt: day.endsAt }
}
