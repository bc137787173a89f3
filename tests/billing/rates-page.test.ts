import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { people, resources } from '../support/cast.ts'
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
const rate = { category: 'resident', from: '2027-01-01', per_hour: '150.00', increment: '1', tax: '6' }
const peak = { band1: 'peak', band1_from: '13:00', band1_to: '18:00', band1_price: '200', band1_1: '1', band1_5: '1' }
let keys = 0
const fresh = (fields: Record<string, string>) => ({ ...fields, key: `form-key-${(keys += 1)}` })
const publish = (fields: Record<string, string>) => finance.send(confocal, fresh({ ...rate, ...fields }))
const rates = () =>
  park.rows(`SELECT valid_from AS at, terms FROM rate WHERE resource_id = '${resources.confocal}'
    AND price_category = 'resident' ORDER BY valid_from`)

describe('the list of prices', () => {
  test('shows park finance every resource, found by its name', async () => {
    const all = await finance.open('/f/rates')
    expect(all.status).toBe(200)
    expect([resources.confocal, resources.centrifuge].every((id) => all.html.includes(`/f/rates/${id}`))).toBe(true)
    const found = await finance.open('/f/rates?q=confocal')
    expect(found.html.includes(`/f/rates/${resources.confocal}`)).toBe(true)
    expect(found.html.includes(`/f/rates/${resources.centrifuge}`)).toBe(false)
  })

  test('shows what is to come, and who has no price', async () => {
    expect((await finance.open('/f/rates?show=coming')).html.includes(resources.confocal)).toBe(false)
    await publish({})
    expect((await finance.open('/f/rates?show=coming')).html.includes(resources.confocal)).toBe(true)
    const missing = await finance.open('/f/rates?show=missing')
    expect(missing.html.includes(resources.unpriced)).toBe(true)
  })

  test('shows a lab manager their own facility’s prices, and lets them change none', async () => {
    const manager = visitor(park, people.imagingManager)
    const { html } = await manager.open('/f/rates')
    expect(html.includes(resources.confocal)).toBe(true)
    expect(html.includes(resources.centrifuge)).toBe(false)
    const own = await manager.open(confocal)
    expect(own.status).toBe(200)
    expect(own.html.includes('id="publish"')).toBe(false)
    expect((await manager.send(confocal, fresh(rate))).status).toBe(403)
    const other = await manager.open(`/f/rates/${resources.centrifuge}`)
    const unknown = await manager.open(`/f/rates/res_${'7'.repeat(26)}`)
    expect([other.status, unknown.status]).toEqual([404, 404])
    expect((await visitor(park, people.helixFinance).open(confocal)).status).toBe(403)
  })
})

