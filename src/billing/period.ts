import type { Instant, Interval } from '../kernel/interval.ts'
import { dayOf, nextWindowStart, spanOfDay } from '../kernel/wall-clock.ts'

/** The billing period of a charge: the park's month that holds the last second of the time it is for. `2027-01`. */
export function periodOf(occurredAt: Instant, zone: string): string {
  return monthOf(dayOf(occurredAt, zone).date)
}

/** The last second of an interval: one that ends on 1 February at 00:00 is January's. */
export function lastSecond({ endsAt }: Pick<Interval, 'endsAt'>): Instant {
  return endsAt - 1
}

/**
 * The periods that a charge may be posted to, best first: its own and, should that be closed, those after it. They
 * reach a year past the month of posting: nobody closes a month that far ahead.
 */
export function periodsFrom(occurredAt: Instant, postedAt: Instant, zone: string): string[] {
  const last = periodOf(Math.max(occurredAt, postedAt) + year, zone)
  const periods: string[] = []
  for (let { date } = dayOf(occurredAt, zone); monthOf(date) <= last; date = nextWindowStart(date, 'month')) {
    periods.push(monthOf(date))
  }
  return periods
}

/** What an address names that names no month: before any park. */
export const noPeriod = '1970-01'

/** The first instant after a period, in the park's zone. */
export function periodEnd(period: string, zone: string): Instant {
  return spanOfDay(nextWindowStart(`${period}-01`, 'month'), zone).startsAt
}

const year = 366 * 86_400

function monthOf(date: string): string {
  return date.slice(0, 7)
}
