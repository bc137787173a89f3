import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill/implementation'
import { describe, expect, test } from 'vitest'
import type { Interval } from '../../src/kernel/interval.ts'
import { holidayCalendar, type DatedDay } from '../../src/resources/holiday-calendar.ts'
import { closedBy, openingDay, openSpans, type DayRange, type OpeningHours } from '../../src/resources/opening-hours.ts'

/** Hours, calendar and a few days that lie around a change of the clocks as often as not. */
interface Case {
  readonly zone: string
  readonly hours: OpeningHours
  readonly days: readonly DatedDay[]
  readonly asked: Interval
}

describe('open time', () => {
  test('is, minute by minute, what the exceptions, the holiday rule and the week say', () => {
    fc.assert(
      fc.property(anyCase(), ({ zone, hours, days, asked }) => {
        const calendar = holidayCalendar(days)
        const open = openSpans(hours, calendar, zone, asked)
        expect(minutesIn(open)).toEqual(openMinutes(hours, days, zone, asked))
        for (const [place, span] of open.entries()) expect(span.startsAt).toBeGreaterThan(open[place - 1]?.endsAt ?? -1)
      }),
      { numRuns: 150 },
    )
  })

  test('covers a booking exactly when nothing is said to close it', () => {
    fc.assert(
      fc.property(anyCase(), ({ zone, hours, days, asked }) => {
        const calendar = holidayCalendar(days)
        const closed = closedBy(hours, calendar, zone, asked)
        const open = openMinutes(hours, days, zone, asked)
        const [firstOutside] = minutesIn([asked]).filter((minute) => !open.includes(minute))
        if (firstOutside === undefined) {
          expect(closed).toBeNull()
          return
        }
        const date = Temporal.Instant.fromEpochMilliseconds(firstOutside * 60_000)
          .toZonedDateTimeISO(zone)
          .toPlainDate()
        expect(closed).toMatchObject({ date: date.toString(), rule: openingDay(hours, calendar, date.toString()).rule })
      }),
      { numRuns: 150 },
    )
  })
})

const CLOCK_CHANGES = [
  ['America/New_York', '2027-03-14'],
  ['America/New_York', '2027-11-07'],
  ['Australia/Lord_Howe', '2027-04-04'],
  ['Australia/Lord_Howe', '2027-10-03'],
  ['America/Santiago', '2027-09-05'],
  ['America/Santiago', '2027-04-04'],
  ['Africa/Cairo', '2027-04-30'],
  ['Africa/Cairo', '2027-10-29'],
  ['America/Havana', '2027-11-07'],
  ['America/Nuuk', '2027-03-27'],
  ['America/Nuuk', '2027-10-31'],
  ['Asia/Shanghai', '2028-02-29'],
  ['Pacific/Apia', '2011-12-30'],
] as const

function anyCase(): fc.Arbitrary<Case> {
  return fc.constantFrom(...CLOCK_CHANGES).chain(([zone, date]) => {
    const nearDate = fc
      .integer({ min: -2, max: 2 })
      .map((days) => Temporal.PlainDate.from(date).add({ days }).toString())
    const named = fc.record({ date: nearDate, name: fc.constant('节'), off: fc.boolean() })
    const exception = fc.record({ date: nearDate, ranges: ranges(), note: fc.constant('校准') })
    const hours = fc.record({
      weekly: fc.array(ranges(), { minLength: 7, maxLength: 7 }),
      holidayRule: fc.constantFrom('closed' as const, 'open-as-weekday' as const, 'weekend-hours' as const),
      exceptions: fc.uniqueArray(exception, { maxLength: 2, selector: (each) => each.date }),
    })
    const noon = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone }).epochMilliseconds / 1000
    const asked = fc
      .tuple(fc.integer({ min: -36 * 60, max: 24 * 60 }), fc.integer({ min: 1, max: 48 * 60 }))
      .map(([from, minutes]) => ({ startsAt: noon + from * 60, endsAt: noon + (from + minutes) * 60 }))
    return fc.record({ zone: fc.constant(zone), hours, days: fc.array(named, { maxLength: 3 }), asked })
  })
}

function ranges(): fc.Arbitrary<DayRange[]> {
  const edge = fc.oneof(
    fc.constantFrom(0, 24 * 60),
    fc.integer({ min: 0, max: 4 * 60 }),
    fc.integer({ min: 0, max: 24 * 60 }),
  )
  const range = fc
    .tuple(edge, edge)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => ({ from: timeText(Math.min(a, b)), to: timeText(Math.max(a, b)) }))
  return fc.array(range, { maxLength: 2 })
}

function timeText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function minutesIn(spans: readonly Interval[]): number[] {
  return spans.flatMap(({ startsAt, endsAt }) =>
    Array.from({ length: (endsAt - startsAt) / 60 }, (_, minute) => startsAt / 60 + minute),
  )
}

// The law once more, written the slow way on Temporal alone.
function openMinutes(hours: OpeningHours, days: readonly DatedDay[], zone: string, asked: Interval): number[] {
  const middle = Temporal.Instant.fromEpochMilliseconds(asked.startsAt * 1000)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
  const dates = [-3, -2, -1, 0, 1, 2, 3, 4, 5].map((days) => middle.add({ days }))
  const open = dates
    .filter((date) => date.toZonedDateTime(zone).toPlainDate().equals(date))
    .flatMap((date) =>
      rangesOn(date, hours, days).map(({ from, to }) => [seconds(date, from, zone), seconds(date, to, zone)]),
    )
  return minutesIn([asked]).filter((minute) =>
    open.some(([from = 0, to = 0]) => from <= minute * 60 && minute * 60 < to),
  )
}

function rangesOn(date: Temporal.PlainDate, hours: OpeningHours, days: readonly DatedDay[]): readonly DayRange[] {
  const exception = hours.exceptions.find((each) => each.date === date.toString())
  const named = days.findLast((each) => each.date === date.toString())
  const isWeekend = date.dayOfWeek > 5
  const [monday = [], , , , , , sunday = []] = hours.weekly
  const ordinary = hours.weekly[date.dayOfWeek - 1] ?? []
  if (exception) return exception.ranges
  if (named && !named.off) return isWeekend ? monday : ordinary
  if (!named || hours.holidayRule === 'open-as-weekday') return ordinary
  if (hours.holidayRule === 'closed') return []
  return isWeekend ? ordinary : sunday
}

function seconds(date: Temporal.PlainDate, time: string, zone: string): number {
  const [day, clock] = time === '24:00' ? [date.add({ days: 1 }), '00:00'] : [date, time]
  return day.toPlainDateTime(clock).toZonedDateTime(zone).epochMilliseconds / 1000
}
