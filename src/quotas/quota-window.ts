import type { Park } from '../deps.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import { intersect, union } from '../kernel/interval.ts'
import {
  addDays,
  atOrAfter,
  dateOfEpochDay,
  datesOf,
  dayOf,
  epochDay,
  nextWindowStart,
  windowStart,
} from '../kernel/wall-clock.ts'
import type { Quota, QuotaWindow } from './quota.ts'

type Calendar = Pick<Park, 'timeZone' | 'peak'>

/** The bucket of the window that holds an instant: the epoch day on which it begins, 0 for a window without end. */
export function bucketOf(at: Instant, window: QuotaWindow, zone: string): number {
  if (window === 'none') return 0
  const { date } = dayOf(at, zone)
  return epochDay(window === 'rolling' ? date : windowStart(date, window))
}

/**
 * Elapsed seconds of an interval in each window that it touches, so that an overnight booking does not escape a daily
 * limit.
 */
export function secondsByBucket(
  interval: Interval,
  quota: Pick<Quota, 'window' | 'band'>,
  park: Calendar,
): Map<number, number> {
  const counted = quota.band === 'peak' ? peakSpans(interval, park) : [interval]
  const seconds = new Map<number, number>()
  for (const span of counted) {
    let startsAt = span.startsAt
    while (startsAt < span.endsAt) {
      const bucket = bucketOf(startsAt, quota.window, park.timeZone)
      const endsAt = Math.min(span.endsAt, bucketEnd(bucket, quota.window, park.timeZone) ?? span.endsAt)
      seconds.set(bucket, (seconds.get(bucket) ?? 0) + endsAt - startsAt)
      startsAt = endsAt
    }
  }
  return seconds
}

/** The instant at which a window ends and the count begins anew; null for a window without end. */
export function bucketEnd(bucket: number, window: QuotaWindow, zone: string): Instant | null {
  if (window === 'none') return null
  const date = dateOfEpochDay(bucket)
  const next = window === 'rolling' ? addDays(date, 1) : nextWindowStart(date, window)
  return atOrAfter({ date: next, time: '00:00' }, zone)
}

/** Every bucket, of any window, that the intervals can touch; the facts read the counters of these. */
export function bucketsTouched(times: readonly Interval[], zone: string): number[] {
  const buckets = new Set<number>([0])
  for (const date of new Set(times.flatMap((time) => datesOf(time, zone)))) {
    buckets.add(epochDay(date))
    for (const window of ['week', 'month', 'quarter', 'year'] as const) buckets.add(epochDay(windowStart(date, window)))
  }
  return [...buckets]
}

/** The parts of an interval that lie in the park's peak hours. */
export function peakSpans(interval: Interval, park: Calendar): Interval[] {
  const spans: Interval[] = []
  for (const date of datesOf(interval, park.timeZone)) {
    const { weekday } = dayOf(atOrAfter({ date, time: '12:00' }, park.timeZone), park.timeZone)
    for (const range of park.peak) {
      if (!range.days.includes(weekday)) continue
      const span = intersect(interval, {
        startsAt: atOrAfter({ date, time: range.from }, park.timeZone),
        endsAt: atOrAfter({ date, time: range.to }, park.timeZone),
      })
      if (span) spans.push(span)
    }
  }
  return union(spans)
}
