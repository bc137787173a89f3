import { afterEach, beforeEach, expect, test } from 'vitest'
import { useByHour } from '../../src/billing/use-by-hour.ts'
import { firms, people, projects, resources } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { visitor } from '../support/visitor.ts'

const { helixResearcher, helixColleague, helixAdmin, helixFinance, orchidResearcher, orchidFinance, parkFinance } =
  people

let park: TestPark
let lab: Lab
let money: ReturnType<typeof moneyOf>
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  money = moneyOf(park, lab)
  await money.used(helixResearcher, '2026-11-23')
  await money.used(orchidResearcher, '2026-11-24')
  await lab.book(helixAdmin, '2026-11-26 09:00', '2026-11-26 11:00', { resourceId: resources.benches })
  await lab.book(helixResearcher, '2026-11-27 09:00', '2026-11-27 10:00')
  await lab.book(helixResearcher, '2026-12-01 09:00', '2026-12-01 10:00')
})
afterEach(() => park.close())

const page = async (who: typeof helixFinance, path = '/me/firm/money') =>
  textOf((await visitor(park, who).open(path)).html)

test('a firm sees what is charged, what is still booked this month, and the sum of both as the forecast', async () => {
  const text = await page(helixFinance)
  // 240.00 used; 60.00 of the benches and 120.00 of the microscope are booked; December's is no part of it.
  expect(text).toMatch(/Charged so far ¥240\.00/)
  expect(text).toMatch(/Still booked this month ¥180\.00 2 bookings/)
  expect(text).toMatch(/Forecast to month end ¥420\.00/)
  expect(text).toContain('2026-K07 ¥240.00')
  expect(text).not.toContain('Orchid')
})

test('what is left of a budget stands there, and that it is nearly used up', async () => {
  await park.script(`DELETE FROM quota_use; DELETE FROM booking_quota_use; DELETE FROM quota;
    INSERT INTO quota (id, kind, subject_kind, subject_id, scope_kind, measure, window, limit_value)
      VALUES (901, 'budget', 'project', '${projects.helix}', 'all', 'amount', 'month', 14000)`)
  await lab.book(helixResearcher, '2026-11-26 13:00', '2026-11-26 14:00')
  const text = await page(helixFinance)
  expect(text).toContain('¥120.00 of ¥140.00 used · ¥20.00 left')
  expect(text).toContain('Past 80 %')
})

test('a member sees their own part alone; another firm’s money is nowhere to be found', async () => {
  expect(await page(helixResearcher)).toMatch(/Charged so far ¥240\.00/)
  expect(await page(helixColleague)).toMatch(/Charged so far ¥0\.00/)
  expect(await page(helixColleague)).toMatch(/Still booked this month ¥0\.00/)
  expect((await visitor(park, orchidFinance).open(`/me/firm/money?firm=${firms.helix}`)).status).toBe(404)
  expect((await visitor(park, parkFinance).open('/me/firm/money')).status).toBe(403)
})

test('plots are pictures with a name, a description and the numbers behind', async () => {
  const { html } = await visitor(park, parkFinance).open('/f/plots')
  expect(html.match(/<svg class="plot"[^>]*role="img" aria-labelledby="(\w+)-title \1-desc"/g)).toHaveLength(3)
  expect(html.match(/<details class="behind">/g)).toHaveLength(3)
  expect(textOf(html)).toContain('2026-11 ¥480.00')
  expect(textOf((await visitor(park, orchidFinance).open('/f/plots')).html)).toContain('2026-11 ¥240.00')
  expect(html).not.toContain('<script>')
})

test('use is counted in the park’s hours of the week, whole or in part', () => {
  const quarter = (text: string) => at(text) / 900
  const spans = [{ from: quarter('2026-11-23 09:30'), until: quarter('2026-11-23 11:00'), uses: 2 }]
  const week = useByHour(spans, 'Asia/Shanghai')
  expect(week[0]?.slice(8, 12)).toEqual([0, 1, 2, 0])
  expect(week.flat().reduce((sum, hours) => sum + hours, 0)).toBe(3)
})
