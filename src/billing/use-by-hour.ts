import { dayOf } from '../kernel/wall-clock.ts'

/** Uses of the same quarter hours, counted from 1970. */
export interface UsedSpan {
  readonly from: number
  readonly until: number
  readonly uses: number
}

/** Hours of use by weekday, Monday first, and by hour of the park's day. */
export function useByHour(spans: readonly UsedSpan[], zone: string): number[][] {
  const byQuarter = new Map<number, number>()
  for (const { from, until, uses } of spans)
    for (let quarter = from; quarter < until; quarter++) byQuarter.set(quarter, (byQuarter.get(quarter) ?? 0) + uses)
  const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  for (const [quarter, uses] of byQuarter) {
    const { weekday, minuteOfDay } = dayOf(quarter * 900, zone)
    const day = week[weekday - 1]
    const hour = Math.floor(minuteOfDay / 60)
    if (day !== undefined) day[hour] = (day[hour] ?? 0) + uses / 4
  }
  return week
}
