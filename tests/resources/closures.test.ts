import { afterEach, beforeEach, expect, test } from 'vitest'
import type { UnitId } from '../../src/kernel/id.ts'
import { Conflict } from '../../src/kernel/thrown.ts'
import { openEnd } from '../../src/resources/closure.ts'
import { people, quotas, resources } from '../support/cast.ts'
import { cancel, closingOf, move, newTime, service } from '../support/closing.ts'
import { at } from '../support/facts.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

const { helixResearcher, helixColleague, orchidResearcher, imagingManager, cellsManager } = people

let park: TestPark
let lab: Lab
let closing: ReturnType<typeof closingOf>
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  closing = closingOf(park)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

const day = '2026-11-25'

test('a closure takes the units away, and nobody books into it', async () => {
  park.trips.length = 0
  const closure = await closing.close(`${day} 10:00`, `${day} 12:00`)
  expect(park.trips.map((trip) => trip.kind)).toEqual(['read', 'write'])
  expect(closure).toMatchObject({ startsAt: '2026-11-25T02:00:00Z', endsAt: '2026-11-25T04:00:00Z', units: ['unt_1'] })
  await expect(lab.book(helixResearcher, `${day} 11:00`, `${day} 13:00`)).rejects.toThrow('closed')
  await lab.book(helixResearcher, `${day} 12:00`, `${day} 13:00`)
  expect(await park.rows(`SELECT action, entity_version FROM audit WHERE entity = '${resources.confocal}'`)).toEqual([
    { action: 'resource.closed', entity_version: 2 },
  ])
})

test('a booking in the way is neither lost nor in silence: the manager sees it and decides', async () => {
  const booking = await lab.book(helixResearcher, `${day} 10:00`, `${day} 12:00`)
  const seen = await closing.close(`${day} 11:00`, null, { preview: true })
  expect(seen).toMatchObject({ endsAt: null, affected: [{ id: booking.id, state: 'confirmed' }] })
  const answer = await closing.close(`${day} 11:00`, null).catch((error: unknown) => error)
  expect(answer).toBeInstanceOf(Conflict)
  expect(answer).toMatchObject({ kind: 'bookings-affected', members: { bookings: [{ id: booking.id }] } })
  expect(await park.rows('SELECT id FROM closure')).toEqual([])
})

test('cancelled for a closure, a booking costs nothing, however late, and gives everything back', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 13:59')
  const closure = await closing.close('2026-11-23 15:00', '2026-11-23 18:00', { affected: [{ ...cancel(booking) }] })
  expect(closure).toMatchObject({ affected: [{ id: booking.id, state: 'cancelled', settlement: 'void' }] })
  expect(await lab.used(quotas.helixMonth)).toBe(0)
  expect(await lab.used(quotas.helixProjectBudget)).toBe(0)
  expect(await lab.tick('2026-11-24 00:00')).toBe(0)
})

test('moved for a closure, a booking keeps its price and may be given back until it begins', async () => {
  const booking = await lab.book(helixResearcher, `${day} 10:00`, `${day} 12:00`)
  const to = newTime('2026-11-26 09:00', '2026-11-26 11:00')
  const closure = await closing.close(`${day} 10:00`, `${day} 18:00`, { affected: [move(booking, to)] })
  const moved = {
    id: booking.id,
    state: 'confirmed',
    version: 2,
    startsAt: '2026-11-26T01:00:00Z',
    price: booking.price,
  }
  expect(closure).toMatchObject({ affected: [moved] })
  expect(await lab.held(booking)).toEqual([[to.startsAt, to.endsAt]])
  expect(await lab.used(quotas.helixResearcherDay)).toBe(7200)
  lab.clockAt('2026-11-26 09:00')
  expect(await lab.cancel(helixResearcher, booking)).toMatchObject({ fee: { amountMinor: 0 } })
})

test('two bookings may change places, and whoever had three centrifuges has two', async () => {
  const wish = { resourceId: resources.centrifuge }
  const [a, b] = [
    await lab.book(helixResearcher, `${day} 10:00`, `${day} 11:00`, { ...wish, unitId: 2 as UnitId }),
    await lab.book(orchidResearcher, `${day} 13:00`, `${day} 14:00`, { ...wish, unitId: 3 as UnitId }),
  ]
  await closing.closeAs(cellsManager, resources.centrifuge, {
    ...service(`${day} 08:00`, `${day} 18:00`),
    units: [2, 3] as UnitId[],
    affected: [
      move(a, newTime(`${day} 10:00`, `${day} 11:00`)),
      move(b, newTime('2026-11-26 13:00', '2026-11-26 14:00', 3)),
    ],
  })
  expect(await park.rows('SELECT unit_id FROM booking ORDER BY starts_at')).toEqual([{ unit_id: 4 }, { unit_id: 3 }])
})

test.each([
  ['closed then', '2026-11-28 10:00', '2026-11-28 12:00', 'outside-opening-hours'],
  ['in the closure itself', `${day} 14:00`, `${day} 16:00`, 'unit-taken'],
  ['somebody else’s', '2026-11-26 10:00', '2026-11-26 12:00', 'unit-taken'],
  ['in the past', '2026-11-23 09:00', '2026-11-23 11:00', 'in-the-past'],
])('a booking is not moved to a time that is %s', async (_, from, to, rule) => {
  const booking = await lab.book(helixResearcher, `${day} 10:00`, `${day} 12:00`)
  await lab.book(orchidResearcher, '2026-11-26 11:00', '2026-11-26 13:00')
  const affected = [move(booking, newTime(from, to))]
  const answer = await closing.answer(imagingManager, resources.confocal, {
    ...service(`${day} 10:00`, `${day} 18:00`),
    affected,
  })
  expect(answer).toMatchObject({ kind: 'refused', refused: [{ bookingId: booking.id, refusals: [{ rule }] }] })
  expect(await park.rows('SELECT id FROM closure')).toEqual([])
})