describe('a rate is published by form', () => {
  test('from a date, with a band; it stands as coming, and the one before it ends there', async () => {
    const answer = await publish({ ...peak, start_fee: '20' })
    expect([answer.status, answer.location]).toEqual([303, `${confocal}?category=resident&done=published`])
    const [, coming] = await rates()
    expect(coming?.['at']).toBe(Date.UTC(2026, 11, 31, 16) / 1000)
    expect(JSON.parse(coming?.['terms'] as string)).toMatchObject({
      perHourMinor: 15_000,
      startFeeMinor: 2_000,
      bands: [{ name: 'peak', days: [1, 5], from: '13:00', to: '18:00', perHourMinor: 20_000 }],
    })
    expect((await finance.open(answer.location)).html.includes('id="coming"')).toBe(true)
  })

  test('leaves what is booked at the price it was booked at, also where it lies after the change', async () => {
    const { id: booked } = await lab.book(people.helixResearcher, '2026-12-02 14:00', '2026-12-02 16:00')
    await publish({ from: '2026-12-01', per_hour: '999' })
    const { id: again } = await lab.book(people.helixResearcher, '2026-12-02 16:00', '2026-12-02 17:00')
    const prices = await park.rows(`SELECT id, price_minor AS minor FROM booking ORDER BY starts_at`)
    expect(prices).toEqual([
      { id: booked, minor: 24_000 },
      { id: again, minor: 99_900 },
    ])
  })

  test('today means from this minute', async () => {
    await publish({ from: '2026-11-23', per_hour: '130' })
    expect((await rates()).map((one) => one['at'])).toEqual([expect.any(Number), park.clock.now])
  })

  test.each([
    ['a day that is over', { from: '2026-11-20' }, 422, 'The earliest is Mon 23 Nov'],
    ['a day that is none', { from: '2027-02-30' }, 422, 'A date, such as'],
    ['an amount that is none', { per_hour: 'cheap' }, 422, 'An amount, such as'],
    ['a rate that would end in a gap', { until: '2027-03-01' }, 409, 'From Mon 1 Mar 2027 on there would be no price'],
    [
      'bands over the same hours',
      { ...peak, band2: 'night', band2_from: '17:00', band2_to: '08:00', band2_price: '90', band2_1: '1' },
      409,
      '“peak” and “night” both price Mon 17:00–18:00',
    ],
    ['the prices that are in force anyway', { per_hour: '120' }, 422, 'in force then already'],
  ])('%s is refused with the reason, and what was typed is kept', async (_, fields, status, reason) => {
    const before = await rates()
    const answer = await publish(fields)
    expect(answer.status).toBe(status)
    expect(answer.html.includes(reason), reason).toBe(true)
    for (const typed of Object.values(fields)) expect(answer.html.includes(typed), typed).toBe(true)
    expect(await rates()).toEqual(before)
  })

  test('a second rate from the same day is refused, unless the first is corrected', async () => {
    await publish({})
    const again = await publish({ per_hour: '160' })
    expect(again.status).toBe(409)
    expect(again.html.includes('A rate from Fri 1 Jan 2027 is published already')).toBe(true)
    const at = String(Date.UTC(2026, 11, 31, 16) / 1000)
    expect((await finance.open(`${confocal}?category=resident&correct=${at}`)).html.includes(`value="${at}"`)).toBe(
      true,
    )
    expect((await publish({ per_hour: '160', replaces: at })).status).toBe(303)
    expect(JSON.parse((await rates())[1]?.['terms'] as string)).toMatchObject({ perHourMinor: 16_000 })
  })

  test('a correction of what is no instant is refused, and changes nothing', async () => {
    const before = await rates()
    for (const replaces of ['Infinity', '2026-11-24', '1798732800.5', '999999999999'])
      expect((await publish({ replaces })).status).toBe(400)
    expect(await rates()).toEqual(before)
  })

  test('the first price of a resource may not begin later than now: until then nobody could book', async () => {
    const answer = await finance.send(`/f/rates/${resources.unpriced}`, fresh(rate))
    expect(answer.status).toBe(409)
    expect(answer.html.includes('until Fri 1 Jan 2027 there would be no price')).toBe(true)
    const today = await finance.send(`/f/rates/${resources.unpriced}`, fresh({ ...rate, from: '2026-11-23' }))
    expect(today.status).toBe(303)
  })

  test('two who publish from the same day at once: one does, the other is told', async () => {
    const answers = await Promise.all([publish({ per_hour: '150' }), publish({ per_hour: '160' })])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
    expect(await rates()).toHaveLength(2)
  })

  test('the same form sent twice publishes once', async () => {
    const form = fresh(rate)
    const answers = [await finance.send(confocal, form), await finance.send(confocal, form)]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await rates()).toHaveLength(2)
  })
})

describe('a coming rate is taken back', () => {
  const at = String(Date.UTC(2026, 11, 31, 16) / 1000)
  const withdraw = () => finance.send(`${confocal}/withdrawal`, fresh({ category: 'resident', from: at }))

  test('and the one before it goes on; once it has begun, no more', async () => {
    await publish({})
    expect((await withdraw()).status).toBe(303)
    expect(await rates()).toHaveLength(1)
    expect((await withdraw()).status).toBe(409)
    await publish({})
    park.clock.now = Number(at) + 1
    expect((await withdraw()).status).toBe(409)
    expect(await rates()).toHaveLength(2)
  })
})

test('what time is charged for binds new bookings alone', async () => {
  const { id: booked } = await lab.book(people.helixResearcher, '2026-12-02 14:00', '2026-12-02 16:00')
  const sent = await finance.send(`${confocal}/charge-basis`, fresh({ category: 'resident', basis: 'used' }))
  expect(sent.status).toBe(303)
  const { id: again } = await lab.book(people.helixResearcher, '2026-12-02 16:00', '2026-12-02 17:00')
  const rows = await park.rows(`SELECT id, tariff ->> '$.chargeBasis' AS basis FROM booking ORDER BY starts_at`)
  expect(rows).toEqual([
    { id: booked, basis: 'booked' },
    { id: again, basis: 'used' },
  ])
})
