import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkPark } from '../../src/audit/check.ts'
import { usualTerms } from '../../src/billing/usual-terms.ts'
import { quoteBooking } from '../../src/bookings/commands/quote-booking.ts'
import type { ResourceId } from '../../src/kernel/id.ts'
import { KeyReused, Malformed, NotFound } from '../../src/kernel/thrown.ts'
import { addResource } from '../../src/resources/commands/add-resource.ts'
import { newResourceSchema, type NewResource } from '../../src/resources/new-resource.ts'
import { facilities, people } from '../support/cast.ts'
import { at, self } from '../support/facts.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const weekdays = [1, 2, 3, 4, 5, 6, 7].map((day) => (day < 6 ? [{ from: '08:00', to: '20:00' }] : []))

test('a new instrument can be booked at once, at its price and in its hours', async () => {
  const answer = await addResource(park.deps, park.actor(people.imagingManager), newOne(), freshKey())
  expect(answer.status).toBe(201)
  const { id } = JSON.parse(answer.body) as { id: ResourceId }
  const { verdict } = await quote(id, '2026-11-24 09:00', '2026-11-24 11:00')
  expect(verdict.refusals).toEqual([])
  expect(verdict.price).toMatchObject({ totalMinor: 48_000 })
  const late = await quote(id, '2026-11-24 19:00', '2026-11-24 21:00')
  expect(late.verdict.refusals.map((refusal) => refusal.rule)).toEqual(['outside-opening-hours'])
  expect(await park.rows(`SELECT name_hans, name_hant, name_en FROM resource WHERE id = '${id}'`)).toEqual([
    { name_hans: '光片显微镜', name_hant: '光片显微镜', name_en: 'Light sheet' },
  ])
  expect((await checkPark(park.db, park.clock.now)).flatMap((finding) => finding.breaches)).toEqual([])
})

test('the same request again adds nothing more', async () => {
  const key = freshKey()
  const first = await addResource(park.deps, park.actor(people.imagingManager), newOne(), key)
  expect(await addResource(park.deps, park.actor(people.imagingManager), newOne(), key)).toEqual(first)
  expect(await park.rows(`SELECT count(*) AS n FROM resource WHERE asset_number = 'LS-1'`)).toEqual([{ n: 1 }])
  const other = addResource(park.deps, park.actor(people.imagingManager), newOne(), { ...key, requestHash: 'other' })
  await expect(other).rejects.toThrow(KeyReused)
})

test('only who manages the facility adds to it; to anybody else there is no such facility', async () => {
  for (const who of [people.cellsManager, people.helixAdmin, people.parkFinance]) {
    await expect(addResource(park.deps, park.actor(who), newOne(), freshKey())).rejects.toThrow(NotFound)
  }
  const unknown = newOne({ facilityId: 'fac_0000000000000000000000zzzz' })
  await expect(addResource(park.deps, park.actor(people.parkAdmin), unknown, freshKey())).rejects.toThrow(NotFound)
  expect((await addResource(park.deps, park.actor(people.parkAdmin), newOne(), freshKey())).status).toBe(201)
})

test('an asset number is used once, and category and qualification are known', async () => {
  const wrong = newOne({ assetNumber: 'AS-confocal', categoryId: 'spaceships', qualificationId: 'none' })
  const adding = addResource(park.deps, park.actor(people.imagingManager), wrong, freshKey())
  const thrown = await adding.catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(Malformed)
  expect((thrown as Malformed).faults.map((fault) => fault.pointer)).toEqual([
    '/categoryId',
    '/qualificationId',
    '/assetNumber',
  ])
})

test('two managers adding the same asset number at once add it once', async () => {
  const adding = [people.imagingManager, people.parkAdmin].map((who) =>
    addResource(park.deps, park.actor(who), newOne(), freshKey()).catch((error: unknown) => error),
  )
  const outcomes = await Promise.all(adding)
  expect(outcomes.filter((outcome) => outcome instanceof Malformed)).toHaveLength(1)
  expect(await park.rows(`SELECT count(*) AS n FROM resource WHERE asset_number = 'LS-1'`)).toEqual([{ n: 1 }])
})

test.each([
  [
    'a range that ends before it begins',
    { openingHours: { weekly: [[{ from: '10:00', to: '09:00' }], [], [], [], [], [], []] } },
  ],
  ['no name', { names: {} }],
  ['two units of one name', { units: ['A', 'A'] }],
  ['a shortest booking longer than the longest', { minMinutes: 60, maxMinutes: 30 }],
  ['a key that nobody knows', { colour: 'blue' }],
])('%s is no new resource', (_, changes) => {
  const plain = { ...newOne(), ...changes }
  expect(newResourceSchema.safeParse(plain).success).toBe(false)
})

function newOne(changes: Partial<NewResource> = {}): NewResource {
  return newResourceSchema.parse({
    facilityId: facilities.imaging,
    categoryId: 'microscopes',
    kind: 'instrument',
    names: { hans: '光片显微镜', en: 'Light sheet' },
    assetNumber: 'LS-1',
    openingHours: { weekly: weekdays, holidayRule: 'closed', exceptions: [] },
    rates: [{ priceCategory: 'resident', terms: usualTerms(24_000) }],
    ...changes,
  })
}

async function quote(resourceId: ResourceId, from: string, until: string) {
  const wanted = {
    resourceId,
    unitId: null,
    whole: false,
    samples: 0,
    purpose: '',
    startsAt: at(from),
    endsAt: at(until),
  }
  return quoteBooking(park.deps, park.actor(people.helixResearcher), wanted, self)
}
