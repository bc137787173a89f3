import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkIn } from '../../src/bookings/commands/check-in.ts'
import type { RequestKey } from '../../src/deps.ts'
import { Conflict, Forbidden, NotFound } from '../../src/kernel/thrown.ts'
import { people, quotas, resources } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'

const { helixResearcher, helixColleague, helixAdmin, orchidResearcher, imagingManager } = people

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

test.each([
  ['13:44', 59, 'too-early'],
  ['13:45', 0, 'in-use'],
  ['14:30', 0, 'in-use'],
  ['14:30', 1, 'too-late'],
])('checking in at %s:%i for 14:00 is %s', async (time, seconds, outcome) => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt(`2026-11-23 ${time}`, seconds)
  const answer = await lab.checkIn(helixResearcher, booking).catch((error: unknown) => error)
  expect(answer instanceof Conflict ? answer.kind : (answer as { state: string }).state).toBe(outcome)
})

test('a check-in that comes too late says until when it was possible', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 14:15')
  lab.clockAt('2026-11-23 14:15')
  const times = { from: '2026-11-23T05:45:00Z', until: '2026-11-23T06:15:00Z' }
  await expect(lab.checkIn(helixResearcher, booking)).rejects.toMatchObject({ kind: 'too-late', members: times })
})

test.each([
  ['in time: checked in, when it came', '14:20', 900, 'in-use', at('2026-11-23 14:20'), []],
  ['too late, made in time by the phone: put on record', '14:50', 2700, 'no-show', null, ['14:05']],
  ['too late, and made too late by the phone’s own account', '14:50', 600, 'no-show', null, []],
  ['too late, and made before check-in began', '14:50', 7200, 'no-show', null, []],
])('a check-in kept by a phone that comes %s', async (_, time, seconds, state, checkedInAt, notes) => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  await lab.tick(`2026-11-23 ${time}`)
  const send = (key: RequestKey) =>
    checkIn(park.deps, park.actor(helixResearcher), booking.id, key, seconds).catch((error: unknown) => error)
  const key = freshKey()
  const answers = [await send(key), await send(key)]
  expect(await lab.booking(booking)).toMatchObject({ state, checked_in_at: checkedInAt })
  const history = (await lab.history(booking)).map(String)
  expect(history.flatMap((entry) => /check-in-late .*"note":"(.*)"/.exec(entry)?.[1] ?? [])).toEqual(notes)
  const refused = state === 'no-show' && notes.length === 0
  expect(answers.map((answer) => answer instanceof Conflict)).toEqual([refused, refused])
  if (!refused) expect(answers[1]).toEqual(answers[0])
})

test('a colleague’s late check-in is not put on record either', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  await lab.tick('2026-11-23 14:50')
  const late = checkIn(park.deps, park.actor(helixColleague), booking.id, freshKey(), 2700)
  await expect(late).rejects.toThrow(Forbidden)
})

test('the person, whoever booked, the firm admin and the lab manager may check in; nobody else', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:00')
  await expect(lab.checkIn(helixColleague, booking)).rejects.toThrow(Forbidden)
  await expect(lab.checkIn(orchidResearcher, booking)).rejects.toThrow(NotFound)
  expect(await lab.checkIn(imagingManager, booking)).toMatchObject({
    state: 'in-use',
    checkedInAt: '2026-11-23T06:00:00Z',
  })
  expect(await lab.checkOut(helixAdmin, booking)).toMatchObject({ state: 'completed' })
})

test('without check-in only the clock begins a booking', async () => {
  const bench = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00', {
    resourceId: resources.benches,
  })
  lab.clockAt('2026-11-23 14:00')
  await expect(lab.checkIn(helixResearcher, bench)).rejects.toMatchObject({ kind: 'state-forbids' })
})

test('checking in twice, or checking out before checking in, is answered with how it stands', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:00')
  const forbidden = { kind: 'state-forbids', members: { state: 'confirmed', booking: { version: 1 } } }
  await expect(lab.checkOut(helixResearcher, booking)).rejects.toMatchObject(forbidden)
  await lab.checkIn(helixResearcher, booking)
  await expect(lab.checkIn(helixResearcher, booking)).rejects.toMatchObject({ members: { state: 'in-use' } })
})

test('somebody who has not signed off does not keep the next one out; it is marked', async () => {
  const first = await lab.book(orchidResearcher, '2026-11-23 12:00', '2026-11-23 14:00')
  const next = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 12:00')
  await lab.checkIn(orchidResearcher, first)
  lab.clockAt('2026-11-23 14:03')
  expect(await lab.checkIn(helixResearcher, next)).toMatchObject({ state: 'in-use' })
  expect((await lab.history(next)).at(-1)).toBe('booking.in-use {"unitStillInUse":true}')
})

test('finishing early frees the unit and gives back the quota that was not used; the price shown stands', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt('2026-11-23 14:59', 30)
  park.trips.length = 0
  const done = await lab.checkOut(helixResearcher, booking)
  expect(park.trips.map((trip) => trip.kind)).toEqual(['read', 'write'])
  expect(done).toMatchObject({ state: 'completed', outcome: 'early', settlement: 'settled', price: booking.price })
  expect(await lab.held(booking)).toEqual([[at('2026-11-23 14:00'), at('2026-11-23 15:00')]])
  expect(await lab.used(quotas.helixMonth)).toBe(3600)
  expect(await lab.used(quotas.helixResearcherDay)).toBe(3600)
  expect(await lab.used(quotas.helixProjectBudget)).toBe(24_000)
  expect(await lab.charges(booking)).toEqual(['usage: time 24000'])
  lab.clockAt('2026-11-23 15:00')
  await lab.book(orchidResearcher, '2026-11-23 15:00', '2026-11-23 16:00')
})