test('a closure that starts now ends what is in use: used time only, no minimum, quota back', async () => {
  await lab.setTerms(resources.confocal, { minimumMinor: 20_000 })
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt('2026-11-23 14:30')
  await expect(closing.close('2026-11-23 14:30', null)).rejects.toMatchObject({ kind: 'bookings-affected' })
  await closing.close('2026-11-23 14:30', null, { kind: 'fault', affected: [cancel(booking)] })
  expect(await lab.booking(booking)).toMatchObject({
    state: 'completed',
    outcome: 'interrupted',
    settlement: 'settled',
  })
  expect(await lab.charges(booking)).toEqual(['usage: time 6000'])
  expect(await lab.used(quotas.helixMonth)).toBe(1800)
  expect(await lab.used(quotas.helixProjectBudget)).toBe(6000)
  expect(await lab.held(booking)).toEqual([[at('2026-11-23 14:00'), at('2026-11-23 14:30')]])
  expect(await closing.closed(1)).toEqual([[at('2026-11-23 14:30'), openEnd]])
})

test('whoever checked in early and is interrupted before the booked start owes the minutes used', async () => {
  await lab.setPolicy(resources.confocal, { chargeBasis: 'used' })
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 13:46')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt('2026-11-23 13:50')
  await closing.close('2026-11-23 13:50', null, { affected: [cancel(booking)] })
  expect(await lab.charges(booking)).toEqual(['usage: time 800'])
})

test('what is in use may go on until a closure that starts later', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  await closing.close('2026-11-23 15:00', '2026-11-23 18:00', { affected: [cancel(booking)] })
  expect(await lab.booking(booking)).toMatchObject({
    state: 'in-use',
    ends_at: at('2026-11-23 15:00'),
    price_minor: 12_000,
  })
  expect(await lab.used(quotas.helixMonth)).toBe(3600)
  lab.clockAt('2026-11-23 15:00')
  expect(await lab.checkOut(helixResearcher, booking)).toMatchObject({ outcome: 'on-time' })
  expect(await lab.charges(booking)).toEqual(['usage: time 12000'])
})

test('a clean-down in the way is the closure’s own business', async () => {
  const wish = { resourceId: resources.centrifuge, unitId: 2 as UnitId }
  const earlier = await lab.book(helixResearcher, `${day} 09:00`, `${day} 10:00`, wish)
  await closing.closeAs(cellsManager, resources.centrifuge, service(`${day} 10:00`, `${day} 12:00`))
  expect(await lab.held(earlier)).toEqual([[at(`${day} 09:00`), at(`${day} 10:00`)]])
  expect(await lab.booking(earlier)).toMatchObject({ state: 'confirmed', version: 2, ends_at: at(`${day} 10:00`) })
})

test('an overrun ends when its unit is closed, billed to its booked end', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, booking)
  await lab.tick('2026-11-23 16:02')
  lab.clockAt('2026-11-23 16:03')
  await closing.close('2026-11-23 16:03', null)
  expect(await lab.booking(booking)).toMatchObject({ state: 'completed', outcome: 'overrun', checked_out_at: null })
  expect(await lab.charges(booking)).toEqual(['usage: time 24000'])
})

test('what has been used, or missed, keeps its past when the unit is closed', async () => {
  const used = await lab.book(helixResearcher, '2026-11-23 11:00', '2026-11-23 12:00', {
    resourceId: resources.centrifuge,
  })
  lab.clockAt('2026-11-23 11:00')
  await lab.checkIn(helixResearcher, used)
  lab.clockAt('2026-11-23 11:30')
  await lab.checkOut(helixResearcher, used)
  lab.clockAt('2026-11-23 11:35')
  await closing.closeAs(cellsManager, resources.centrifuge, service('2026-11-23 11:35', null))
  expect(await lab.held(used)).toEqual([[at('2026-11-23 11:00'), at('2026-11-23 11:35')]])
})

test('the person moved is not put at two benches at once', async () => {
  await park.script(`UPDATE facility SET one_booking_at_a_time = 1`)
  const first = await lab.book(helixColleague, `${day} 10:00`, `${day} 11:00`, { resourceId: resources.centrifuge })
  await lab.book(helixColleague, '2026-11-26 10:00', '2026-11-26 11:00', { resourceId: resources.benches })
  const wanted = service(`${day} 09:00`, `${day} 12:00`)
  const to = newTime('2026-11-26 10:30', '2026-11-26 11:30')
  const answer = await closing.answer(cellsManager, resources.centrifuge, { ...wanted, affected: [move(first, to)] })
  expect(answer).toMatchObject({ kind: 'refused', refused: [{ refusals: [{ rule: 'person-busy' }] }] })
  const free = newTime('2026-11-26 11:00', '2026-11-26 12:00')
  await closing.closeAs(cellsManager, resources.centrifuge, { ...wanted, affected: [move(first, free)] })
})
