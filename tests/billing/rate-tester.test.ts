import { afterEach, beforeEach, expect, test } from 'vitest'
import { plant } from '../subsidies/stage.ts'
import { firms, people, resources } from '../support/cast.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { visitor, type Visitor } from '../support/visitor.ts'

let park: TestPark
let lab: Lab
let finance: Visitor
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  finance = visitor(park, people.parkFinance)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

const confocal = `/f/rates/${resources.confocal}`
const rate = {
  category: 'resident',
  from: '2027-01-01',
  per_hour: '150.00',
  increment: '1',
  tax: '6',
}
const peak = { band1: 'peak', band1_from: '13:00', band1_to: '18:00', band1_price: '200', band1_1: '1', band1_5: '1' }
let keys = 0
const fresh = (fields: Record<string, string>) => ({ ...fields, key: `form-key-${(keys += 1)}` })
const publish = (fields: Record<string, string>) => finance.send(confocal, fresh({ ...rate, ...fields }))
const amountsIn = (html: string) => {
  const lines = /<table class="price-lines">.*?<tbody>(.*?)<\/tbody>/s.exec(html)?.[1] ?? ''
  return [...lines.matchAll(/<td class="number">([^<]*)</g)].map(([, money = '']) => minorOf(money))
}
const minorOf = (money: string) => Math.round(Number(money.replace(/[¥,]/g, '').replace('−', '-')) * 100)
const totalIn = (html: string) => /id="total">([^<]*)</.exec(html)?.[1]

test('the tester says what a booking of the same time is charged, to the fen', async () => {
  await publish({ ...peak, from: '2026-12-01', start_fee: '12.34' })
  const { id: booked } = await lab.book(people.helixResearcher, '2026-12-04 12:30', '2026-12-04 14:15')
  const [row] = await park.rows(`SELECT price_minor AS minor FROM booking WHERE id = '${booked}'`)
  const tried = await finance.open(`${confocal}?category=resident&from=2026-12-04T12:30&until=2026-12-04T14:15`)
  expect(row?.['minor']).toBe(7_500 + 25_000 + 1_234)
  expect(totalIn(tried.html)).toBe('¥337.34')
  expect(tried.html.includes('Machine time, 75 min (peak)')).toBe(true)
})

test('it counts samples, assistance, free minutes and real use, and says where no price is', async () => {
  await publish({ from: '2026-11-23', per_sample: '5', assistance: '60', per_hour: '120', minimum: '30' })
  const tried = await finance.open(
    `${confocal}?category=resident&from=2026-12-04T12:00&until=2026-12-04T13:00&samples=3&assisted=30&free=30`,
  )
  expect(totalIn(tried.html)).toBe('¥105.00')
  const none = await finance.open(`/f/rates/${resources.unpriced}?from=2026-12-04T12:00&until=2026-12-04T13:00`)
  expect(none.html.includes('there is no price: such a booking is refused')).toBe(true)
  const odd = await finance.open(`${confocal}?from=2026-12-04T13:00&until=2026-12-04T12:00&samples=many`)
  expect(odd.status).toBe(200)
  expect(odd.html.includes('It ends before it begins')).toBe(true)
})

test('it takes off a firm’s discounts and subsidies and adds consumables, as its bill does, line by line', async () => {
  await publish({ from: '2026-11-23', assistance: '60', per_hour: '120' })
  const idIn = async (rows: string) => (await park.rows(rows))[0]?.['id'] as string
  const facility = await idIn(`SELECT facility_id AS id FROM resource WHERE id = '${resources.confocal}'`)
  await finance.send('/f/consumables', fresh({ en: 'Slides', price: '9.99', tax: '13', facility }))
  const slides = await idIn('SELECT id FROM consumable')
  await finance.send('/f/discounts', fresh({ en: 'Off', whose: firms.helix, window: 'none', tiers: '10%' }))
  await plant(park, { percent: 25 })
  const booked = await lab.book(people.helixResearcher, '2026-11-24 14:00', '2026-11-24 16:00')
  lab.clockAt('2026-11-24 14:00')
  await lab.checkIn(people.helixResearcher, booked)
  await visitor(park, people.imagingManager).send(`/b/${booked.id}/extras`, fresh({ [slides]: '3', assisted: '20' }))
  const wish = `${confocal}?firm=${firms.helix}&from=2026-11-24T14:00&until=2026-11-24T16:00&assisted=20&${slides}=3`
  const tried = amountsIn((await finance.open(wish)).html)
  lab.clockAt('2026-11-24 16:00')
  await lab.checkOut(people.helixResearcher, booked)
  const billed = await park.rows(`SELECT c.amount_minor AS minor FROM charge c JOIN journal_entry e
    ON e.id = c.entry_id WHERE e.booking_id = '${booked.id}' ORDER BY c.seq`)
  expect(tried).toEqual([24_000, 2_000, 2_997, -2_600, -300, -674, -5_850])
  expect(billed.map(({ minor }) => minor)).toEqual(tried)
  expect(amountsIn((await finance.open(wish.replace(firms.helix, ''))).html)).toEqual([24_000, 2_000, 2_997])
})

test('it knows a firm’s project by its code, and keeps from lab managers who gets what', async () => {
  const wish = `${confocal}?firm=${firms.helix}&project=NOPE`
  expect((await finance.open(wish)).html).toContain('The firm has no such project.')
  expect((await visitor(park, people.imagingManager).open(wish)).status).toBe(403)
})
