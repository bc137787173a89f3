import { afterEach, beforeEach, expect, test } from 'vitest'
import { formatInstant } from '../src/kernel/rfc3339.ts'
import { people, resources } from './support/cast.ts'
import { bookingDoing, doings, send } from './support/doings.ts'
import { at } from './support/facts.ts'
import { openPark, type TestPark } from './support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const day = 86_400

test.each([-day, day])('a phone whose clock is off by %i seconds books, waits and pays like any other', async (off) => {
  const date = new Date((park.clock.now + off) * 1_000).toUTCString()
  const past = bookingDoing('2026-11-23 09:00', '2026-11-23 09:30')
  const refused = await send(park, { ...past, headers: { ...past.headers, date } })
  expect(refused.body).toContain('in-the-past')
  const early = await doings['check-in']?.(park)
  if (early === undefined) throw new Error('nobody checks in')
  park.clock.now = at('2026-11-23 10:00')
  const tooEarly = await send(park, { ...early, headers: { ...early.headers, date } })
  expect(tooEarly.body).toContain('/problems/too-early')
  const rows = await park.rows('SELECT requested_at AS at FROM booking')
  expect(rows).toEqual([{ at: at('2026-11-23 10:00') }])
})

test('a booking names one instant, in whichever offset it was written', async () => {
  const offsets = ['2026-11-24T02:00:00Z', '2026-11-24T10:00:00+08:00', '2026-11-23T21:00:00-05:00']
  const quotes = offsets.map((startsAt) => {
    const body = { resourceId: resources.benches, startsAt, endsAt: formatInstant(at('2026-11-24 11:00')) }
    return park.call(people.helixResearcher, 'POST', '/api/v1/quotes', body)
  })
  const [first, ...others] = await Promise.all((await Promise.all(quotes)).map((answer) => answer.text()))
  expect(first).toContain('"bookable":true')
  for (const other of others) expect(other).toBe(first)
})

test('when the park changes its zone, what was booked stays at its instant and at its price', async () => {
  const { body } = await send(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00'))
  const { id } = JSON.parse(body) as { id: string }
  const read = async () => (await park.call(people.helixResearcher, 'GET', `/api/v1/bookings/${id}`)).json()
  const before = await read()
  expect(before).toMatchObject({ startsAt: '2026-11-25T06:00:00Z', endsAt: '2026-11-25T08:00:00Z' })
  await park.script(`UPDATE park SET time_zone = 'America/New_York', rules_version = rules_version + 1`)
  expect(await read()).toEqual(before)
  // The rules are read by the new clock from now on: 14:00 in Shanghai is 01:00 in New York, when it is closed.
  const again = await send(park, bookingDoing('2026-11-26 14:00', '2026-11-26 16:00'))
  expect(again.body).toContain('outside-opening-hours')
})
