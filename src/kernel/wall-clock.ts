import type { Instant, Interval } from './interval.ts'
import { invariant } from './invariant.ts'
import { offsetSpanAt, type OffsetSpan } from './zone-offsets.ts'

/** What a clock on the lab's wall shows: `YYYY-MM-DD` and `HH:MM`, where `24:00` is the end of the date. */
export interface WallTime {
  readonly date: string
  readonly time: string
}

/** When a wall time comes: clocks that go forward skip some, clocks that go back show some twice. */
export type WallReading =
  | { readonly kind: 'once'; readonly at: Instant }
  | { readonly kind: 'never' }
  | { readonly kind: 'twice'; readonly earlier: Instant; readonly later: Instant }

/** 1 = Monday … 7 = Sunday. `minuteOfDay` is what the wall shows, not what has elapsed since midnight. */
export interface DayReading {
  readonly date: string
  readonly minuteOfDay: number
  readonly weekday: number
}

/** When a wall time comes, for what a person asks for: `never` is refused and `twice` is asked back. */
export function instantOf(wall: WallTime, zone: string): WallReading {
  const local = secondsOnTheWall(wall)
  const [at, later] = spansAround(local, zone)
    .filter((span) => isWithin(local - span.offsetSeconds, span))
    .map((span) => local - span.offsetSeconds)
  if (at === undefined) return { kind: 'never' }
  return later === undefined ? { kind: 'once', at } : { kind: 'twice', earlier: at, later }
}

/**
 * When a wall time comes, for rules that must always have an answer: of two the earlier, and a skipped one is as much
 * later as the clocks were moved (02:30 becomes 03:30), which is what Temporal calls 'compatible'.
 */
export function atOrAfter(wall: WallTime, zone: string): Instant {
  const local = secondsOnTheWall(wall)
  const { span, before } = landing(local, zone)
  const at = local - span.offsetSeconds
  return at < span.from ? local - before.offsetSeconds : at
}

/** The date, minute and weekday that the zone's clocks show at an instant. */
export function dayOf(at: Instant, zone: string): DayReading {
  const local = at + offsetSpanAt(at, zone).offsetSeconds
  const day = Math.floor(local / DAY)
  const date = dateOfEpochDay(day)
  return { date, minuteOfDay: Math.floor((local - day * DAY) / 60), weekday: weekdayOf(date) }
}

