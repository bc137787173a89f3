import { afterEach, beforeEach, expect, test } from 'vitest'
import { advanceBookings } from '../../src/bookings/commands/advance-bookings.ts'
import { people, quotas, resources } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

const { helixResearcher, helixColleague, orchidResearcher } = people
const bench = { resourceId: resources.benches }
const centrifuge = { resourceId: resources.centrifuge }

let park: TestPark
let lab: Lab
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('whoever does not come is a no-show a second after the grace, and pays when the time is over', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  expect(await lab.tick('2026-11-23 14:30')).toBe(0)
  expect(await lab.tick('2026-11-23 14:30', 1)).toBe(1)
  expect(await lab.booking(booking)).toMatchObject({
    state: 'no-show',
    settlement: 'due',
    wake_at: at('2026-11-23 16:00'),
  })
  expect(await lab.held(booking)).toEqual([[at('2026-11-23 14:00'), at('2026-11-23 14:31')]])
  expect(await lab.charges(booking)).toEqual([])
  expect(await lab.tick('2026-11-23 15:59')).toBe(0)
  expect(await lab.tick('2026-11-23 16:00')).toBe(1)
  expect(await lab.charges(booking)).toEqual(['no-show: no-show 24000'])
  expect(await lab.used(quotas.helixMonth)).toBe(7200)
  expect(await lab.tick('2026-11-24 16:00')).toBe(0)
})

test('the rest of a no-show can be taken by somebody else, who pays for it', async () => {
  const absent = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  await lab.tick('2026-11-23 14:31')
  const taken = await lab.book(orchidResearcher, '2026-11-23 15:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 15:00')
  await lab.checkIn(orchidResearcher, taken)
  await lab.tick('2026-11-23 16:00')
  expect(await lab.charges(absent)).toEqual(['no-show: no-show 12000'])
})

test('a request that nobody decides lapses at its start and gives everything back', async () => {
  const wish = { resourceId: resources.cleanroom }
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00', wish)
  await lab.tick('2026-11-23 14:00')
  expect(await lab.booking(booking)).toMatchObject({ state: 'expired', settlement: 'void' })
  expect(await lab.held(booking)).toEqual([])
  expect(await lab.used(quotas.helixMonth)).toBe(0)
})

test('the clock begins and completes a bench, and bills it', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00', bench)
  await lab.tick('2026-11-23 14:00', 7)
  expect(await lab.booking(booking)).toMatchObject({ state: 'in-use', checked_in_at: at('2026-11-23 14:00') })
  await lab.tick('2026-11-23 16:00', 7)
  expect(await lab.booking(booking)).toMatchObject({
    state: 'completed',
    outcome: 'on-time',
    checked_out_at: at('2026-11-23 16:00'),
  })
  expect(await lab.charges(booking)).toEqual(['usage: time 6000'])
  expect(await lab.history(booking)).toEqual([
    'booking.confirmed {}',
    'booking.in-use by the clock {}',
    'booking.completed by the clock {"billedMinor":6000}',
  ])
})

test('with optional check-in a booking that nobody checked in is completed as booked', async () => {
  await lab.setPolicy(resources.confocal, { checkIn: 'optional' })
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  expect(await lab.tick('2026-11-23 15:59')).toBe(0)
  await lab.tick('2026-11-23 16:00')
  expect(await lab.booking(booking)).toMatchObject({ state: 'completed', outcome: 'on-time', checked_in_at: null })
  expect(await lab.charges(booking)).toEqual(['usage: time 24000'])
})

test('use that nobody ends grows while the unit is free, then completes for review at the booked price', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00', centrifuge)
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  await lab.tick('2026-11-23 16:00')
  expect(await lab.held(booking)).toEqual([[at('2026-11-23 14:00'), at('2026-11-23 16:20')]])
  await lab.tick('2026-11-23 16:12')
  expect(await lab.held(booking)).toEqual([[at('2026-11-23 14:00'), at('2026-11-23 16:30')]])
  expect(await lab.booking(booking)).toMatchObject({ state: 'in-use', wake_at: at('2026-11-23 16:15') })
  await lab.tick('2026-11-23 16:30')
  expect(await lab.booking(booking)).toMatchObject({ state: 'completed', outcome: 'overrun', checked_out_at: null })
  expect((await lab.history(booking)).at(-1)).toBe('booking.completed by the clock {"review":true,"billedMinor":6000}')
  expect(await lab.charges(booking)).toEqual(['usage: time 6000'])
})

test('an overrun holds the unit up to the next booking and no further', async () => {
  const first = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  await lab.book(orchidResearcher, '2026-11-23 16:15', '2026-11-23 17:00')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, first)
  for (const time of ['16:00', '16:05', '16:10', '16:15']) await lab.tick(`2026-11-23 ${time}`)
  expect(await lab.held(first)).toEqual([[at('2026-11-23 14:00'), at('2026-11-23 16:15')]])
  expect(await lab.booking(first)).toMatchObject({ state: 'in-use', wake_at: at('2026-11-23 16:30') })
})

