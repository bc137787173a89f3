import fc from 'fast-check'
import ICAL from 'ical.js'
import { convertIcsCalendar, generateIcsCalendar } from 'ts-ics'
import { expect, test } from 'vitest'
import { calendarFile, freeBusyFile, type CalendarEvent } from '../../src/bookings/icalendar.ts'
import { at } from '../support/facts.ts'

const booked: CalendarEvent = {
  uid: 'bkg_00000000000000000000000001@gongtai',
  version: 3,
  changedAt: at('2026-11-23 10:00'),
  startsAt: at('2026-11-25 14:00'),
  endsAt: at('2026-11-25 16:00'),
  status: 'CONFIRMED',
  title: 'Spinning-disk confocal',
  place: 'Imaging · B3 204',
  notes: 'Booking 261123-7K3Q\nhttps://booking.park.example/b/bkg_1',
  url: 'https://booking.park.example/b/bkg_1',
}

/** Texts that people give things: eighty characters, emoji of several parts, and all that the format itself uses. */
const named = [
  '转盘共聚焦显微镜'.repeat(10),
  '👩🏽‍🔬 显微镜 🧫🇨🇳'.repeat(8).slice(0, 80),
  'a,b;c\\d:e"f\\n',
  'two\nlines\r\nand\rthree',
  '  spaces  at both ends  ',
  '=1+1',
  "<b>'quoted'</b> & %41",
  'é vs é, ﷺ, ‮right to left‬',
  '𠮷'.repeat(80),
  'x'.repeat(300),
  'tab\tand bell\u0007 and nul\u0000',
]

test.each(named)('“%s” is read by two parsers as it was written, and again after each has written it', (title) => {
  const clean = title
    .replaceAll(/\r\n|\r/g, '\n')
    .replaceAll('\u0007', '')
    .replaceAll('\u0000', '')
  const text = calendarFile(title, [{ ...booked, title, place: title }], { refreshMinutes: 60 })
  expect(linesTooLong(text)).toEqual([])
  for (const parser of [withIcal, withTsIcs])
    expect(parser.read(text)).toEqual([{ ...asRead(booked), title: clean, place: clean }])
  expect(withIcal.read(withIcal.again(text))).toEqual(withIcal.read(text))
  expect(withTsIcs.read(withTsIcs.again(text))).toEqual(withTsIcs.read(text))
  expect(withIcal.read(withTsIcs.again(text))).toEqual(withIcal.read(text))
})

test('a name that looks like the format itself is a name', () => {
  const title = 'END:VEVENT'
  expect(withIcal.read(calendarFile(title, [{ ...booked, title }], { refreshMinutes: 60 }))).toMatchObject([{ title }])
})

test('whatever a name is made of, no line is too long, none ends otherwise, and both parsers read it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }), (random) => {
      const title = random.toWellFormed().replaceAll(/\p{Cc}/gu, ' ')
      const text = calendarFile(title, [{ ...booked, title, place: '', notes: '' }], { refreshMinutes: null })
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      expect(linesTooLong(text)).toEqual([])
      expect(withIcal.read(text)[0]?.title).toBe(title)
    }),
    { numRuns: 300 },
  )
})

test('a moved and a cancelled booking update in place when they are fetched again', () => {
  const calendar = new Map<string, Read>()
  const fetch = (...events: CalendarEvent[]) => {
    for (const event of withIcal.read(calendarFile('Mine', events, { refreshMinutes: 60 }))) merge(calendar, event)
  }
  const other = { ...booked, uid: 'bkg_2@gongtai', title: 'Centrifuge' }
  fetch(booked, other)
  fetch({ ...booked, version: 4, startsAt: at('2026-11-26 09:00'), endsAt: at('2026-11-26 10:00') }, other)
  expect([...calendar.values()].map(({ uid, startsAt, sequence }) => [uid, startsAt, sequence])).toEqual([
    [booked.uid, at('2026-11-26 09:00'), 3],
    [other.uid, other.startsAt, 2],
  ])
  fetch({ ...booked, version: 5, status: 'CANCELLED' })
  expect(calendar.get(booked.uid)).toMatchObject({ status: 'CANCELLED', sequence: 4 })
  // An answer that was under way for long changes nothing any more.
  fetch(booked)
  expect(calendar.get(booked.uid)).toMatchObject({ status: 'CANCELLED', sequence: 4 })
  expect(calendar.size).toBe(2)
})

test('a feed says how often to look again; a single file does not, and neither is a message about a meeting', () => {
  const feed = calendarFile('Mine', [booked], { refreshMinutes: 60 })
  expect(feed).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT60M\r\nX-PUBLISHED-TTL:PT60M\r\n')
  const single = calendarFile('Mine', [booked], { refreshMinutes: null })
  expect(single).not.toContain('REFRESH')
  for (const text of [feed, single]) expect(text).not.toMatch(/METHOD|ORGANIZER|ATTENDEE/)
  expect(single).toContain('TRANSP:OPAQUE')
  expect(calendarFile('Mine', [{ ...booked, status: 'CANCELLED' }], { refreshMinutes: null })).toContain(
    'TRANSP:TRANSPARENT',
  )
})

test('busy times are periods of one component', () => {
  const span = { startsAt: at('2026-11-23 00:00'), endsAt: at('2026-12-23 00:00') }
  const busy = [booked, { startsAt: at('2026-11-26 09:00'), endsAt: at('2026-11-26 10:00') }]
  const text = freeBusyFile({ uid: 'feed@gongtai', at: span.startsAt, span, busy })
  const component = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vfreebusy')
  const periods = component?.getAllProperties('freebusy').map((property) => property.getFirstValue() as ICAL.Period)
  expect(periods?.map(({ start, end }) => [start.toUnixTime(), end.toUnixTime()])).toEqual(
    busy.map(({ startsAt, endsAt }) => [startsAt, endsAt]),
  )
})

interface Read {
  readonly uid: string
  readonly sequence: number
  readonly status: string
  readonly startsAt: number
  readonly endsAt: number
  readonly title: string
  readonly place: string
}

/** What every calendar program does with an event that it knows already. */
function merge(calendar: Map<string, Read>, event: Read): void {
  const known = calendar.get(event.uid)
  if (known === undefined || event.sequence >= known.sequence) calendar.set(event.uid, event)
}

function asRead({ uid, version, status, startsAt, endsAt, title, place }: CalendarEvent): Read {
  return { uid, sequence: version - 1, status, startsAt, endsAt, title, place }
}

const withIcal = {
  read: (text: string): Read[] =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
      const { uid, sequence, startDate, endDate, summary, location } = new ICAL.Event(component)
      return {
        uid,
        sequence,
        status: String(component.getFirstPropertyValue('status')),
        startsAt: startDate.toUnixTime(),
        endsAt: endDate.toUnixTime(),
        title: summary,
        place: location,
      }
    }),
  again: (text: string): string => new ICAL.Component(ICAL.parse(text)).toString(),
}

const withTsIcs = {
  read: (text: string): Read[] =>
    (convertIcsCalendar(undefined, text).events ?? []).map((event) => ({
      uid: event.uid,
      sequence: event.sequence ?? 0,
      status: event.status ?? '',
      startsAt: event.start.date.getTime() / 1000,
      endsAt: (event.end?.date.getTime() ?? 0) / 1000,
      title: event.summary,
      place: event.location ?? '',
    })),
  again: (text: string): string => generateIcsCalendar(convertIcsCalendar(undefined, text)),
}

function linesTooLong(text: string): string[] {
  return text.split('\r\n').filter((line) => new TextEncoder().encode(line).length > 75)
}