/** `HH:MM` of a minute of the day. */
export function clockOf(minuteOfDay: number): string {
  const two = (count: number) => String(count).padStart(2, '0')
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`
}

/** Minutes of the day at `HH:MM`. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** A date from its first instant to the next date's: 23 or 25 hours where clocks move, none if a zone skipped it. */
export function spanOfDay(date: string, zone: string): Interval {
  const day = epochDay(date)
  return { startsAt: startOfDay(day, zone), endsAt: startOfDay(day + 1, zone) }
}

/** The most dates that one interval may be spread over: doors keep what they let in far below. */
export const MOST_DATES = 3_660

/** Every date that an interval touches, in order. */
export function datesOf(interval: Interval, zone: string): string[] {
  if (interval.startsAt >= interval.endsAt) return []
  const first = epochDay(dayOf(interval.startsAt, zone).date)
  const last = epochDay(dayOf(interval.endsAt - 1, zone).date)
  invariant(last - first < MOST_DATES, 'an interval that is dated day by day is no longer than ten years')
  const days = Array.from({ length: last - first + 1 }, (_, ordinal) => first + ordinal)
  return days.filter((day) => startOfDay(day, zone) < startOfDay(day + 1, zone)).map(dateOfEpochDay)
}

/** The same wall time on `weeks` dates, a week apart; a week in which it is skipped or doubled says so itself. */
export function repeatWeekly(wall: WallTime, weeks: number, zone: string): { wall: WallTime; reading: WallReading }[] {
  return Array.from({ length: weeks }, (_, week) => {
    const repeated = { date: addDays(wall.date, 7 * week), time: wall.time }
    return { wall: repeated, reading: instantOf(repeated, zone) }
  })
}

/** The spans that a limit may be set over; weeks start on Monday. */
export type CalendarWindow = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** The first date of the window that holds a date. */
export function windowStart(date: string, window: CalendarWindow): string {
  switch (window) {
    case 'day':
      return date
    case 'week':
      return addDays(date, 1 - weekdayOf(date))
    case 'month':
      return `${date.slice(0, -2)}01`
    case 'quarter':
      return `${date.slice(0, -5)}${QUARTER_MONTHS[Math.floor((Number(date.slice(-5, -3)) - 1) / 3)]}-01`
    case 'year':
      return `${date.slice(0, -5)}01-01`
  }
}

/** The first date after the window that holds a date. */
export function nextWindowStart(date: string, window: CalendarWindow): string {
  return windowStart(addDays(windowStart(date, window), LONGEST_DAYS[window]), window)
}

/** The date so many days later, or earlier when negative. */
export function addDays(date: string, days: number): string {
  return dateOfEpochDay(epochDay(date) + days)
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: string): number {
  // 1970-01-01 was a Thursday; before it the remainder is negative.
  return ((((epochDay(date) + 3) % 7) + 7) % 7) + 1
}

/** Days from 1970-01-01 to a date. A text that is no date of the calendar breaks a belief: doors ask `isDate` first. */
export function epochDay(date: string): number {
  const known = dayByDate.get(date)
  if (known !== undefined) return known
  const day = Date.parse(date) / (DAY * 1000)
  invariant(DATE.test(date) && dateOfEpochDay(day) === date, 'a date is one that the calendar has')
  if (dayByDate.size === MOST_DATES) dayByDate.clear()
  dayByDate.set(date, day)
  return day
}

/** The date so many days after 1970-01-01. */
export function dateOfEpochDay(day: number): string {
  const known = dateByDay.get(day)
  if (known !== undefined) return known
  invariant(Math.abs(day) <= 1e8, 'a day is within the calendar')
  const date = new Date(day * DAY * 1000).toISOString().slice(0, -14)
  if (dateByDay.size === MOST_DATES) dateByDay.clear()
  dateByDay.set(day, date)
  return date
}

/** Whether a text is a date of the calendar, `YYYY-MM-DD`: 2026-02-30 is not. */
export function isDate(text: string): boolean {
  const day = text.length === 10 && DATE.test(text) ? Date.parse(text) / (DAY * 1000) : Number.NaN
  return Number.isInteger(day) && dateOfEpochDay(day) === text
}

/**
 * Whether a text is a time that a wall clock shows, `HH:MM`. `24:00` ends a range and is for the range's door to
 * allow.
 */
export function isTime(text: string): boolean {
  return TIME.test(text) && text !== '24:00'
}

const DAY = 86_400
const DATE = /^(?:\d{4}|[+-]\d{6})-\d{2}-\d{2}$/
const TIME = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/
const QUARTER_MONTHS = ['01', '04', '07', '10']
const LONGEST_DAYS = { day: 1, week: 7, month: 31, quarter: 92, year: 366 }
const dayByDate = new Map<string, number>()
const dateByDay = new Map<number, string>()

function startOfDay(day: number, zone: string): Instant {
  const { span } = landing(day * DAY, zone)
  return Math.max(day * DAY - span.offsetSeconds, span.from)
}

// The first stretch whose clocks have not yet passed the wall time, and the one before it: a skipped time lies between.
function landing(local: number, zone: string): { span: OffsetSpan; before: OffsetSpan } {
  const spans = spansAround(local, zone)
  const place = spans.findIndex((span) => local - span.offsetSeconds < span.until)
  const span = spans[place]
  invariant(span, 'some stretch of a zone has not yet passed a wall time')
  return { span, before: spans[place - 1] ?? span }
}

// No offset reaches a day, so these stretches hold every instant at which the wall may show this.
function spansAround(local: number, zone: string): OffsetSpan[] {
  let span = offsetSpanAt(local - DAY, zone)
  const spans = [span]
  while (span.until < local + DAY) {
    span = offsetSpanAt(span.until, zone)
    spans.push(span)
  }
  return spans
}

function isWithin(at: Instant, span: OffsetSpan): boolean {
  return span.from <= at && at < span.until
}

function secondsOnTheWall(wall: WallTime): number {
  return epochDay(wall.date) * DAY + secondsOfTime(wall.time)
}

function secondsOfTime(time: string): number {
  invariant(TIME.test(time), 'a wall time is HH:MM')
  return Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60
}
