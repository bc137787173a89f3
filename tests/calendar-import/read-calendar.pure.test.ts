import { describe, expect, test } from 'vitest'
import type { AccountedEvent } from '../../src/calendar-import/calendar-reading.ts'
import { readCalendar } from '../../src/calendar-import/read-calendar.ts'
import { formatInstant, parseInstant } from '../../src/kernel/rfc3339.ts'
import { calendarOf } from '../support/ics.ts'

const instant = (text: string) => parseInstant(text) ?? 0
const window = { startsAt: instant('2026-11-28T00:00:00Z'), endsAt: instant('2028-11-28T00:00:00Z') }
const read = (file: string) => readCalendar(file, { zone: 'Asia/Shanghai', window })
const only = (...lines: string[]) => {
  const [event] = read(calendarOf(['UID:a', ...lines])).events
  if (!event) throw new Error('no event')
  return event
}
const times = (event: AccountedEvent) =>
  event.outcome === 'understood'
    ? event.occurrences.map(({ startsAt, endsAt }) => `${formatInstant(startsAt)}/${formatInstant(endsAt)}`)
    : [event.outcome]
const notes = (event: AccountedEvent): object[] => (event.outcome === 'understood' ? [...event.notes] : [event])

describe('clocks', () => {
  test.each([
    ['UTC', 'DTSTART:20270105T010000Z', '2027-01-05T01:00:00Z', []],
    ['a zone by its name', 'DTSTART;TZID=America/New_York:20270105T090000', '2027-01-05T14:00:00Z', []],
    ['no zone: the park’s', 'DTSTART:20270105T090000', '2027-01-05T01:00:00Z', [{ kind: 'floating' }]],
    [
      'a zone as Windows calls it',
      'DTSTART;TZID="W. Europe Standard Time":20270705T090000',
      '2027-07-05T07:00:00Z',
      [{ kind: 'mapped-zone', tzid: 'W. Europe Standard Time', zone: 'Europe/Berlin' }],
    ],
    [
      'a zone with its maker’s name before it',
      'DTSTART;TZID=/mozilla.org/20070129_1/Europe/Berlin:20270105T090000',
      '2027-01-05T08:00:00Z',
      [{ kind: 'mapped-zone', tzid: '/mozilla.org/20070129_1/Europe/Berlin', zone: 'Europe/Berlin' }],
    ],
    [
      'a zone that nobody knows: the park’s',
      'DTSTART;TZID=Nowhere/Middle:20270105T090000',
      '2027-01-05T01:00:00Z',
      [{ kind: 'unknown-zone', tzid: 'Nowhere/Middle' }],
    ],
    [
      'a time that the clocks skip: as much later',
      'DTSTART;TZID=America/New_York:20270314T023000',
      '2027-03-14T07:30:00Z',
      [{ kind: 'skipped', wall: '2027-03-14 02:30' }],
    ],
    [
      'a time that the clocks show twice: the first',
      'DTSTART;TZID=America/New_York:20271107T013000',
      '2027-11-07T05:30:00Z',
      [{ kind: 'doubled', wall: '2027-11-07 01:30' }],
    ],
  ])('%s', (_, start, expected, told) => {
    const event = only(start, 'DURATION:PT1H')
    expect(times(event)).toEqual([`${expected}/${formatInstant(instant(expected) + 3600)}`])
    expect(notes(event)).toEqual(told)
  })

  test('a zone that only the file knows is read as the file describes it', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Lab',
      ...observance('STANDARD', '19701101T020000', '-0400', '-0500', 'FREQ=YEARLY;BYMONTH=11;BYDAY=1SU'),
      ...observance('DAYLIGHT', '19700308T020000', '-0500', '-0400', 'FREQ=YEARLY;BYMONTH=3;BYDAY=2SU'),
      'END:VTIMEZONE',
    ]
    const events = calendarOf(
      ['UID:winter', 'DTSTART;TZID=Lab:20270105T090000', 'DURATION:PT1H'],
      ['UID:summer', 'DTSTART;TZID=Lab:20270705T090000', 'DURATION:PT1H'],
      ['UID:skipped', 'DTSTART;TZID=Lab:20270314T023000', 'DURATION:PT1H'],
    )
    const file = events.replace('BEGIN:VEVENT', [...zone, 'BEGIN:VEVENT'].join('\r\n'))
    expect(read(file).events.flatMap(times)).toEqual([
      '2027-01-05T14:00:00Z/2027-01-05T15:00:00Z',
      '2027-07-05T13:00:00Z/2027-07-05T14:00:00Z',
      '2027-03-14T07:30:00Z/2027-03-14T08:30:00Z',
    ])
    expect(read(file).events.flatMap(notes)).toContainEqual({ kind: 'zone-of-file', tzid: 'Lab' })
  })

  test('a whole day is the park’s day, and its end is the next day', () => {
    const event = only('DTSTART;VALUE=DATE:20270105', 'DTEND;VALUE=DATE:20270107')
    expect(times(event)).toEqual(['2027-01-04T16:00:00Z/2027-01-06T16:00:00Z'])
    expect(notes(event)).toEqual([{ kind: 'all-day' }])
    expect(times(only('DTSTART;VALUE=DATE:20270105', 'DTEND;VALUE=DATE:20270105'))).toEqual([
      '2027-01-04T16:00:00Z/2027-01-05T16:00:00Z',
    ])
  })

  test('an event keeps its wall time across a change of the clocks', () => {
    const event = only(
      'DTSTART;TZID=America/New_York:20270310T090000',
      'DTEND;TZID=America/New_York:20270310T100000',
      'RRULE:FREQ=WEEKLY;COUNT=2',
    )
    expect(times(event)).toEqual([
      '2027-03-10T14:00:00Z/2027-03-10T15:00:00Z',
      '2027-03-17T13:00:00Z/2027-03-17T14:00:00Z',
    ])
  })
})

