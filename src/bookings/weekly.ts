import type { Instant, Interval } from '../kernel/interval.ts'
import { clockOf, dayOf, repeatWeekly, type WallReading } from '../kernel/wall-clock.ts'

/** The most weeks of one series. */
export const mostWeeks = 60

/**
 * A time and the same wall time of the weeks after it, each as long in elapsed time. A wall time that comes twice is
 * the earlier one; one that does not come is null.
 */
export function weeklyFrom({ startsAt, endsAt }: Interval, weeks: number, zone: string): (Interval | null)[] {
  const { date, minuteOfDay } = dayOf(startsAt, zone)
  return repeatWeekly({ date, time: clockOf(minuteOfDay) }, weeks, zone).map(({ reading }, week) => {
    const at = week === 0 ? startsAt : startOf(reading)
    return at === null ? null : { startsAt: at, endsAt: at + endsAt - startsAt }
  })
}

/** The same weekday and wall time as an earlier booking: the first that begins after it and after now. */
export function sameTimeAgain(earlier: Interval, now: Instant, zone: string): Interval | null {
  const weeks = Math.max(1, Math.floor((now - earlier.startsAt) / week))
  if (weeks > longestAgo) return null
  const later = weeklyFrom(earlier, weeks + 2, zone).slice(weeks)
  return later.find((one) => one !== null && one.startsAt > now) ?? null
}

const week = 7 * 86_400
const longestAgo = 104

function startOf(reading: WallReading): Instant | null {
  if (reading.kind === 'once') return reading.at
  return reading.kind === 'twice' ? reading.earlier : null
}
