import type { Instant, Interval } from '../kernel/interval.ts'
import { addDays, dayOf, epochDay, windowStart } from '../kernel/wall-clock.ts'
import type { Lane } from './lane.ts'

export const views = ['day', 'week'] as const

export type View = (typeof views)[number]

/** What the picture is drawn over: dates, and of each the hours in which anything is. */
export interface Axis {
  readonly dates: readonly string[]
  readonly fromHour: number
  /** From one to 24. */
  readonly hours: number
}

/** A place on the axis, in steps of five minutes: finer than an eye can tell, and few enough for a style sheet. */
export interface Place {
  readonly day: number
  readonly hour: number
  readonly twelfth: number
}

/** The dates of a view; weeks begin on Monday. */
export function datesOfView(date: string, view: View): string[] {
  if (view === 'day') return [date]
  const first = windowStart(date, 'week')
  return Array.from({ length: 7 }, (_, ahead) => addDays(first, ahead))
}

/** The date to which a step leads: a day, or a week. */
export function stepOf(date: string, view: View, by: -1 | 1): string {
  return addDays(date, by * (view === 'day' ? 1 : 7))
}

/**
 * Whole hours that hold the opening hours of the lanes and their bookings; all day where they are always open, a
 * working day where they are at no time. What goes on over midnight says nothing of the hours that matter. Pure.
 */
export function axisOf(dates: readonly string[], lanes: readonly Lane[], shown: Interval, zone: string): Axis {
  const open = [...new Set(lanes.map((lane) => lane.open))].flatMap((hours) => hours ?? [])
  const booked = lanes.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'booking'))
  const ofOneDay = (intervals: readonly Interval[]) =>
    intervals.flatMap((interval) => minutesOf(interval, shown, zone) ?? [])
  const hours = ofOneDay(open)
  if (hours.length === 0 && open.length > 0) return { dates, fromHour: 0, hours: 24 }
  // Bookings widen the picture and never narrow it: beside them there has to be room to drag to.
  const within = [...(hours.length > 0 ? hours : [workingDay]), ...ofOneDay(booked)]
  const from = within.reduce((least, [first]) => Math.min(least, first), 1440)
  const until = within.reduce((most, [, last]) => Math.max(most, last), 0)
  const fromHour = Math.floor(from / 60)
  return { dates, fromHour, hours: Math.ceil(until / 60) - fromHour }
}

const workingDay: [number, number] = [8 * 60, 18 * 60]

/** From which minute of its day to which an interval goes; null for one that is of no single day, or of all of it. */
function minutesOf({ startsAt, endsAt }: Interval, shown: Interval, zone: string): [[number, number]] | null {
  if (startsAt >= shown.endsAt || endsAt <= shown.startsAt) return null
  const first = dayOf(startsAt, zone)
  const last = dayOf(endsAt - 1, zone)
  const isWhole = first.minuteOfDay === 0 && last.minuteOfDay === 1439
  return first.date !== last.date || isWhole ? null : [[first.minuteOfDay, last.minuteOfDay + 1]]
}

/** Where an instant lies in the picture; what lies outside of its hours stands at their edge. */
export function placeOf(at: Instant, axis: Axis, zone: string, isEnd = false): Place {
  const { date, minuteOfDay } = dayOf(at, zone)
  const day = epochDay(date) - epochDay(axis.dates[0] ?? date)
  const last = axis.dates.length - 1
  // The end of a day is no place of the next one.
  if (isEnd && minuteOfDay === 0) return day - 1 < 0 ? edge(axis, 0, 'from') : edge(axis, Math.min(day - 1, last), 'to')
  if (day < 0) return edge(axis, 0, 'from')
  if (day > last) return edge(axis, last, 'to')
  if (minuteOfDay <= axis.fromHour * 60) return edge(axis, day, 'from')
  if (minuteOfDay >= (axis.fromHour + axis.hours) * 60) return edge(axis, day, 'to')
  const fives = Math.round(minuteOfDay / 5)
  return { day, hour: Math.floor(fives / 12), twelfth: fives % 12 }
}

function edge({ fromHour, hours }: Axis, day: number, which: 'from' | 'to'): Place {
  return { day, hour: which === 'from' ? fromHour : fromHour + hours, twelfth: 0 }
}
