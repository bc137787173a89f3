import { afterEach, beforeEach, expect, test } from 'vitest'
import { refreshCalendars } from '../../src/calendar-import/commands/refresh-calendars.ts'
import { people } from '../support/cast.ts'
import { calendarOf } from '../support/ics.ts'
import { importingOf } from '../support/importing.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

const source = 'https://calendar.example.com/lab.ics'
const event = (uid: string, hour: string) => [
  `UID:${uid}`,
  `SUMMARY:${uid}`,
  `DTSTART:20261125T${hour}0000Z`,
  'DURATION:PT1H',
]

let park: TestPark
let lab: Lab
let importing: ReturnType<typeof importingOf>
let answer: () => Response
let fetches: number
beforeEach(async () => {
  fetches = 0
  answer = () => new Response('', { status: 404 })
  const fetchAbroad: typeof fetch = () => {
    fetches++
    return Promise.resolve(answer())
  }
  park = await openPark({ world: { fetchAbroad } })
  lab = labOf(park)
  importing = importingOf(park)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

async function imported(): Promise<string> {
  const id = await importing.keep(calendarOf(event('a', '01')), { source, isFetched: true })
  await importing.apply(id)
  return id
}

const state = async () => {
  const [row] = await park.rows('SELECT version, trouble, failures, fetch_at FROM imported_calendar')
  return row
}

test('once an hour a calendar is read again, and what needs no decision is done', async () => {
  await imported()
  expect(await refreshCalendars(park.deps)).toBe(0)
  await lab.book(people.helixResearcher, '2026-11-25 11:00', '2026-11-25 12:00')
  answer = () => new Response(calendarOf(event('b', '02'), event('c', '03')))
  lab.clockAt('2026-11-23 11:00')
  expect(await refreshCalendars(park.deps)).toBe(1)
  expect(await importing.closures()).toEqual(['2026-11-25T02:00Z/2026-11-25T03:00Z event b'])
  expect(await state()).toMatchObject({ version: 2, trouble: '' })
  expect(await refreshCalendars(park.deps)).toBe(0)
  expect(fetches).toBe(1)
})

test('two clocks fetch it once', async () => {
  await imported()
  answer = () => new Response(calendarOf(event('b', '02')))
  lab.clockAt('2026-11-23 11:00')
  await Promise.all([refreshCalendars(park.deps), refreshCalendars(park.deps)])
  expect(fetches).toBe(1)
})

test.each([
  ['refused', () => new Response('', { status: 500 })],
  ['no-calendar', () => new Response('<html>')],
  ['astray', () => new Response(null, { status: 302, headers: { location: 'https://10.0.0.1/' } })],
])('one that is %s leaves everything as it was, and is tried again ever later', async (trouble, bad) => {
  await imported()
  answer = bad
  lab.clockAt('2026-11-23 11:00')
  await refreshCalendars(park.deps)
  expect(await importing.closures()).toHaveLength(1)
  expect(await state()).toMatchObject({ version: 1, trouble, failures: 1 })
  lab.clockAt('2026-11-23 12:00')
  await refreshCalendars(park.deps)
  const later = await state()
  expect(Number(later?.['fetch_at']) - park.clock.now).toBe(2 * 3600)
  answer = () => new Response(calendarOf())
  lab.clockAt('2026-11-23 14:00')
  await refreshCalendars(park.deps)
  expect(await state()).toMatchObject({ trouble: '', failures: 0 })
  expect(await importing.closures()).toEqual([])
})

test('it stands still once who imported it manages the lab no longer, and ends when it is taken away', async () => {
  const id = await imported()
  await park.script(`DELETE FROM role WHERE person_id = '${people.imagingManager.id}'`)
  answer = () => new Response(calendarOf())
  lab.clockAt('2026-11-23 11:00')
  await refreshCalendars(park.deps)
  expect(await importing.closures()).toHaveLength(1)
  expect(await state()).toMatchObject({ trouble: 'nobody' })
  const other = importingOf(park, people.parkAdmin)
  await other.end(id as never)
  lab.clockAt('2026-12-23 11:00')
  expect(await refreshCalendars(park.deps)).toBe(0)
})
