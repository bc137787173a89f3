import { afterEach, beforeEach, expect, test } from 'vitest'
import { setFreeHours } from '../../src/quotas/commands/set-entitlement.ts'
import { listEntitlements } from '../../src/quotas/reads/entitlements.ts'
import { Malformed, NotFound } from '../../src/kernel/thrown.ts'
import { firms, people } from '../support/cast.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { plant, standing } from '../subsidies/stage.ts'

const { helixResearcher, helixFinance, orchidFinance, parkFinance } = people
const three = { whose: { firmId: firms.helix }, facilityCode: '', hours: 3 }

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

test('an entitlement half used: of two hours one is free, one is paid, a quarter of that by a programme', async () => {
  const money = moneyOf(park, lab)
  const id = await plant(park, { percent: 25 })
  await setFreeHours(park.deps, park.actor(parkFinance), three, freshKey())
  await money.used(helixResearcher, '2026-11-23')
  expect(await money.owed(firms.helix)).toBe(0)
  await money.used(helixResearcher, '2026-11-24')
  // 120.00 an hour: one hour, less 30.00.
  expect(await money.owed(firms.helix)).toBe(9_000)
  expect(await standing(park, 'subsidy-receivable', id)).toBe(3_000)
  const own = await listEntitlements(park.deps, park.actor(helixFinance))
  expect(own.entitlements).toMatchObject([{ firmId: firms.helix, limitSeconds: 10_800, usedSeconds: 10_800 }])
  expect((await listEntitlements(park.deps, park.actor(orchidFinance))).entitlements).toEqual([])
})

test('every firm of a tier gets them, once', async () => {
  const [row] = await park.rows(`SELECT tier FROM firm WHERE id = '${firms.helix}'`)
  const wish = { ...three, whose: { tier: row?.['tier'] as string } }
  for (const hours of [3, 5]) await setFreeHours(park.deps, park.actor(parkFinance), { ...wish, hours }, freshKey())
  const all = await listEntitlements(park.deps, park.actor(parkFinance))
  expect(all.entitlements.map(({ limitSeconds }) => limitSeconds)).toEqual([18_000, 18_000])
})

test('a firm that comes to a tier has its hours; what it had of its own, and what was billed, stays', async () => {
  const [tier] = (await park.rows(`SELECT tier FROM firm WHERE id = '${firms.helix}'`)).map((row) => row['tier'])
  await park.script(`UPDATE firm SET tier = 'guest' WHERE id = '${firms.helix}'`)
  const money = moneyOf(park, lab)
  await money.used(helixResearcher, '2026-11-23')
  const finance = park.actor(parkFinance)
  await setFreeHours(park.deps, finance, { ...three, whose: { tier: tier as string }, hours: 1 }, freshKey())
  const hours = async () =>
    (await listEntitlements(park.deps, park.actor(helixFinance))).entitlements.map((one) => one.limitSeconds / 3_600)
  expect(await hours()).toEqual([])
  const moves = (to: unknown) => park.script(`UPDATE firm SET tier = '${String(to)}' WHERE id = '${firms.helix}'`)
  await moves(tier)
  expect(await hours()).toEqual([1])
  expect(await money.owed(firms.helix)).toBe(24_000)
  await money.used(helixResearcher, '2026-11-24')
  expect(await money.owed(firms.helix)).toBe(36_000)
  await moves('guest')
  expect(await hours()).toEqual([0])
  await setFreeHours(park.deps, finance, { ...three, hours: 7 }, freshKey())
  await moves(tier)
  expect(await hours()).toEqual([7])
  expect((await listEntitlements(park.deps, finance)).tiers).toMatchObject([{ tier, limitSeconds: 3_600 }])
  const joins = { names: { hans: '新企', hant: '新企', en: 'Newcomer' }, tier }
  expect((await park.call(people.parkAdmin, 'POST', '/api/v1/firms', joins)).status).toBe(201)
  expect(
    (await listEntitlements(park.deps, finance)).entitlements.map((one) => [one.firm.en, one.limitSeconds]),
  ).toContainEqual(['Newcomer', 3_600])
})

test('what cannot be is refused, and a firm’s own people set nothing', async () => {
  const finance = park.actor(parkFinance)
  for (const wrong of [{ hours: -1 }, { facilityCode: 'NOWHERE' }, { whose: { tier: 'none' } }])
    await expect(setFreeHours(park.deps, finance, { ...three, ...wrong }, freshKey())).rejects.toBeInstanceOf(Malformed)
  const own = setFreeHours(park.deps, park.actor(helixFinance), three, freshKey())
  await expect(own).rejects.toBeInstanceOf(NotFound)
})
