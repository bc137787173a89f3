import { afterEach, beforeEach, expect, test } from 'vitest'
import { decideBooking } from '../../src/approvals/commands/decide-booking.ts'
import { people, quotas, resources } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'

const { helixColleague, helixResearcher, orchidResearcher } = people

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

test('time that was given up too late and then taken back is paid for once', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 12:00')
  const shorter = await lab.move(helixResearcher, booking, '2026-11-23 14:00', '2026-11-23 15:00')
  await lab.move(helixResearcher, shorter, '2026-11-23 14:00', '2026-11-23 15:30')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt('2026-11-23 15:30')
  await lab.checkOut(helixResearcher, booking)
  await lab.tick('2026-11-23 16:00')
  expect(await lab.charges(booking)).toEqual(['usage: time 18000', 'usage: late-cancellation 3000'])
})

test('a limit that was lowered since keeps nobody from booking for a shorter time', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-26 14:00', '2026-11-26 16:00')
  await park.script(`UPDATE quota SET limit_value = 1800 WHERE id = ${quotas.helixMonth}`)
  await lab.move(helixResearcher, booking, '2026-11-26 14:00', '2026-11-26 15:00')
  expect(await lab.used(quotas.helixMonth)).toBe(3600)
  expect(await lab.used(quotas.helixProjectBudget)).toBe(12_000)
})

test('a request that is moved to a later day may be decided until its own deadline', async () => {
  const wish = { resourceId: resources.cleanroom }
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00', wish)
  await lab.move(helixResearcher, booking, '2026-11-30 14:00', '2026-11-30 16:00')
  expect((await lab.booking(booking)).wake_at).toBeGreaterThan(at('2026-11-23 16:00'))
  await lab.tick('2026-11-23 16:00')
  expect(await lab.booking(booking)).toMatchObject({ state: 'pending' })
})

test('a request that has lapsed keeps nobody from moving to its time, and is moved itself no more', async () => {
  const wish = { resourceId: resources.cleanroom }
  const lapsed = await lab.book(helixColleague, '2026-11-25 14:00', '2026-11-25 16:00', wish)
  lab.clockAt('2026-11-24 12:00')
  const booking = await lab.book(helixResearcher, '2026-11-26 14:00', '2026-11-26 16:00', wish)
  await expect(lab.move(helixColleague, lapsed, '2026-11-27 14:00', '2026-11-27 16:00')).rejects.toThrow('too-late')
  await lab.move(helixResearcher, booking, '2026-11-25 15:00', '2026-11-25 17:00')
  expect(await lab.booking(lapsed)).toMatchObject({ state: 'expired', version: 2 })
})

test('consent is for a time: the booker may give some of it up, and asks anew for any other', async () => {
  const wanted = { resourceId: resources.cleanroom }
  const booking = await lab.book(helixResearcher, '2026-11-26 14:00', '2026-11-26 16:00', wanted)
  const approval = { decision: 'approve', note: '' } as const
  await decideBooking(park.deps, park.actor(people.cellsManager), booking.id, approval, freshKey())
  const moved = lab.move(helixResearcher, { ...booking, version: 2 }, '2026-11-26 15:00', '2026-11-26 17:00')
  await expect(moved).rejects.toThrow('state-forbids')
  await lab.move(helixResearcher, { ...booking, version: 2 }, '2026-11-26 14:00', '2026-11-26 15:00')
  await lab.move(people.cellsManager, { ...booking, version: 3 }, '2026-11-27 14:00', '2026-11-27 16:00')
})

test('whoever finds the unit still in use may shift after the cut-off, and pays for the new time alone', async () => {
  const first = await lab.book(orchidResearcher, '2026-11-23 12:00', '2026-11-23 14:00')
  const next = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 12:00')
  await lab.checkIn(orchidResearcher, first)
  lab.clockAt('2026-11-23 14:05')
  const shifted = await lab.move(helixResearcher, next, '2026-11-23 15:00', '2026-11-23 17:00')
  expect(shifted.price.total.amountMinor).toBe(24_000)
  expect(await lab.booking(next)).toMatchObject({ terms: expect.stringContaining('"givenUp":[]') })
})

test('who asks for less time at a dearer price is told that the budget is spent', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-26 14:00', '2026-11-26 16:00')
  await lab.setTerms(resources.confocal, { perHourMinor: 24_000 })
  await park.script(`UPDATE quota SET limit_value = 24000 WHERE id = ${quotas.helixProjectBudget}`)
  const later = lab.move(helixResearcher, booking, '2026-11-26 14:30', '2026-11-26 16:00')
  await expect(later).rejects.toThrow('budget-exceeded')
  await lab.move(helixResearcher, booking, '2026-11-26 15:00', '2026-11-26 16:00')
  expect(await lab.used(quotas.helixProjectBudget)).toBe(24_000)
})
