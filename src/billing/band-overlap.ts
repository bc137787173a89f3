import { clockOf, minuteOf } from '../kernel/wall-clock.ts'
import type { RateBand } from './tariff.ts'

/** Hours of the week that two bands both claim. */
export interface BandOverlap {
  readonly bands: readonly [string, string]
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number
  readonly from: string
  readonly to: string
}

/** The first hours of the week that two bands both claim; null when each hour has one price. */
export function bandOverlap(bands: readonly RateBand[]): BandOverlap | null {
  const spans = bands.flatMap((band, at) =>
    band.days.flatMap((day) => spansOf(band, day).map((span) => ({ at, ...span }))),
  )
  const inOrder = spans.toSorted((a, b) => a.from - b.from || a.to - b.to)
  for (const [place, span] of inOrder.entries()) {
    const other = inOrder.slice(place + 1).find((one) => one.from < span.to && one.at !== span.at)
    if (other === undefined) continue
    const weekday = Math.floor(other.from / day) + 1
    const midnight = (weekday - 1) * day
    const [first, second] = [bands[Math.min(span.at, other.at)], bands[Math.max(span.at, other.at)]]
    const to = Math.min(span.to, other.to, midnight + day) - midnight
    return {
      bands: [first?.name ?? '', second?.name ?? ''],
      weekday,
      from: clockOf(other.from - midnight),
      to: clockOf(to),
    }
  }
  return null
}

const day = 1440

/** Minutes of the week, Monday 00:00 being 0; what runs past Sunday's midnight comes in on Monday. */
function spansOf({ from, to }: RateBand, weekday: number): { from: number; to: number }[] {
  const start = (weekday - 1) * day + minuteOf(from)
  const end = (weekday - 1) * day + minuteOf(to) + (minuteOf(to) <= minuteOf(from) ? day : 0)
  const week = 7 * day
  if (end <= week) return [{ from: start, to: end }]
  return [
    { from: start, to: week },
    { from: 0, to: end - week },
  ]
}
