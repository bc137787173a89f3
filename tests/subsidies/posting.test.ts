import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { adjustEntry } from '../../src/billing/commands/adjust-entry.ts'
import { reverseEntry } from '../../src/billing/commands/reverse-entry.ts'
import type { EntryId } from '../../src/kernel/id.ts'
import { footOf } from '../../src/statements/foot.ts'
import { decideReview } from '../../src/usage-review/commands/decide-review.ts'
import { facilities, firms, people, resources } from '../support/cast.ts'
import { textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { visitor } from '../support/visitor.ts'
import { plant, standing } from './stage.ts'

const { helixResearcher, orchidResearcher, parkFinance } = people
const december = '2026-12-01 09:00'

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

describe('a programme pays part of a use', () => {
  test('two stacked programmes at their caps, to the fen: 240.00 is 55.55, 84.00 and the rest', async () => {
    // 30 % of 240.00 is 72.00, capped at 55.55; 40 % of the same is 96.00, capped by what its year leaves, 84.00.
    const city = await plant(park, { percent: 30, rank: 1, claimCap: 5_555 })
    const district = await plant(park, { percent: 40, rank: 2, yearCap: 8_400 })
    await money.used(helixResearcher, '2026-11-23')
    expect(await money.owed(firms.helix)).toBe(24_000 - 5_555 - 8_400)
    expect(await standing(park, 'subsidy-receivable', city)).toBe(5_555)
    expect(await standing(park, 'subsidy-receivable', district)).toBe(8_400)
    // Nothing of it is revenue lost: 240.00 with 6 % in it is 226.42 and 13.58.
    expect((await standing(park, 'revenue', facilities.imaging)) + (await standing(park, 'tax', 'park'))).toBe(-24_000)
    const tax = await standing(park, 'tax', 'park')
    expect(Math.abs(tax + 1_358)).toBeLessThanOrEqual(1)
  })

  test('a booking says that its price is before what a programme may pay, until it is billed', async () => {
    const booking = await lab.book(helixResearcher, '2026-11-24 14:00', '2026-11-24 16:00')
    const said = async () => textOf((await visitor(park, helixResearcher).open(`/b/${booking.id}`)).html)
    await plant(park, { percent: 30, rank: 1, region: 'elsewhere' })
    expect(await said()).not.toContain('Before subsidies')
    await plant(park, { percent: 40, rank: 2 })
    expect(await said()).toMatch(/Before subsidies, reckoned after use: [^·]* 40%/)
    lab.clockAt('2026-11-24 14:00')
    await lab.checkIn(helixResearcher, booking)
    lab.clockAt('2026-11-24 16:00')
    await lab.checkOut(helixResearcher, booking)
    expect(await said()).not.toContain('Before subsidies')
  })

  test('programmes never pay more than the charge, and what they pay in full costs the firm nothing', async () => {
    await plant(park, { percent: 70, rank: 1 })
    const second = await plant(park, { percent: 70, rank: 2 })
    const booking = await money.used(helixResearcher, '2026-11-23')
    expect(await money.owed(firms.helix)).toBe(0)
    expect(await standing(park, 'subsidy-receivable', second)).toBe(7_200)
    const [row] = await park.rows(`SELECT price_minor AS price FROM booking WHERE id = '${booking.id}'`)
    expect(row).toEqual({ price: 0 })
    lab.clockAt(december)
    expect(await money.issue('2026-11')).toMatchObject({ statements: 1, lines: 1, totalMinor: 0 })
  })

  test('the year of a firm ends with what is left of its cap, and the budget with its last fen', async () => {
    await plant(park, { rank: 1, yearCap: 15_000 })
    await plant(park, { percent: 10, rank: 2, budget: 3_000 })
    await money.used(helixResearcher, '2026-11-23')
    await money.used(helixResearcher, '2026-11-24')
    // 120.00 and 24.00 of the first; of the second what is left: 30.00 of the year, 6.00 of the budget.
    expect(await money.owed(firms.helix)).toBe(24_000 - 12_000 - 2_400 + 24_000 - 3_000 - 600)
    await money.used(orchidResearcher, '2026-11-25')
    expect(await lines('subsidy')).toEqual([-12_000, -2_400, -3_000, -600, -12_000])
  })

  test('firms of one controller share the cap of its year', async () => {
    await plant(park, { yearCap: 15_000, capOf: 'controller' })
    await park.script(`INSERT INTO firm_standing (firm_id, controller) VALUES ('${firms.helix}', '张三'),
      ('${firms.orchid}', '张三');`)
    await money.used(helixResearcher, '2026-11-23')
    await money.used(orchidResearcher, '2026-11-24')
    expect(await lines('subsidy')).toEqual([-12_000, -3_000])
  })

  test('it pays for firms and machines that it is meant for, and for no others', async () => {
    await plant(park, { rank: 1, region: '浦东' })
    await plant(park, { rank: 2, scope: [['facility', 'CL']] })
    await plant(park, { rank: 3, scope: [['tag', 'shared']] })
    await plant(park, { rank: 4, tiers: ['starter-of-nowhere'] })
    await money.used(helixResearcher, '2026-11-23')
    expect(await lines('subsidy')).toEqual([])
    await park.script(`INSERT INTO firm_standing (firm_id, region) VALUES ('${firms.helix}', '浦东');
      INSERT INTO resource_tag (resource_id, tag) VALUES ('${resources.confocal}', 'shared');`)
    await money.used(helixResearcher, '2026-11-24')
    expect(await lines('subsidy')).toEqual([-12_000, -12_000])
  })

  test('a fee for time given up too late is the firm’s own', async () => {
    await plant(park)
    await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00', { resourceId: resources.confocal })
    for (const time of ['2026-11-23 14:30', '2026-11-23 16:01', '2026-11-24 09:00']) await lab.tick(time)
    expect(await lines('no-show')).not.toEqual([])
    expect(await lines('subsidy')).toEqual([])
  })
})

describe('what is taken back is taken back from programmes as well', () => {
  test('a reversal returns the whole of it, and the cap with it', async () => {
    const id = await plant(park, { yearCap: 12_000 })
    await money.used(helixResearcher, '2026-11-23')
    const [entry] = await park.rows('SELECT id FROM journal_entry')
    lab.clockAt('2026-11-24 09:00')
    await reverseEntry(park.deps, park.actor(parkFinance), entry?.['id'] as EntryId, { reason: 'x' }, freshKey())
    expect(await standing(park, 'subsidy-receivable', id)).toBe(0)
    expect(await money.owed(firms.helix)).toBe(0)
    await money.used(helixResearcher, '2026-11-25')
    expect(await money.owed(firms.helix)).toBe(12_000)
  })

  test('a credit of a third of what the firm pays returns a third of what the programme pays', async () => {
    const id = await plant(park, { percent: 25 })
    const booking = await money.used(helixResearcher, '2026-11-23')
    const credit = { amountMinor: -6_000, reason: 'lamp failed' }
    await adjustEntry(park.deps, park.actor(parkFinance), booking.id, credit, freshKey())
    expect(await money.owed(firms.helix)).toBe(18_000 - 6_000)
    expect(await standing(park, 'subsidy-receivable', id)).toBe(6_000 - 2_000)
    const rest = { amountMinor: -12_000, reason: 'all of it' }
    await adjustEntry(park.deps, park.actor(parkFinance), booking.id, rest, freshKey())
    expect(await standing(park, 'subsidy-receivable', id)).toBe(0)
    expect((await standing(park, 'revenue', facilities.imaging)) + (await standing(park, 'tax', 'park'))).toBe(0)
    lab.clockAt(december)
    await money.issue('2026-11')
    const [statement] = await money.statements()
    expect(statement?.totalMinor).toBe(0)
    expect(statement && footOf(statement).subsidyMinor).toBe(0)
  })
})

describe('what a use turns out to cost on top is paid for as the use is', () => {
  test('an overrun that a review corrects, up to what its claim’s cap leaves; a credit returns its part', async () => {
    const id = await plant(park, { percent: 25, claimCap: 4_000 })
    const booking = await lab.book(helixResearcher, '2026-11-23 17:00', '2026-11-23 18:00')
    lab.clockAt('2026-11-23 17:00')
    await lab.checkIn(helixResearcher, booking)
    await lab.tick('2026-11-23 18:31')
    expect([await money.owed(firms.helix), await standing(park, 'subsidy-receivable', id)]).toEqual([9_000, 3_000])
    const right = { decision: 'corrected', right: { minutes: 90 }, reason: 'Seen by the camera' } as const
    await decideReview(park.deps, park.actor(people.imagingManager), booking.id, right, freshKey())
    expect([await money.owed(firms.helix), await standing(park, 'subsidy-receivable', id)]).toEqual([14_000, 4_000])
    const half = { amountMinor: -7_000, reason: 'lamp failed' }
    await adjustEntry(park.deps, park.actor(parkFinance), booking.id, half, freshKey())
    expect([await money.owed(firms.helix), await standing(park, 'subsidy-receivable', id)]).toEqual([7_000, 2_000])
  })

  test('assistance that is reported afterwards, as far as the budget goes', async () => {
    await park.script(`UPDATE rate SET terms = json_set(terms, '$.assistancePerHourMinor', 6000)`)
    const booking = await money.used(helixResearcher, '2026-11-23')
    const id = await plant(park, { percent: 25, budget: 1_000 })
    const report = (assisted: string, key: string) =>
      visitor(park, people.imagingManager).send(`/b/${booking.id}/extras`, { assisted, reason: 'forgotten', key })
    expect((await report('20', 'first-assistance')).status).toBe(303)
    expect([await money.owed(firms.helix), await standing(park, 'subsidy-receivable', id)]).toEqual([25_500, 500])
    expect((await report('60', 'more-assistance')).status).toBe(303)
    expect([await money.owed(firms.helix), await standing(park, 'subsidy-receivable', id)]).toEqual([31_000, 1_000])
    expect(await park.rows('SELECT base_minor, amount_minor FROM subsidy_claim ORDER BY base_minor')).toEqual([
      { base_minor: 2_000, amount_minor: 500 },
      { base_minor: 6_000, amount_minor: 500 },
    ])
  })
})

test('a cap is not sold twice by charges that are posted at once', async () => {
  const id = await plant(park, { budget: 100 })
  const one = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00', {
    resourceId: resources.centrifuge,
  })
  const other = await lab.book(orchidResearcher, '2026-11-23 14:00', '2026-11-23 16:00', {
    resourceId: resources.centrifuge,
  })
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, one)
  await lab.checkIn(orchidResearcher, other)
  lab.clockAt('2026-11-23 16:00')
  await Promise.all([lab.checkOut(helixResearcher, one), lab.checkOut(orchidResearcher, other)])
  expect(await standing(park, 'subsidy-receivable', id)).toBe(100)
})

test('a statement shows what was paid in the firm’s place, and is still the sum of its lines', async () => {
  await plant(park, { percent: 33 })
  await money.used(helixResearcher, '2026-11-23')
  lab.clockAt(december)
  await money.issue('2026-11')
  const [statement] = await money.statements()
  expect(statement?.totalMinor).toBe(24_000 - 7_920)
  expect(statement?.totalMinor).toBe(await money.owed(firms.helix))
  expect(statement && footOf(statement)).toMatchObject({ subsidyMinor: -7_920 })
  const tax = statement ? footOf(statement).byTaxRate : []
  expect(tax.reduce((sum, rate) => sum + rate.amountMinor, 0)).toBe(statement?.totalMinor)
})

async function lines(kind: string): Promise<number[]> {
  const rows = await park.rows(`SELECT amount_minor AS minor FROM charge WHERE kind = '${kind}' ORDER BY rowid`)
  return rows.map((row) => Number(row['minor']))
}