test('unused time goes back once, though the bill waits for time that was given up', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 18:00')
  lab.clockAt('2026-11-23 12:00')
  await lab.move(helixResearcher, booking, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt('2026-11-23 15:30')
  await lab.checkOut(helixResearcher, booking)
  expect(await lab.used(quotas.helixMonth)).toBe(5400)
  await lab.tick('2026-11-23 18:00')
  expect(await lab.used(quotas.helixMonth)).toBe(5400)
  expect(await lab.charges(booking)).toEqual(['usage: time 24000', 'usage: late-cancellation 12000'])
})

test('the unit is given back when it has been cleaned', async () => {
  const wish = { resourceId: resources.centrifuge }
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00', wish)
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt('2026-11-23 15:00')
  await lab.checkOut(helixResearcher, booking)
  expect(await lab.held(booking)).toEqual([[at('2026-11-23 14:00'), at('2026-11-23 15:15')]])
})

test.each([
  ['15:58', 59, 'early'],
  ['15:59', 0, 'early'],
  ['15:59', 1, 'on-time'],
  ['16:00', 59, 'on-time'],
  ['16:01', 0, 'overrun'],
])('leaving at %s:%i of a booking until 16:00 is %s', async (time, seconds, outcome) => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt(`2026-11-23 ${time}`, seconds)
  expect(await lab.checkOut(helixResearcher, booking)).toMatchObject({
    outcome,
    price: { total: { amountMinor: 24_000 } },
  })
})

test('leaving before the booking began leaves it a minute of the unit, and gives the whole quota back', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 13:45')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt('2026-11-23 13:50')
  expect(await lab.checkOut(helixResearcher, booking)).toMatchObject({ outcome: 'early' })
  expect(await lab.held(booking)).toEqual([[at('2026-11-23 14:00'), at('2026-11-23 14:01')]])
  expect(await lab.used(quotas.helixMonth)).toBe(0)
})

test('on the used basis the bill is what was used, and the budget counts that', async () => {
  await lab.setPolicy(resources.confocal, { chargeBasis: 'used' })
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:10')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt('2026-11-23 15:10')
  expect(await lab.checkOut(helixResearcher, booking)).toMatchObject({ price: { total: { amountMinor: 12_000 } } })
  expect(await lab.charges(booking)).toEqual(['usage: time 12000'])
  expect(await lab.used(quotas.helixProjectBudget)).toBe(12_000)
})

test('samples count as they were run, past the budget if need be: a limit never blocks a check-out', async () => {
  await lab.setTerms(resources.confocal, { perSampleMinor: 1_000_000 })
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt('2026-11-23 16:00')
  expect(await lab.checkOut(helixResearcher, booking, 6)).toMatchObject({
    samples: 6,
    price: { total: { amountMinor: 6_024_000 } },
  })
  expect(await lab.charges(booking)).toEqual(['usage: time 24000', 'usage: samples 6000000'])
  const counted = `SELECT used, waived FROM quota_use WHERE quota_id = ${quotas.helixProjectBudget}`
  expect(await park.rows(counted)).toEqual([{ used: 6_024_000, waived: 1_024_000 }])
  expect((await lab.history(booking)).at(-1)).toBe('booking.completed {"billedMinor":6024000,"passedLimits":["quo_3"]}')
})

test('a budget that took nothing at booking counts what the samples cost', async () => {
  await lab.setTerms(resources.confocal, { perHourMinor: 0, perSampleMinor: 500 })
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  expect(await lab.used(quotas.helixProjectBudget)).toBe(0)
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  await lab.checkOut(helixResearcher, booking, 3)
  expect(await lab.used(quotas.helixProjectBudget)).toBe(1500)
})

test('who overran into the next booking pays for the minutes taken, and the next user does not', async () => {
  const first = await lab.book(orchidResearcher, '2026-11-23 12:00', '2026-11-23 14:00')
  const next = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 12:00')
  await lab.checkIn(orchidResearcher, first)
  await lab.tick('2026-11-23 14:00')
  lab.clockAt('2026-11-23 14:10')
  await lab.checkOut(orchidResearcher, first)
  await lab.checkIn(helixResearcher, next)
  lab.clockAt('2026-11-23 16:00')
  await lab.checkOut(helixResearcher, next)
  expect(await lab.charges(first)).toEqual(['usage: time 24000', 'usage: time 2000'])
  expect(await lab.charges(next)).toEqual(['usage: time 22000'])
})

test('a booking that costs nothing is settled without an entry', async () => {
  await lab.setTerms(resources.confocal, { perHourMinor: 0 })
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  expect(await lab.checkOut(helixResearcher, booking)).toMatchObject({ settlement: 'settled' })
  expect(await park.rows('SELECT id FROM journal_entry')).toEqual([])
})

test('a check-out after the clock would have ended the use is no evidence of it', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt('2026-11-23 16:30')
  const until = { until: '2026-11-23T08:30:00Z' }
  await expect(lab.checkOut(helixResearcher, booking)).rejects.toMatchObject({ kind: 'too-late', members: until })
})
