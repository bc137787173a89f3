import { afterEach, beforeEach, expect, test } from 'vitest'
import { cancelBooking } from '../../src/bookings/commands/cancel-booking.ts'
import type { BookingId } from '../../src/kernel/id.ts'
import { Conflict, Forbidden, KeyReused, Malformed, NotFound } from '../../src/kernel/thrown.ts'
import { people, quotas, resources } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'

const { helixResearcher, helixColleague, helixAdmin, orchidResearcher, imagingManager, cellsManager } = people

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

test('a booking cancelled in time costs nothing and gives back its unit and its quota in the same write', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-26 14:00', '2026-11-26 16:00')
  lab.clockAt('2026-11-24 09:00')
  park.trips.length = 0
  const cancelled = await lab.cancel(helixResearcher, booking)
  expect(park.trips.map((trip) => trip.kind)).toEqual(['read', 'write'])
  expect(cancelled).toMatchObject({
    state: 'cancelled',
    settlement: 'void',
    version: 2,
    fee: { amountMinor: 0, currency: 'CNY' },
  })
  expect(await lab.held(booking)).toEqual([])
  expect(await lab.used(quotas.helixMonth)).toBe(0)
  expect(await lab.used(quotas.helixProjectBudget)).toBe(0)
  expect(await lab.tick('2026-11-27 00:00')).toBe(0)
  expect(await lab.charges(booking)).toEqual([])
})

test.each([
  [-1, 0, []],
  [0, 0, []],
  [1, 12_000, ['late-cancellation: late-cancellation 12000']],
])('cancelled %i s after the cut-off costs %i fen of 24,000', async (seconds, fee, charges) => {
  const booking = await lab.book(helixResearcher, '2026-11-26 14:00', '2026-11-26 16:00')
  lab.clockAt('2026-11-25 14:00', seconds)
  expect(await lab.cancel(helixResearcher, booking)).toMatchObject({ fee: { amountMinor: fee } })
  await lab.tick('2026-11-26 16:00')
  expect(await lab.charges(booking)).toEqual(charges)
})

test.each([
  [600, 0],
  [601, 6_000],
])('%i s after the request the cut-off has long passed: it costs %i fen', async (seconds, fee) => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 15:00')
  lab.clockAt('2026-11-23 10:00', seconds)
  expect(await lab.cancel(helixResearcher, booking)).toMatchObject({ fee: { amountMinor: fee } })
})

test('a late cancellation frees the unit at once and is billed when the original time is over', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 12:00')
  await lab.cancel(helixResearcher, booking)
  expect(await lab.held(booking)).toEqual([])
  expect(await lab.used(quotas.helixMonth)).toBe(7200)
  expect(await lab.used(quotas.helixProjectBudget)).toBe(24_000)
  await lab.tick('2026-11-23 15:59', 59)
  expect(await lab.booking(booking)).toMatchObject({ settlement: 'due' })
  expect(await lab.charges(booking)).toEqual([])
  expect(await lab.tick('2026-11-23 16:00')).toBe(1)
  expect(await lab.booking(booking)).toMatchObject({ state: 'cancelled', settlement: 'settled', wake_at: null })
  expect(await lab.charges(booking)).toEqual(['late-cancellation: late-cancellation 12000'])
  expect(await lab.used(quotas.helixMonth)).toBe(7200)
  expect(await lab.used(quotas.helixProjectBudget)).toBe(12_000)
})

test('a slot that somebody else took costs the canceller nothing, and the quota comes back', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 12:00')
  await lab.cancel(helixResearcher, booking)
  const other = await lab.book(orchidResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(orchidResearcher, other)
  await lab.tick('2026-11-23 16:00')
  expect(await lab.charges(booking)).toEqual([])
  expect(await lab.booking(booking)).toMatchObject({ settlement: 'settled' })
  expect(await lab.used(quotas.helixMonth)).toBe(0)
  expect(await lab.used(quotas.helixProjectBudget)).toBe(0)
})

test('a slot that was half refilled costs half the fee and gives half the quota back', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 12:00')
  await lab.cancel(helixResearcher, booking)
  const other = await lab.book(orchidResearcher, '2026-11-23 15:00', '2026-11-23 17:00')
  lab.clockAt('2026-11-23 15:00')
  await lab.checkIn(orchidResearcher, other)
  await lab.tick('2026-11-23 16:00')
  expect(await lab.charges(booking)).toEqual(['late-cancellation: late-cancellation 6000'])
  expect(await lab.used(quotas.helixMonth)).toBe(3600)
})