describe('series', () => {
  test('one time is moved and another cancelled, each under the name of the time that it was', () => {
    const series = ['UID:a', 'DTSTART:20270104T010000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3', 'SEQUENCE:1']
    const moved = ['UID:a', 'RECURRENCE-ID:20270105T010000Z', 'DTSTART:20270110T050000Z', 'DURATION:PT2H']
    const cancelled = ['UID:a', 'RECURRENCE-ID:20270106T010000Z', 'DTSTART:20270106T010000Z', 'STATUS:CANCELLED']
    const { events } = read(calendarOf(series, moved, cancelled))
    expect(events.map(({ outcome }) => outcome)).toEqual(['understood', 'understood', 'cancelled'])
    expect(events.flatMap((event) => (event.outcome === 'understood' ? event.occurrences : []))).toEqual([
      {
        recurrenceId: '2027-01-04T01:00:00Z',
        startsAt: instant('2027-01-04T01:00:00Z'),
        endsAt: instant('2027-01-04T02:00:00Z'),
      },
      {
        recurrenceId: '2027-01-05T01:00:00Z',
        startsAt: instant('2027-01-10T05:00:00Z'),
        endsAt: instant('2027-01-10T07:00:00Z'),
      },
    ])
  })

  test('of two versions of an event the later one counts, and the other is told', () => {
    const { events } = read(
      calendarOf(
        ['UID:a', 'SEQUENCE:2', 'DTSTART:20270105T010000Z', 'DURATION:PT1H'],
        ['UID:a', 'SEQUENCE:1', 'DTSTART:20270106T010000Z', 'DURATION:PT1H'],
      ),
    )
    expect(events.map(({ outcome }) => outcome)).toEqual(['understood', 'superseded'])
  })

  test('only times that touch the window are told, one that is going on among them', () => {
    const event = only('DTSTART:20261127T230000Z', 'DURATION:PT2H', 'RRULE:FREQ=YEARLY')
    expect(times(event)).toEqual([
      '2026-11-27T23:00:00Z/2026-11-28T01:00:00Z',
      '2027-11-27T23:00:00Z/2027-11-28T01:00:00Z',
      '2028-11-27T23:00:00Z/2028-11-28T01:00:00Z',
    ])
  })

  test('periods are added with lengths of their own, and an old rule of exceptions is followed', () => {
    const event = only(
      'DTSTART:20270104T010000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=4',
      'EXRULE:FREQ=DAILY;INTERVAL=3;COUNT=2',
      'RDATE;VALUE=PERIOD:20270120T010000Z/PT3H,20270121T010000Z/20270121T013000Z',
    )
    expect(times(event)).toEqual([
      '2027-01-05T01:00:00Z/2027-01-05T02:00:00Z',
      '2027-01-06T01:00:00Z/2027-01-06T02:00:00Z',
      '2027-01-20T01:00:00Z/2027-01-20T04:00:00Z',
      '2027-01-21T01:00:00Z/2027-01-21T01:30:00Z',
    ])
  })
})

