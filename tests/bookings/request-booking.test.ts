import { afterEach, beforeEach, expect, test } from 'vitest'
import { moveBooking } from '../../src/bookings/commands/move-booking.ts'
import { requestBooking, type BookingAnswer } from '../../src/bookings/commands/request-booking.ts'
import { quoteBooking } from '../../src/bookings/commands/quote-booking.ts'
import type { Wanted, WantedBy } from '../../src/bookings/wanted.ts'
import type { BookingId, ResourceId } from '../../src/kernel/id.ts'
import { KeyReused, NotFound, Stale, Unauthenticated } from '../../src/kernel/thrown.ts'
import { people, projects, quotas, resources, type CastPerson } from '../support/cast.ts'
import { at, self } from '../support/facts.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

test('a booking takes two round trips and writes its unit, its quota use and its history', async () => {
  park.trips.length = 0
  const booking = booked(await request('2026-11-23 14:00', '2026-11-23 16:00'))
  expect(park.trips.map((trip) => trip.kind)).toEqual(['read', 'write'])
  expect(booking).toMatchObject({
    state: 'confirmed',
    version: 1,
    price: { total: { amountMinor: 24_000, currency: 'CNY' } },
  })
  expect(await park.rows('SELECT unit_id, starts_at, ends_at, booking_id FROM allocation')).toEqual([
    { unit_id: 1, starts_at: at('2026-11-23 14:00'), ends_at: at('2026-11-23 16:00'), booking_id: booking.id },
  ])
  expect(await usedOf(quotas.helixMonth)).toBe(7200)
  expect(await usedOf(quotas.helixProjectBudget)).toBe(24_000)
  expect(await park.rows('SELECT action, entity, entity_version FROM audit')).toEqual([
    { action: 'booking.confirmed', entity: booking.id, entity_version: 1 },
  ])
  expect(await count('outbox')).toBe(1)
})

test('the same key again has one effect and the first answer; with another body it is refused', async () => {
  const key = freshKey()
  const first = await request('2026-11-23 14:00', '2026-11-23 16:00', {}, key)
  const again = await request('2026-11-23 14:00', '2026-11-23 16:00', {}, key)
  expect(again).toEqual({ ...first, replayed: true })
  expect(await count('booking')).toBe(1)
  await expect(request('2026-11-24 14:00', '2026-11-24 16:00', {}, { ...key, requestHash: 'another' })).rejects.toThrow(
    KeyReused,
  )
  expect(await count('booking')).toBe(1)
})

test('a taken slot is refused with at least three alternatives, each of which can be booked', async () => {
  await request('2026-11-23 14:00', '2026-11-23 16:00')
  const wanted = want('2026-11-23 15:00', '2026-11-23 17:00')
  const { verdict, alternatives } = await quoteBooking(park.deps, park.actor(people.orchidResearcher), wanted, self)
  expect(verdict.refusals.map((refusal) => refusal.rule)).toEqual(['unit-taken'])
  expect(alternatives.length).toBeGreaterThanOrEqual(3)
  for (const { startsAt, endsAt, unitId, resourceId, price } of alternatives) {
    const other = await openPark()
    const answer = await requestBooking(
      other.deps,
      other.actor(people.orchidResearcher),
      one({ ...wanted, startsAt, endsAt, unitId, resourceId }),
      freshKey(),
    )
    expect(booked(answer).price.total.amountMinor).toBe(price.totalMinor)
    await other.close()
  }
})

test('a quote reads once, and once more for alternatives, and writes nothing', async () => {
  park.trips.length = 0
  await quoteBooking(park.deps, park.actor(people.helixResearcher), want('2026-11-23 14:00', '2026-11-23 16:00'), self)
  expect(park.trips.map((trip) => trip.kind)).toEqual(['read'])
  await quoteBooking(park.deps, park.actor(people.helixResearcher), want('2026-11-23 23:00', '2026-11-23 23:30'), self)
  expect(park.trips.map((trip) => trip.kind)).toEqual(['read', 'read', 'read'])
})