test('of two who gave up the same slot too late, the second pays', async () => {
  const first = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 11:00')
  await lab.cancel(helixResearcher, first)
  const second = await lab.book(orchidResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 12:00')
  await lab.cancel(orchidResearcher, second)
  await lab.tick('2026-11-23 16:00')
  expect(await lab.charges(first)).toEqual([])
  expect(await lab.charges(second)).toEqual(['late-cancellation: late-cancellation 12000'])
})

test('minutes given up after the cut-off are billed with the use, once their time is over', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 12:00')
  await lab.move(helixResearcher, booking, '2026-11-23 14:00', '2026-11-23 15:00')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt('2026-11-23 15:00')
  expect(await lab.checkOut(helixResearcher, booking)).toMatchObject({ state: 'completed', settlement: 'due' })
  expect(await lab.charges(booking)).toEqual([])
  await lab.tick('2026-11-23 16:00')
  expect(await lab.charges(booking)).toEqual(['usage: time 12000', 'usage: late-cancellation 6000'])
})

test('a booking moved away too late and then cancelled in time still owes for the time it gave up', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 12:00')
  const moved = await lab.move(helixResearcher, booking, '2026-11-30 14:00', '2026-11-30 16:00')
  const cancelled = await lab.cancel(helixResearcher, moved)
  expect(cancelled).toMatchObject({ state: 'cancelled', settlement: 'due', fee: { amountMinor: 12_000 } })
  expect(await lab.used(quotas.helixMonth)).toBe(0)
  await lab.tick('2026-11-23 16:00')
  expect(await lab.charges(booking)).toEqual(['late-cancellation: late-cancellation 12000'])
  expect(await lab.used(quotas.helixProjectBudget)).toBe(12_000)
})

test('a request that nobody has approved yet is given back for nothing', async () => {
  const wish = { resourceId: resources.cleanroom }
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00', wish)
  lab.clockAt('2026-11-23 13:59')
  expect(await lab.cancel(helixResearcher, booking)).toMatchObject({ settlement: 'void', fee: { amountMinor: 0 } })
})

test('a lab manager cancels without charge, and says why', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 13:00')
  const unsaid = cancelBooking(
    park.deps,
    park.actor(imagingManager),
    booking.id,
    { reason: ' ', free: true },
    freshKey(),
  )
  await expect(unsaid).rejects.toThrow(Malformed)
  expect(await lab.cancel(imagingManager, booking, true)).toMatchObject({ settlement: 'void', fee: { amountMinor: 0 } })
  expect(await lab.history(booking)).toEqual([
    'booking.confirmed {}',
    'booking.cancelled {"reason":"our fault","free":true}',
  ])
})

test('the firm admin may cancel; a colleague may not; to others it does not exist', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-26 14:00', '2026-11-26 16:00')
  await expect(lab.cancel(helixColleague, booking)).rejects.toThrow(Forbidden)
  await expect(lab.cancel(helixResearcher, booking, true)).rejects.toThrow(Forbidden)
  for (const stranger of [orchidResearcher, cellsManager]) {
    await expect(lab.cancel(stranger, booking)).rejects.toThrow(NotFound)
  }
  await expect(lab.cancel(orchidResearcher, { id: 'bkg_00000000000000000000000000' as BookingId })).rejects.toThrow(
    NotFound,
  )
  expect(await lab.cancel(helixAdmin, booking)).toMatchObject({ state: 'cancelled' })
})

test('what has ended cannot be cancelled, and the answer shows how it stands', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  await lab.cancel(helixResearcher, booking)
  const again = await lab.cancel(helixResearcher, booking).catch((error: unknown) => error)
  expect(again).toBeInstanceOf(Conflict)
  expect(again).toMatchObject({ kind: 'state-forbids', members: { state: 'cancelled', booking: { id: booking.id } } })
})

test('a no-show that the clock has not seen yet is not turned into a cancellation', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:30', 1)
  await expect(lab.cancel(helixResearcher, booking)).rejects.toMatchObject({ kind: 'too-late' })
})

test('when the user before is still there, the next one cancels for nothing', async () => {
  const first = await lab.book(orchidResearcher, '2026-11-23 12:00', '2026-11-23 14:00')
  const next = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 12:00')
  await lab.checkIn(orchidResearcher, first)
  lab.clockAt('2026-11-23 14:05')
  expect(await lab.cancel(helixResearcher, next)).toMatchObject({ settlement: 'void', fee: { amountMinor: 0 } })
})

test('the same key again gets the first answer and does nothing; another request under it is refused', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  const key = freshKey()
  const cancel = (request = key) =>
    cancelBooking(park.deps, park.actor(helixResearcher), booking.id, { reason: '', free: false }, request)
  const first = await cancel()
  park.clock.now = at('2026-11-23 13:00')
  expect(await cancel()).toEqual(first)
  await expect(cancel({ ...key, requestHash: 'another' })).rejects.toThrow(KeyReused)
  expect(await park.rows(`SELECT version FROM booking`)).toEqual([{ version: 2 }])
})
