import type { Names } from '../deps.ts'
import type { FacilityId, TrainingSessionId } from '../kernel/id.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import { addDays, dayOf, isDate, spanOfDay } from '../kernel/wall-clock.ts'

/** A training that people sign up for. */
export interface TrainingSession extends Interval {
  readonly id: TrainingSessionId
  readonly kindId: string
  readonly kind: Names
  readonly facilityId: FacilityId
  readonly facility: Names
  readonly place: string
  readonly trainer: string
  readonly seats: number
  readonly taken: number
  readonly validMonths: number
  readonly cancelledAt: Instant | null
  readonly cancelReason: string
}

export const mostSeats = 200
export const longestValidMonths = 120

/** The same day so many months later; in a month without it, the last day of that month. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1] = date.split('-').map(Number)
  const count = year * 12 + month - 1 + months
  const first = `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
  for (const day of [date.slice(-2), '30', '29']) if (isDate(`${first}-${day}`)) return `${first}-${day}`
  return `${first}-28`
}

/** The end of a training that is given on the day of `at`: it holds through the same day so many months later. */
export function endAfter(at: Instant, months: number, zone: string): Instant {
  return throughDay(addMonths(dayOf(at, zone).date, months), zone)
}

/** A training holds through the day that is named. */
export function throughDay(date: string, zone: string): Instant {
  return spanOfDay(addDays(date, 1), zone).startsAt
}
