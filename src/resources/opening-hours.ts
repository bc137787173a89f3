import { intersect, subtract, union, type Interval } from '../kernel/interval.ts'
import { invariant } from '../kernel/invariant.ts'
import { atOrAfter, datesOf, dayOf, weekdayOf } from '../kernel/wall-clock.ts'
import type { HolidayCalendar } from './holiday-calendar.ts'

/** Wall time of the park: `09:00` to `18:00`, or to `24:00`. A range does not wrap past midnight. */
export interface DayRange {
  readonly from: string
  readonly to: string
}

export type DayRanges = readonly DayRange[]

/** A date with hours of its own; without ranges it is closed. The note says why. */
export interface DatedHours {
  readonly date: string
  readonly ranges: DayRanges
  readonly note: string
}

/** Hours of an ordinary week, and what holidays make of them. */
export interface WeekRules {
  /** Seven days, Monday first. */
  readonly weekly: readonly DayRanges[]
  /**
   * On holidays: closed, open as on any such weekday, or with weekend hours (Sunday's where it falls on a working
   * day).
   */
  readonly holidayRule: 'closed' | 'open-as-weekday' | 'weekend-hours'
  /** When somebody is there to assist, Monday first; left out where that is not told apart from being open. */
  readonly staffed?: readonly DayRanges[] | undefined
}

/** A week that takes the place of the one before it, from a date on. */
export interface LaterWeek extends WeekRules {
  readonly from: string
}

/** When a resource is open. A dated exception comes before the holiday rule, and that before the week. */
export interface OpeningHours extends WeekRules {
  readonly exceptions: readonly DatedHours[]
  /** Weeks that are yet to come, earliest first; until the first of them, the week above holds. */
  readonly later?: readonly LaterWeek[] | undefined
}

/** The hours of one date, and the rule that set them. */
export interface OpeningDay {
  readonly rule: 'weekly' | 'exception' | 'holiday'
  readonly ranges: DayRanges
  /** Of the holiday, or of the one that a make-up working day belongs to. */
  readonly name?: string
  /** True on a holiday, false on a make-up working day. */
  readonly off?: boolean
  /** Of the exception. */
  readonly note?: string
  /** False while the year's notice is not out: the week's hours stand, and may change. */
  readonly announced: boolean
}

/** Why a time is not open: the rule and date of its first minute outside, the holiday's name, the exception's note. */
export interface Closed {
  readonly rule: OpeningDay['rule']
  readonly date: string
  readonly name?: string
  readonly note?: string
}

/** The open parts of an interval of at most ten years. Hours that touch are one span, over midnight too. */
export function openSpans(
  hours: OpeningHours,
  calendar: HolidayCalendar,
  zone: string,
  interval: Interval,
): Interval[] {
  const spans: Interval[] = []
  for (const date of datesInReach(interval, zone)) {
    for (const range of openingDay(hours, calendar, date).ranges) {
      const open = intersect(interval, spanOf(date, range, zone))
      if (open) spans.push(open)
    }
  }
  return union(spans)
}

/** What closes the first part of an interval that is not open, or null when every minute of it is. */
export function closedBy(
  hours: OpeningHours,
  calendar: HolidayCalendar,
  zone: string,
  interval: Interval,
): Closed | null {
  const [outside] = subtract(interval, openSpans(hours, calendar, zone, interval))
  if (!outside) return null
  const { date } = dayOf(outside.startsAt, zone)
  const { rule, name, note } = openingDay(hours, calendar, date)
  if (rule === 'holiday' && name !== undefined) return { rule, date, name }
  return note === undefined ? { rule, date } : { rule, date, note }
}

/** Which hours a date has, and why. */
export function openingDay(hours: OpeningHours, calendar: HolidayCalendar, date: string): OpeningDay {
  const listed = calendar.days.get(date)
  const known = { ...listed, announced: calendar.announcedYears.has(Number(date.slice(0, 4))) }
  const exception = hours.exceptions.find((each) => each.date === date)
  if (exception) return { rule: 'exception', ranges: exception.ranges, note: exception.note, ...known }
  const week = weekOn(hours, date)
  const weekday = weekdayOf(date)
  if (!listed?.off)
    return { rule: 'weekly', ranges: weekRanges(week.weekly, listed ? workingDay(weekday) : weekday), ...known }
  switch (week.holidayRule) {
    case 'closed':
      return { rule: 'holiday', ranges: [], ...known }
    case 'weekend-hours':
      return { rule: 'holiday', ranges: weekRanges(week.weekly, restDay(weekday)), ...known }
    case 'open-as-weekday':
      return { rule: 'weekly', ranges: weekRanges(week.weekly, weekday), ...known }
  }
}

/** The week that is in force on a date. */
export function weekOn(hours: OpeningHours, date: string): WeekRules {
  return (hours.later ?? []).findLast(({ from }) => from <= date) ?? hours
}

/**
 * When somebody is there to assist on a date: as the week says of such a day, and only while it is open. Null where
 * nobody has told the two apart.
 */
export function staffedDay(hours: OpeningHours, calendar: HolidayCalendar, date: string): DayRanges | null {
  const week = weekOn(hours, date)
  if (!week.staffed) return null
  const { ranges } = openingDay(hours, calendar, date)
  const asStaffed = { weekly: week.staffed, holidayRule: week.holidayRule, exceptions: [] }
  const staff = openingDay(asStaffed, calendar, date).ranges
  return ranges.flatMap((open) =>
    staff.flatMap(({ from, to }) => {
      const both = { from: from > open.from ? from : open.from, to: to < open.to ? to : open.to }
      return both.from < both.to ? [both] : []
    }),
  )
}

/** The parts of an interval in which nobody is there to assist though it is open. */
export function unstaffedSpans(
  hours: OpeningHours,
  calendar: HolidayCalendar,
  zone: string,
  interval: Interval,
): Interval[] {
  const open: Interval[] = []
  const staffed: Interval[] = []
  for (const date of datesInReach(interval, zone)) {
    const staff = staffedDay(hours, calendar, date)
    if (staff === null) continue
    open.push(...openingDay(hours, calendar, date).ranges.map((range) => spanOf(date, range, zone)))
    staffed.push(...staff.map((range) => spanOf(date, range, zone)))
  }
  return union(open)
    .flatMap((span) => intersect(interval, span) ?? [])
    .flatMap((span) => subtract(span, staffed))
}

const MONDAY = 1
const SATURDAY = 6
const SUNDAY = 7
const FURTHEST_PUSH = 3 * 3600

// A range near midnight may be pushed into the next date by clocks that skip it, though never by more than this.
function datesInReach({ startsAt, endsAt }: Interval, zone: string): string[] {
  return startsAt < endsAt ? datesOf({ startsAt: startsAt - FURTHEST_PUSH, endsAt: endsAt + FURTHEST_PUSH }, zone) : []
}

// A make-up Saturday or Sunday is worked like a Monday.
function workingDay(weekday: number): number {
  return weekday < SATURDAY ? weekday : MONDAY
}

function restDay(weekday: number): number {
  return weekday < SATURDAY ? SUNDAY : weekday
}

function spanOf(date: string, { from, to }: DayRange, zone: string): Interval {
  return { startsAt: atOrAfter({ date, time: from }, zone), endsAt: atOrAfter({ date, time: to }, zone) }
}

function weekRanges(weekly: WeekRules['weekly'], weekday: number): DayRanges {
  const ranges = weekly[weekday - 1]
  invariant(ranges, 'a week has seven days')
  return ranges
}
