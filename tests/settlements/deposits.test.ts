import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverNotices } from '../../src/notices/commands/deliver-notices.ts'
import type { Mail } from '../../src/platform/mail/mailer.ts'
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

test('a wrong deposit is taken back where it stands, and the firm’s finance people are told of both', async () => {
  await deposit(50_000, 'V-1')
  const office = visitor(park, parkFinance)
  const seen = await office.open(page)
  const form = fieldsOf(seen.html, '/reversal')
  const action = /\/f\/payments\/pay_\w+\/reversal/.exec(seen.html)?.[0] ?? ''
  expect((await office.send(action, { ...form, wrong: '' })).status).toBe(422)
  expect(await balance()).toBe(50_000)
  const back = await office.send(action, { ...form, wrong: 'of another firm' })
  expect([back.status, back.location]).toEqual([303, `${page}#history`])
  expect(await balance()).toBe(0)
  // The same button again, on a page that was open meanwhile.
  const again = await office.send(action, { ...form, key: 'another', wrong: 'of another firm' })
  expect(again.status).toBe(409)
  expect(textOf(again.html)).toContain('It was taken back already')
  expect((await visitor(park, helixFinance).open(page)).html).not.toContain('/reversal')
  const subjects: string[] = []
  const mailer = { send: async ({ subject }: Mail) => void subjects.push(subject) }
  await deliverNotices({ ...park.deps, mailer })
  expect([...new Set(subjects)]).toEqual(['¥500.00 received from Helix', 'Taken back: ¥500.00 of Helix'])
})

test('more firms than a page shows are a page further on, by the name that the reader sees', async () => {
  await park.script(`WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 330)
    INSERT INTO firm (id, name_hans, name_hant, name_en, price_category)
    SELECT 'firm_00000000000000000000000' || i, '甲' || i, '甲' || i, 'Firm ' || i, 'resident' FROM n`)
  const office = visitor(park, parkFinance)
  const names: string[] = []
  for (let next: string | undefined = '/f/balances'; next !== undefined;) {
    const { html } = await office.open(next)
    names.push(...[...html.matchAll(/<strong[^>]*>([^<]+)<\/strong><small>/g)].map(([, name = '']) => name))
    next = /href="(\/f\/balances\?[^"]*cursor=[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(names.length).toBe(231 + 2)
  expect(names).toEqual([...new Set(names)].toSorted())
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
