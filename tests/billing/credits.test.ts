import { afterEach, beforeEach, expect, test } from 'vitest'
import { facilities, firms, people, resources } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { labOf, type Lab, type Told } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { plant, standing } from '../subsidies/stage.ts'

const { helixResearcher, helixFinance, parkFinance } = people

let park: TestPark
let lab: Lab
let money: ReturnType<typeof moneyOf>
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  money = moneyOf(park, lab)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('what is credited in parts leaves nothing behind: of two tax rates, two programmes and a provider', async () => {
  // From 15:00 on the hour is taxed at 13 %, and not at 6 %.
  await park.script(`INSERT INTO rate (id, resource_id, price_category, valid_from, terms, published_at)
    SELECT id || 'x', resource_id, price_category, ${at('2026-11-23 15:00')},
      json_patch(terms, '{"taxBasisPoints":1300}'), published_at FROM rate WHERE resource_id = '${resources.confocal}'`)
  await park.script(`INSERT INTO resource_provider (resource_id, firm_id, share_percent)
    VALUES ('${resources.confocal}', '${firms.orchid}', 33)`)
  const programmes = [await plant(park, { percent: 30, rank: 1 }), await plant(park, { percent: 7, rank: 2 })]
  const booking = await money.used(helixResearcher, '2026-11-23')
  expect(await taxes(booking)).toEqual({ 600: 427, 1300: 870 })
  const owed = await money.owed(firms.helix)
  const half = await credit(booking, -owed / 2)
  expect(half.status).toBe(201)
  expect(await taxes(booking)).toEqual({ 600: 213, 1300: 435 })
  for (const part of [1, 10, 333, 1_001, 2_500, owed / 2 - 3_845]) {
    expect((await credit(booking, -part)).status).toBe(201)
  }
  expect(await taxes(booking)).toEqual({ 600: 0, 1300: 0 })
  expect(await money.owed(firms.helix)).toBe(0)
  for (const id of programmes) expect(await standing(park, 'subsidy-receivable', id)).toBe(0)
  expect(await standing(park, 'owner-payable', firms.orchid)).toBe(0)
  expect(await standing(park, 'tax', 'park')).toBe(0)
  expect(await standing(park, 'revenue', facilities.imaging)).toBe(0)
})

test('nobody gets back more than was charged, however it is credited, taken back and objected to', async () => {
  const programme = await plant(park, { percent: 30 })
  const booking = await money.used(helixResearcher, '2026-11-23')
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11')
  await park.call(helixFinance, 'POST', '/api/v1/statements/2026-00001/objections', { line: 1, reason: 'not ours' })
  const [objection] = await park.rows('SELECT id FROM objection')
  const [usage] = await park.rows('SELECT id FROM journal_entry')
  const path = `objections/${objection?.['id'] as string}/answer`
  const answer = (creditMinor: number) => post(path, { creditMinor, answer: 'right' })
  const reverse = (id: unknown) => post(`ledger/${id as string}/reversal`, { reason: 'wrong' })
  expect((await credit(booking, -16_801)).status).toBe(400)
  expect((await credit(booking, -10_000)).status).toBe(201)
  const refused = await answer(6_801)
  expect([refused.status, await refused.json()]).toMatchObject([400, { errors: [{ pointer: '/creditMinor' }] }])
  // The whole bill can't be taken back beside what was credited of it, before that is taken back itself.
  const again = await reverse(usage?.['id'])
  expect([again.status, await again.json()]).toMatchObject([409, { chargedMinor: 6_800 }])
  const [credited] = await park.rows(`SELECT id FROM journal_entry WHERE kind = 'adjustment'`)
  expect((await reverse(credited?.['id'])).status).toBe(201)
  expect((await reverse(usage?.['id'])).status).toBe(201)
  expect((await answer(1)).status).toBe(400)
  expect((await answer(0)).status).toBe(201)
  expect(await money.owed(firms.helix)).toBe(0)
  expect(await standing(park, 'subsidy-receivable', programme)).toBe(0)
})

test('of two credits at once, the second takes the first into account', async () => {
  const programme = await plant(park, { percent: 30 })
  const booking = await money.used(helixResearcher, '2026-11-23')
  const two = await Promise.all([credit(booking, -8_400), credit(booking, -8_400)])
  expect(two.map(({ status }) => status)).toEqual([201, 201])
  expect(await standing(park, 'subsidy-receivable', programme)).toBe(0)
  const next = await money.used(helixResearcher, '2026-11-24')
  const both = await Promise.all([credit(next, -10_080), credit(next, -10_080)])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400])
  expect(await money.owed(firms.helix)).toBe(6_720)
  expect(await standing(park, 'subsidy-receivable', programme)).toBe(2_880)
})

function post(path: string, body: unknown): Promise<Response> {
  return park.call(parkFinance, 'POST', `/api/v1/${path}`, body)
}

function credit({ id }: Told, amountMinor: number): Promise<Response> {
  return post(`bookings/${id}/adjustments`, { amountMinor, reason: 'counted wrong' })
}

/** What of a booking's charges is tax, by rate. */
async function taxes({ id }: Told): Promise<Record<string, number>> {
  const rows = await park.rows(`SELECT line ->> '$.taxBasisPoints' AS rate, sum(tax_minor) AS tax FROM charge
    WHERE booking_id = '${id}' GROUP BY rate`)
  return Object.fromEntries(rows.map((row) => [row['rate'] as number, Number(row['tax'])]))
}