describe('what is not understood says why, and in which line', () => {
  const timed = 'DTSTART:20270104T010000Z'
  test.each<[string, string[], number, object]>([
    ['no start', ['SUMMARY:x'], 4, { kind: 'missing', property: 'DTSTART' }],
    [
      'no date',
      ['DTSTART:20270230T010000Z'],
      6,
      { kind: 'value', property: 'DTSTART', text: 'DTSTART:20270230T010000Z' },
    ],
    ['an end before the start', [timed, 'DTEND:20270103T010000Z'], 6, { kind: 'ends-before-start' }],
    ['a length that is none', [timed, 'DURATION:PT'], 7, { kind: 'value', property: 'DURATION', text: 'DURATION:PT' }],
    ['a rule by the second', [timed, 'RRULE:FREQ=SECONDLY'], 7, { kind: 'too-frequent' }],
    [
      'a rule of another calendar',
      [timed, 'RRULE:RSCALE=CHINESE;FREQ=YEARLY'],
      7,
      { kind: 'unsupported', what: 'RSCALE' },
    ],
    [
      'a misspelt rule',
      [timed, 'RRULE:FREQ=WEEKLY;BYDAYS=MO'],
      7,
      expect.objectContaining({ kind: 'value' }) as object,
    ],
    ['no rule', [timed, 'RRULE:FREQ=OFTEN'], 7, { kind: 'line', text: 'RRULE:FREQ=OFTEN' }],
    [
      'a change of a time and all after it',
      [timed, 'RECURRENCE-ID;RANGE=THISANDFUTURE:20270105T010000Z'],
      7,
      { kind: 'unsupported', what: 'RANGE=THISANDFUTURE' },
    ],
  ])('%s', (_, lines, reasonLine, reason) => {
    expect(only(...lines)).toMatchObject({ outcome: 'not-understood', reasonLine, reason })
  })

  test('a broken line that says nothing of time is told, and the event stands', () => {
    const event = only(timed, 'DURATION:PT1H', 'this is no line', 'SUMMARY;LANGUAGE="en:x')
    expect(notes(event)).toEqual([
      { kind: 'line-ignored', line: 8 },
      { kind: 'line-ignored', line: 9 },
    ])
  })

  test('an event without an end keeps no other from being read', () => {
    const file = calendarOf(['UID:a', timed, 'DURATION:PT1H'], ['UID:b', timed, 'DURATION:PT1H'])
    const { events } = read(file.replace('END:VEVENT\r\n', ''))
    expect(events.map(({ outcome }) => outcome)).toEqual(['not-understood', 'understood'])
    expect(events[0]).toMatchObject({ uid: 'a', reasonLine: 4, reason: { kind: 'not-ended', part: 'VEVENT' } })
  })

  test('tasks are counted, strays are told, and a file without a calendar is none', () => {
    const file = calendarOf(['UID:a', timed]).replace('BEGIN:VEVENT', 'BEGIN:VTODO\r\nEND:VTODO\r\nBEGIN:VEVENT')
    expect(read(file)).toMatchObject({ others: { VTODO: 1 }, faults: [] })
    expect(read(`stray\r\n${file}END:VALARM\r\n`).faults).toEqual([
      { line: 1, reason: { kind: 'outside' } },
      { line: 12, reason: { kind: 'not-begun', part: 'VALARM' } },
    ])
    expect(() => read('\r\n<html>\r\n')).toThrow('no calendar begins at line 2')
  })

  test('an event that takes no time, one shown as free and one without a name are understood with a note', () => {
    const momentary = read(calendarOf([timed, 'TRANSP:TRANSPARENT', 'SUMMARY:Filter\\, weekly'])).events
    expect(momentary).toMatchObject([{ uid: '2027-01-04T01:00:00Z Filter, weekly', occurrences: [] }])
    expect(momentary.flatMap(notes)).toEqual([{ kind: 'no-uid' }, { kind: 'free' }, { kind: 'momentary' }])
  })
})

function observance(name: string, start: string, from: string, to: string, rule: string): string[] {
  const lines = [`DTSTART:${start}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, `RRULE:${rule}`]
  return [`BEGIN:${name}`, ...lines, `END:${name}`]
}
