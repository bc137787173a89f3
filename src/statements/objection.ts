import type { EntryId, ObjectionId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { addDays, dayOf, spanOfDay, weekdayOf } from '../kernel/wall-clock.ts'
import type { HolidayCalendar } from '../resources/holiday-calendar.ts'

/** What a firm said of a line, and what it was answered. */
export interface Objection {
  readonly id: ObjectionId
  readonly lineNo: number
  readonly reason: string
  readonly raisedAt: Instant
  readonly state: 'open' | 'credited' | 'declined'
  readonly answer: string
  readonly answeredAt: Instant | null
  /** The credit that was posted for it. */
  readonly entryId: EntryId | null
  /** What of the credit lowered the dues of this statement; the rest lowers those of the next. */
  readonly setOffMinor: number
  /** The whole credit. */
  readonly creditedMinor: number
}

/** Working days that a firm has to object. */
const objectionDays = 10

/**
 * Until when a line may be objected to: the end of the tenth working day after the day of issue, by the park's calendar
 * with its holidays and make-up days.
 */
export function objectUntil(issuedAt: Instant, calendar: HolidayCalendar, zone: string): Instant {
  let { date } = dayOf(issuedAt, zone)
  for (let left = objectionDays; left > 0;) {
    date = addDays(date, 1)
    if (isWorkingDay(date, calendar)) left -= 1
  }
  return spanOfDay(date, zone).endsAt
}

function isWorkingDay(date: string, { days }: HolidayCalendar): boolean {
  const named = days.get(date)
  return named === undefined ? weekdayOf(date) <= 5 : !named.off
}