test('nobody is called absent while the one before is still there', async () => {
  const first = await lab.book(orchidResearcher, '2026-11-23 12:00', '2026-11-23 14:00')
  const next = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 12:00')
  await lab.checkIn(orchidResearcher, first)
  await lab.tick('2026-11-23 14:00')
  lab.clockAt('2026-11-23 14:25')
  await lab.checkOut(orchidResearcher, first)
  await lab.tick('2026-11-23 14:31')
  expect(await lab.booking(next)).toMatchObject({ state: 'confirmed', wake_at: at('2026-11-23 14:55') })
  lab.clockAt('2026-11-23 14:55')
  expect(await lab.checkIn(helixResearcher, next)).toMatchObject({ state: 'in-use' })
})

test('whoever could not have the unit until the end is excused, and owes nothing', async () => {
  const first = await lab.book(orchidResearcher, '2026-11-23 12:00', '2026-11-23 14:00')
  const next = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 14:45')
  lab.clockAt('2026-11-23 12:00')
  await lab.checkIn(orchidResearcher, first)
  lab.clockAt('2026-11-23 14:20')
  await lab.checkOut(orchidResearcher, first)
  await lab.tick('2026-11-23 14:31')
  await lab.tick('2026-11-23 14:45')
  expect(await lab.booking(next)).toMatchObject({ state: 'cancelled', settlement: 'void' })
  expect(await lab.used(quotas.helixMonth)).toBe(0)
})

test('a clock that stood still for hours finds everything in one run, as if it had never stopped', async () => {
  const after = async (ticks: readonly string[]) => {
    const own = await openPark()
    const there = labOf(own)
    const late = await there.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 15:00')
    const absent = await there.book(orchidResearcher, '2026-11-23 15:30', '2026-11-23 16:00')
    const seat = await there.book(helixColleague, '2026-11-23 13:00', '2026-11-23 14:00', bench)
    const room = await there.book(helixResearcher, '2026-11-23 17:00', '2026-11-23 18:00', {
      resourceId: resources.cleanroom,
    })
    const used = await there.book(helixResearcher, '2026-11-23 11:00', '2026-11-23 12:00')
    there.clockAt('2026-11-23 11:00')
    await there.cancel(helixResearcher, late)
    await there.checkIn(helixResearcher, used)
    for (const tick of ticks) await there.tick(`2026-11-23 ${tick}`)
    await there.isSound()
    const ends = []
    for (const booking of [late, absent, seat, room, used]) {
      const { state, outcome, settlement, wake_at } = await there.booking(booking)
      ends.push({ state, outcome, settlement, wake_at, charges: await there.charges(booking) })
    }
    await own.close()
    return ends
  }
  const steps = Array.from({ length: 100 }, (_, step) => {
    const minutes = 11 * 60 + step * 5
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  })
  const atOnce = await after([steps.at(-1) ?? ''])
  expect(atOnce).toEqual(await after(steps))
  expect(atOnce.map(({ state, settlement }) => `${String(state)} ${String(settlement)}`)).toEqual([
    'cancelled settled',
    'no-show settled',
    'completed settled',
    'expired void',
    'completed settled',
  ])
})

test('two clocks at once do what one does', async () => {
  for (let seat = 0; seat < 6; seat++) await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 15:00', bench)
  park.clock.now = at('2026-11-23 15:00')
  await Promise.all([advanceBookings(park.deps), advanceBookings(park.deps), advanceBookings(park.deps)])
  expect(await park.rows(`SELECT state, settlement, count(*) AS n FROM booking GROUP BY 1, 2`)).toEqual([
    { state: 'completed', settlement: 'settled', n: 6 },
  ])
  expect(await park.rows('SELECT count(*) AS n FROM journal_entry')).toEqual([{ n: 6 }])
})

test('a run takes the longest overdue first, and no more than it was asked for', async () => {
  for (let seat = 0; seat < 5; seat++) await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 15:00', bench)
  await lab.book(helixResearcher, '2026-11-23 13:00', '2026-11-23 14:00', bench)
  park.clock.now = at('2026-11-23 15:00')
  expect(await advanceBookings(park.deps, 2)).toBe(2)
  const completed = `SELECT starts_at FROM booking WHERE state = 'completed' ORDER BY starts_at LIMIT 1`
  expect(await park.rows(completed)).toEqual([{ starts_at: at('2026-11-23 13:00') }])
  expect(await advanceBookings(park.deps)).toBe(4)
  expect(await advanceBookings(park.deps)).toBe(0)
})

test('check-in, cancellation and the clock at the same moment leave one end and one charge', async () => {
  for (let date = 24; date < 28; date++) {
    const booking = await lab.book(helixResearcher, `2026-11-${date} 14:00`, `2026-11-${date} 15:00`)
    lab.clockAt(`2026-11-${date} 14:00`)
    const [, ...results] = await Promise.allSettled([
      advanceBookings(park.deps),
      lab.cancel(helixResearcher, booking),
      lab.checkIn(helixResearcher, booking),
      lab.checkIn(helixResearcher, booking),
      lab.cancel(helixResearcher, booking),
    ])
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
    expect(lost).toMatchObject(Array.from({ length: 3 }, () => ({ kind: 'state-forbids' })))
    await lab.tick(`2026-11-${date} 16:00`)
    expect(['completed', 'cancelled']).toContain((await lab.booking(booking)).state)
    expect(await lab.charges(booking)).toHaveLength(1)
  }
})