test('three centrifuges are three bookings at one time, and the fourth is refused', async () => {
  const wish = { resourceId: resources.centrifuge }
  for (let unit = 0; unit < 3; unit++) booked(await request('2026-11-23 14:00', '2026-11-23 16:00', wish))
  expect(await request('2026-11-23 14:00', '2026-11-23 16:00', wish)).toMatchObject({ kind: 'refused' })
  expect((await park.rows('SELECT DISTINCT unit_id FROM allocation')).length).toBe(3)
})

test('whole-room use holds every bench, pays for every bench, and counts every bench', async () => {
  const booking = booked(
    await request('2026-11-23 14:00', '2026-11-23 15:00', { resourceId: resources.benches, whole: true }),
  )
  expect(await count('allocation')).toBe(6)
  expect(booking.price.total.amountMinor).toBe(6 * 3_000)
  expect(await usedOf(quotas.helixMonth)).toBe(6 * 3600)
})

test('a series is all or nothing, or the free part of it with the rest named', async () => {
  booked(await request('2026-11-30 14:00', '2026-11-30 16:00'))
  const series = ['2026-11-23', '2026-11-30', '2026-12-07'].map((date) => want(`${date} 14:00`, `${date} 16:00`))
  const actor = park.actor(people.orchidResearcher)
  const all = { wanted: series, by: self, ifSomeRefused: 'book-none' as const }
  expect(await requestBooking(park.deps, actor, all, freshKey())).toMatchObject({ kind: 'refused' })
  expect(await count('booking')).toBe(1)
  const rest = await requestBooking(park.deps, actor, { ...all, ifSomeRefused: 'book-the-rest' }, freshKey())
  const body = rest.kind === 'booked' ? (JSON.parse(rest.body) as { bookings: unknown[]; refused: unknown[] }) : null
  expect(body?.bookings).toHaveLength(2)
  expect(body?.refused).toMatchObject([{ index: 1, rules: ['unit-taken'] }])
})

test('a request that waits for approval holds its slot until it lapses, then the next takes it', async () => {
  const wish = { resourceId: resources.cleanroom }
  const pending = booked(await request('2026-11-25 14:00', '2026-11-25 16:00', wish))
  expect(pending).toMatchObject({ state: 'pending', needs: ['lab-manager'] })
  expect(await request('2026-11-25 15:00', '2026-11-25 17:00', wish, freshKey(), people.helixColleague)).toMatchObject({
    kind: 'refused',
  })
  park.clock.now += 24 * 3600
  booked(await request('2026-11-25 15:00', '2026-11-25 17:00', wish, freshKey(), people.helixColleague))
  expect(await park.rows(`SELECT state, version FROM booking WHERE id = '${pending.id}'`)).toEqual([
    { state: 'expired', version: 2 },
  ])
  expect(await usedOf(quotas.helixMonth)).toBe(7200)
})

test("another firm's project, and one that does not exist, are equally unknown", async () => {
  const unknown = `prj_${'7'.repeat(26)}` as typeof projects.orchid
  for (const projectId of [projects.orchid, unknown]) {
    await expect(
      request('2026-11-23 14:00', '2026-11-23 16:00', {}, freshKey(), people.helixResearcher, { ...self, projectId }),
    ).rejects.toThrow(NotFound)
  }
  await expect(
    request('2026-11-23 14:00', '2026-11-23 16:00', { resourceId: `res_${'7'.repeat(26)}` as ResourceId }),
  ).rejects.toThrow(NotFound)
  const stranger = { tokenHash: 'none', requestId: 'req' }
  await expect(quoteBooking(park.deps, stranger, want('2026-11-23 14:00', '2026-11-23 16:00'), self)).rejects.toThrow(
    Unauthenticated,
  )
})

