import { expect, test } from 'vitest'
import { mostTimesOfFile, readCalendar } from '../../src/calendar-import/read-calendar.ts'
import { calendarOf } from '../support/ics.ts'

const window = { startsAt: Date.parse('2026-11-28') / 1000, endsAt: Date.parse('2028-11-28') / 1000 }
const read = (file: string) => readCalendar(file, { zone: 'Asia/Shanghai', window })

/** As many events as make a file of one megabyte. */
function megabyte(eventOf: (number: number) => readonly string[]): { file: string; count: number } {
  const count = Math.floor(1_000_000 / (calendarOf(eventOf(1_000)).length - calendarOf().length))
  return { file: calendarOf(...Array.from({ length: count }, (_, number) => eventOf(number))), count }
}

// Without a bound each of these would go on for hours: that the test ends is what it shows.
test.each([
  ['FREQ=SECONDLY', '19700101T000000', 'too-frequent'],
  ['FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3,4,5,6;BYSECOND=1,2,3,4,5,6', '19700101T000000', 'too-frequent'],
  ['FREQ=DAILY;BYHOUR=1,2,3', '19700101T000000', 'too-many'],
  ['FREQ=DAILY;COUNT=999999999', '00010101T000000', 'too-long-to-read'],
])('%s from %s on is refused as %s', (rule, start, kind) => {
  const { events } = read(calendarOf(['UID:a', `DTSTART:${start}`, 'DURATION:PT1H', `RRULE:${rule}`]))
  expect(events).toMatchObject([
    { outcome: 'not-understood', reason: { kind }, reasonLine: expect.any(Number) as number },
  ])
})

test.each([
  'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6',
  'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=2',
])('%s never comes, but for its first time', (rule) => {
  const { events } = read(calendarOf(['UID:a', 'DTSTART:20270101T000000Z', 'DURATION:PT1H', `RRULE:${rule}`]))
  expect(events).toMatchObject([
    { outcome: 'understood', occurrences: [{ startsAt: Date.parse('2027-01-01') / 1000 }] },
  ])
})

const repeating = (number: number, rule: string) => [`UID:${number}`, 'DTSTART:19700101T000000', 'DURATION:PT1H', rule]

test.each<[string, (number: number) => readonly string[]]>([
  ['happen once', (number) => [`UID:${number}`, 'DTSTART:20270101T000000Z', 'DURATION:PT1H']],
  ['repeat daily for ever', (number) => repeating(number, 'RRULE:FREQ=DAILY')],
  ['are counted from the year 1', (number) => [...repeating(number, 'RRULE:FREQ=DAILY;COUNT=99999'), 'SEQUENCE:1']],
  ['lie in ten thousand zones', (number) => [`UID:${number}`, `DTSTART;TZID=Zone/N${number}:20270101T000000`]],
])('of a megabyte of events that %s every one is accounted for', (_, eventOf) => {
  const { file, count } = megabyte(eventOf)
  const { events } = read(file)
  expect(events).toHaveLength(count)
  const told = events.flatMap((event) => (event.outcome === 'understood' ? event.occurrences : []))
  expect(told.length).toBeLessThanOrEqual(mostTimesOfFile)
})

test('lines folded a quarter of a million times, parts within parts and lists of dates are read to their end', () => {
  const folded = calendarOf(['UID:a', `SUMMARY:${'\r\n x'.repeat(250_000)}`, 'DTSTART:20270101T000000Z'])
  expect(read(folded).events).toMatchObject([{ outcome: 'understood' }])
  expect(read('BEGIN:VCALENDAR\n' + 'BEGIN:X\n'.repeat(100_000)).faults.length).toBeGreaterThan(0)
  const dates = Array.from({ length: 50_000 }, () => '20270101T000000Z').join(',')
  expect(read(calendarOf(['UID:a', 'DTSTART:20270101T000000Z', `RDATE:${dates}`])).events).toMatchObject([
    { outcome: 'not-understood', reason: { kind: 'line' }, reasonLine: 7 },
  ])
})
