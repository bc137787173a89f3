import { expandRule } from '../calendar-import/expand-rule.ts'
import { daySeconds } from '../calendar-import/local-time.ts'
import type { RepeatRule } from '../calendar-import/repeat-rule.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import { atOrAfter, clockOf, dateOfEpochDay, dayOf, epochDay, weekdayOf } from '../kernel/wall-clock.ts'

/** How a closure repeats; monthly is the same weekday of the month: its first Monday, its last Friday. */
export const closingRhythms = ['once', 'weekly', 'fortnightly', 'monthly'] as const

export type ClosingRhythm = (typeof closingRhythms)[number]

/** So many times may be closed at once: half a year of weeks. */
export const mostRepeats = 26

/**
 * A closure and its repeats, at the same wall time and each as long in elapsed time; never more than `mostRepeats`. A
 * wall time that a day skips is closed with what follows it, and one that comes twice from the first. Pure.
 */
export function repeatedClosure(first: Interval, rhythm: ClosingRhythm, times: number, zone: string): Interval[] {
  const { date, minuteOfDay } = dayOf(first.startsAt, zone)
  if (rhythm === 'once') return [first]
  const start = epochDay(date) * daySeconds + minuteOfDay * 60
  const most = Math.min(Math.max(1, times), mostRepeats)
  const rule = ruleOf(rhythm, date, most)
  const wanted = { start, from: start, until: start + most * 40 * daySeconds, most }
  const walls = expandRule(rule, wanted, { days: 4000 })
  const seconds = first.endsAt - first.startsAt
  return walls.slice(0, most).map((local, at) => {
    const startsAt = at === 0 ? first.startsAt : instantAt(local, zone)
    return { startsAt, endsAt: startsAt + seconds }
  })
}

/** Repeats that touch each other would be one closure shown as several. */
export function overlapThemselves(intervals: readonly Interval[]): boolean {
  return intervals.some(({ startsAt }, at) => at > 0 && startsAt < (intervals[at - 1]?.endsAt ?? 0))
}

function ruleOf(rhythm: Exclude<ClosingRhythm, 'once'>, date: string, count: number): RepeatRule {
  const weekday = weekdayOf(date)
  const nth = Math.ceil(Number(date.slice(8)) / 7)
  const isMonthly = rhythm === 'monthly'
  // The fifth of its kind is not in every month: what is meant is the last.
  const weekdays = [{ weekday, nth: isMonthly ? (nth === 5 ? -1 : nth) : null }]
  const none = { months: [], weeks: [], yearDays: [], monthDays: [], hours: [], minutes: [], seconds: [] }
  return {
    ...none,
    freq: isMonthly ? 'monthly' : 'weekly',
    interval: rhythm === 'fortnightly' ? 2 : 1,
    count,
    until: null,
    weekdays,
    positions: [],
    weekStart: 1,
  }
}

function instantAt(local: number, zone: string): Instant {
  const day = Math.floor(local / daySeconds)
  return atOrAfter({ date: dateOfEpochDay(day), time: clockOf(Math.floor((local - day * daySeconds) / 60)) }, zone)
}
