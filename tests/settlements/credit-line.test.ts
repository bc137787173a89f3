import { afterEach, beforeEach, expect, test } from 'vitest'
import { firms, people, resources } from '../support/cast.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'

const { helixResearcher, parkFinance } = people
const api = `/api/v1/firms/${firms.helix}`

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

test('available is balance and credit less holds: each booking takes of it, a deposit adds to it', async () => {
  await line(30_000)
  expect(await available()).toBe(30_000)
  await book('2026-11-24')
  expect(await available()).toBe(6_000)
  await expect(book('2026-11-25')).rejects.toThrow()
  await deposit(17_999, 'V-1')
  await expect(book('2026-11-25')).rejects.toThrow()
  await deposit(1, 'V-2')
  await book('2026-11-25')
  expect(await available()).toBe(0)
})

test('the database itself lets no booking past it', async () => {
  await line(0)
  await deposit(100, 'V-1')
  const [quota] = await park.rows(`SELECT id FROM quota WHERE kind = 'credit'`)
  const take = (amount: number) =>
    park.script(`INSERT INTO quota_use (quota_id, bucket, used) VALUES (${Number(quota?.['id'])}, 0, ${amount})`)
  await expect(take(101)).rejects.toThrow('QUOTA_EXCEEDED')
})

test('what is posted stays taken until it is paid, from the balance or by the bank', async () => {
  await line(30_000)
  await deposit(10_000, 'V-1')
  await money.used(helixResearcher, '2026-11-23')
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11')
  expect(await available()).toBe(16_000)
  await pay({ amountMinor: 10_000, way: 'balance' })
  expect(await available()).toBe(16_000)
  await pay({ amountMinor: 14_000, voucher: 'V-2' })
  expect(await available()).toBe(30_000)
})

test('what a firm owed when its line was drawn takes from the line', async () => {
  await money.used(helixResearcher, '2026-11-23')
  await line(30_000)
  expect(await available()).toBe(6_000)
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11')
  await pay({ amountMinor: 24_000, voucher: 'V-1' })
  expect(await available()).toBe(30_000)
})

test.each(['month', 'year'])(
  'a line drawn by the %s is one: what was paid is room, what is unpaid stays taken',
  async (window) => {
    await line(30_000, window)
    await money.used(helixResearcher, '2026-11-23')
    lab.clockAt('2026-12-01 09:00')
    expect(await available()).toBe(6_000)
    await expect(book('2026-12-02')).rejects.toThrow()
    await deposit(18_000, 'V-1')
    await book('2026-12-02')
    expect(await available()).toBe(0)
  },
)

function line(limit: number, window = 'none'): Promise<unknown> {
  return park.script(`INSERT INTO quota (kind, subject_kind, subject_id, scope_kind, measure, window, limit_value)
    VALUES ('credit', 'firm', '${firms.helix}', 'all', 'amount', '${window}', ${limit})`)
}

function book(day: string): Promise<unknown> {
  return lab.book(helixResearcher, `${day} 14:00`, `${day} 16:00`, { resourceId: resources.confocal })
}

async function deposit(amountMinor: number, voucher: string): Promise<void> {
  const body = { amountMinor, voucher, paidOn: '2026-11-23' }
  expect((await park.call(parkFinance, 'POST', `${api}/deposits`, body)).status).toBe(201)
}

async function pay(wish: Record<string, unknown>): Promise<void> {
  const body = { paidOn: '2026-12-01', ...wish }
  expect((await park.call(parkFinance, 'POST', '/api/v1/statements/2026-00001/payments', body)).status).toBe(201)
}

async function available(): Promise<number> {
  const answer = await park.call(parkFinance, 'GET', `${api}/balance`)
  return ((await answer.json()) as { credit: { available: { amountMinor: number } } }).credit.available.amountMinor
}