test('a move swaps the unit and the quota in one write, at the price of the new time', async () => {
  const booking = booked(await request('2026-11-25 14:00', '2026-11-25 16:00'))
  const answer = await move(booking.id, '2026-11-26 09:00', '2026-11-26 12:00', 1)
  expect(answer).toMatchObject({ kind: 'moved' })
  expect(await park.rows('SELECT starts_at, ends_at FROM allocation')).toEqual([
    { starts_at: at('2026-11-26 09:00'), ends_at: at('2026-11-26 12:00') },
  ])
  expect(await usedOf(quotas.helixMonth)).toBe(3 * 3600)
  expect(await usedOf(quotas.helixProjectBudget)).toBe(36_000)
  await expect(move(booking.id, '2026-11-27 09:00', '2026-11-27 12:00', 1)).rejects.toThrow(Stale)
})

test('a move into a taken slot changes nothing', async () => {
  booked(await request('2026-11-26 09:00', '2026-11-26 12:00', {}, freshKey(), people.orchidResearcher))
  const booking = booked(await request('2026-11-25 14:00', '2026-11-25 16:00'))
  const before = await park.rows('SELECT * FROM allocation ORDER BY starts_at')
  expect(await move(booking.id, '2026-11-26 11:00', '2026-11-26 13:00', 1)).toMatchObject({ kind: 'refused' })
  expect(await park.rows('SELECT * FROM allocation ORDER BY starts_at')).toEqual(before)
  expect(await usedOf(quotas.helixMonth)).toBe(7200)
})

test('a booking may be stretched over its own time', async () => {
  const booking = booked(await request('2026-11-25 14:00', '2026-11-25 16:00'))
  expect(await move(booking.id, '2026-11-25 14:00', '2026-11-25 17:00', 1)).toMatchObject({ kind: 'moved' })
  expect(await usedOf(quotas.helixProjectBudget)).toBe(36_000)
})

test("another firm's booking cannot be moved, and looks like one that does not exist", async () => {
  const booking = booked(await request('2026-11-25 14:00', '2026-11-25 16:00'))
  await expect(move(booking.id, '2026-11-25 15:00', '2026-11-25 17:00', 1, people.orchidAdmin)).rejects.toThrow(
    NotFound,
  )
})

interface Document {
  id: BookingId
  state: string
  version: number
  price: { total: { amountMinor: number } }
}

function booked(answer: BookingAnswer): Document {
  if (answer.kind === 'refused')
    throw new Error(answer.verdicts.flatMap((verdict) => verdict.refusals.map((one) => one.rule)).join())
  return JSON.parse(answer.body) as Document
}

function want(from: string, to: string, changes: Partial<Wanted> = {}): Wanted {
  const plain = { resourceId: resources.confocal, unitId: null, whole: false, samples: 0, purpose: '' }
  return { ...plain, startsAt: at(from), endsAt: at(to), ...changes }
}

function one(wanted: Wanted, by: WantedBy = self) {
  return { wanted: [wanted], by, ifSomeRefused: 'book-none' as const }
}

async function request(
  from: string,
  to: string,
  changes: Partial<Wanted> = {},
  key = freshKey(),
  who: CastPerson = people.helixResearcher,
  by = self,
) {
  return requestBooking(park.deps, park.actor(who), one(want(from, to, changes), by), key)
}

async function move(
  id: BookingId,
  from: string,
  to: string,
  version: number,
  who: CastPerson = people.helixResearcher,
) {
  const interval = { startsAt: at(from), endsAt: at(to), unitId: null }
  return moveBooking(park.deps, park.actor(who), id, interval, version, freshKey())
}

async function usedOf(quota: number): Promise<unknown> {
  return (await park.rows(`SELECT sum(used) AS used FROM quota_use WHERE quota_id = ${quota}`))[0]?.['used']
}

async function count(table: string): Promise<unknown> {
  return (await park.rows(`SELECT count(*) AS n FROM ${table}`))[0]?.['n']
}
