import ICAL from 'ical.js'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { NoCalendar, type CalendarReading } from '../../src/calendar-import/calendar-reading.ts'
import { readCalendar } from '../../src/calendar-import/read-calendar.ts'

const folder = join(import.meta.dirname, '../../../shared/data/calendars')
const window = { startsAt: Date.parse('2026-11-28') / 1000, endsAt: Date.parse('2028-11-28') / 1000 }
const isAbsent = !existsSync(folder)
const files = isAbsent ? [] : globSync('**/*.ics', { cwd: folder }).toSorted()

describe.skipIf(isAbsent)('calendars of other programs (skipped when ../shared/data/calendars is absent)', () => {
  const read = files.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    return { name, text, reading: readingOf(text) }
  })

  test('of those that are valid at least 97 % are read without anything left over', () => {
    const valid = read.filter(({ name, text }) => !/invalid|broken|bad|error|fuzz/i.test(name) && isValid(text))
    const left = valid.filter(({ reading }) => !isWhole(reading)).map(({ name }) => basename(name))
    expect(valid.length).toBeGreaterThanOrEqual(140)
    expect(left.length / valid.length, left.join(', ')).toBeLessThanOrEqual(0.03)
  })

  test('every event of every file is accounted for', () => {
    for (const { name, text, reading } of read) {
      const begun = text.split(/\r\n|\n|\r/).filter((line) => /^\uFEFF?BEGIN:VEVENT\s*$/i.test(line)).length
      if (!(reading instanceof NoCalendar)) expect([name, reading.events.length]).toEqual([name, begun])
      else expect([name, begun]).toEqual([name, 0])
    }
  })

  test('whatever is not understood names a line of its file', () => {
    const told = read.flatMap(({ name, text, reading }) => linesTold(reading).map((line) => ({ name, text, line })))
    expect(told.length).toBeGreaterThan(50)
    for (const { name, text, line } of told) {
      expect([name, line >= 1 && line <= text.split(/\r\n|\n|\r/).length]).toEqual([name, true])
    }
  })

  test.each([
    ['icalendar/src/icalendar/tests/calendars/broken_dtstart.ics', 6],
    ['ical4j/invalid/smallcluster.ics', 13],
    ['ical4j/invalid/13-MoonPhase.ics', 1],
    ['icalendar/src/icalendar/tests/calendars/invalid_duration.ics', 8],
    ['icalendar/src/icalendar/tests/calendars/issue_1081_invalid_rrule_freq.ics', 7],
    ['icalendar/src/icalendar/tests/todos/example.ics', 1],
  ])('%s: the trouble is in line %s', (name, line) => {
    const lines = linesTold(readingOf(readFileSync(join(folder, name), 'utf8')))
    expect(lines[0] ?? null).toBe(line)
  })

  test('a zone that only a file knows, one by another name and one that nobody knows are told', () => {
    const notes = read.flatMap(({ reading }) => notesOf(reading))
    expect(notes).toContainEqual({ kind: 'zone-of-file', tzid: 'Canberra, Melbourne, Sydney' })
    expect(notes).toContainEqual({ kind: 'mapped-zone', tzid: 'Tokyo Standard Time', zone: 'Asia/Tokyo' })
    expect(notes).toContainEqual({ kind: 'unknown-zone', tzid: 'CUSTOM_tzid' })
  })
})

function readingOf(text: string): CalendarReading | NoCalendar {
  try {
    return readCalendar(text, { zone: 'Asia/Shanghai', window })
  } catch (error) {
    if (error instanceof NoCalendar) return error
    throw error
  }
}

/** By another reader: it takes the file whole, a calendar stands in it, and every event has a start. */
function isValid(text: string): boolean {
  try {
    const calendars = [ICAL.parse(text) as [string, ...unknown[]] | [string, ...unknown[]][]].flatMap((one) =>
      typeof one[0] === 'string' ? [new ICAL.Component(one as [string, unknown[], unknown[]])] : [],
    )
    const events = calendars.flatMap((one) => one.getAllSubcomponents('vevent'))
    return (
      calendars[0]?.name === 'vcalendar' &&
      /END:VCALENDAR\s*$/i.test(text) &&
      events.every((event) => event.hasProperty('dtstart'))
    )
  } catch {
    return false
  }
}

function isWhole(reading: CalendarReading | NoCalendar): boolean {
  return linesTold(reading).length === 0
}

function linesTold(reading: CalendarReading | NoCalendar): number[] {
  if (reading instanceof NoCalendar) return [reading.line]
  const events = reading.events.flatMap((event) => (event.outcome === 'not-understood' ? [event.reasonLine] : []))
  return [...reading.faults.map(({ line }) => line), ...events]
}

function notesOf(reading: CalendarReading | NoCalendar) {
  if (reading instanceof NoCalendar) return []
  return reading.events.flatMap((event) => (event.outcome === 'understood' ? event.notes : []))
}
