import { afterEach, beforeEach, expect, test } from 'vitest'
import { firms, people } from '../support/cast.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { visitor } from '../support/visitor.ts'

const { helixResearcher, helixFinance, parkFinance, orchidFinance } = people
const page = `/f/balances/${firms.helix}`
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

test('by form: a deposit is on the balance once, and the firm alone sees it besides the park', async () => {
  const office = visitor(park, parkFinance)
  const form = fieldsOf((await office.open(page)).html, '/deposits')
  const typed = { ...form, amount: '1,000.00', voucher: 'BANK-1' }
  for (const wrong of [
    { amount: '0' },
    { amount: '-5' },
    { voucher: '' },
    { paidOn: '2026-11-24' },
    { paidOn: '0026-11-23' },
  ]) {
    const refused = await office.send(`${page}/deposits`, { ...typed, ...wrong })
    expect(refused.status).toBe(422)
    expect(fieldsOf(refused.html, '/deposits')).toMatchObject(wrong)
  }
  expect(await park.rows('SELECT 1 FROM payment')).toEqual([])
  expect((await office.send(`${page}/deposits`, typed)).status).toBe(303)
  // The same form again, as a double tap sends it.
  expect((await office.send(`${page}/deposits`, typed)).status).toBe(303)
  expect(await balance()).toBe(100_000)
  const own = visitor(park, helixFinance)
  expect(textOf((await own.open('/f/balances')).html)).toMatch(/Helix.*¥1,000.00/)
  const seen = await own.open(page)
  expect(textOf(seen.html)).toMatch(/Prepaid balance ¥1,000.00.*Deposit.*Voucher BANK-1/)
  expect(seen.html).not.toContain(`${page}/deposits`)
  const other = visitor(park, orchidFinance)
  expect(textOf((await other.open('/f/balances')).html)).not.toContain('Helix')
  expect((await other.open(page)).status).toBe(404)
  expect((await park.call(orchidFinance, 'GET', `${api}/balance`)).status).toBe(404)
  expect((await park.call(helixFinance, 'POST', `${api}/deposits`, body(1, 'V'))).status).toBe(403)
})

test('one voucher is one deposit, also of two at once; a wrong one is taken back', async () => {
  const both = await Promise.all([deposit(500, 'V-1'), deposit(500, 'V-1')])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
  const [row] = await park.rows('SELECT id FROM payment')
  const path = `/api/v1/payments/${row?.['id'] as string}/reversal`
  expect((await park.call(parkFinance, 'POST', path, { reason: 'another firm’s' })).status).toBe(201)
  expect(await balance()).toBe(0)
  expect((await deposit(600, 'V-1')).status).toBe(201)
  expect(await balance()).toBe(600)
})

test('a statement is paid from the balance, never more than it holds, also by two at once', async () => {
  await money.used(helixResearcher, '2026-11-23')
  await money.used(helixResearcher, '2026-11-24')
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11')
  await deposit(30_000, 'V-1')
  expect((await payFromBalance(30_001)).status).toBe(400)
  const both = await Promise.all([payFromBalance(20_000), payFromBalance(20_000)])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400])
  expect(await balance()).toBe(10_000)
  expect(await money.owed(firms.helix)).toBe(28_000)
  const [first] = await park.rows(`SELECT id FROM payment WHERE way = 'deposit'`)
  const path = `/api/v1/payments/${first?.['id'] as string}/reversal`
  // What was spent of a deposit can't be taken back with it.
  expect((await park.call(parkFinance, 'POST', path, { reason: 'wrong' })).status).toBe(409)
})

function body(amountMinor: number, voucher: string) {
  return { amountMinor, voucher, paidOn: '2026-11-23' }
}

function deposit(amountMinor: number, voucher: string): Promise<Response> {
  return park.call(parkFinance, 'POST', `${api}/deposits`, body(amountMinor, voucher))
}

function payFromBalance(amountMinor: number): Promise<Response> {
  const wish = { ...body(amountMinor, ''), way: 'balance' }
  return park.call(parkFinance, 'POST', '/api/v1/statements/2026-00001/payments', wish)
}

async function balance(): Promise<number> {
  const answer = await park.call(helixFinance, 'GET', `${api}/balance`)
  return ((await answer.json()) as { balance: { amountMinor: number } }).balance.amountMinor
}
