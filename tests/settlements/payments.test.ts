import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { castScript } from '../support/cast-script.ts'
import { firms, people } from '../support/cast.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { visitor } from '../support/visitor.ts'

const { helixResearcher, helixFinance, parkFinance, orchidFinance } = people
const page = '/f/statements/2026-00001'
const api = '/api/v1/statements/2026-00001'

let park: TestPark
let lab: Lab
let money: ReturnType<typeof moneyOf>
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  money = moneyOf(park, lab)
  await money.used(helixResearcher, '2026-11-23')
  await money.used(helixResearcher, '2026-11-24')
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11')
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('a statement is paid in parts, and settled by the payment of its last fen', async () => {
  const before = await park.rows('SELECT document, hash FROM statement')
  expect((await pay(20_000, 'V-1')).status).toBe(201)
  expect(await stands()).toMatchObject({ state: 'issued', paid: fen(20_000), due: fen(28_000), settledAt: null })
  expect((await pay(28_001, 'V-2')).status).toBe(400)
  lab.clockAt('2026-12-03 10:00')
  expect((await pay(28_000, 'V-2')).status).toBe(201)
  expect(await stands()).toMatchObject({ state: 'settled', due: fen(0), settledAt: '2026-12-03T02:00:00Z' })
  expect((await pay(1, 'V-3')).status).toBe(409)
  expect(await money.owed(firms.helix)).toBe(0)
  expect(await park.rows('SELECT document, hash FROM statement')).toEqual(before)
})

test('by form: what was typed comes back when it is refused, and the firm sees what was recorded', async () => {
  const office = visitor(park, parkFinance)
  const form = fieldsOf((await office.open(page)).html, '/payments')
  expect(form).toMatchObject({ amount: '480.00', paidOn: '2026-12-01' })
  const refused = await office.send(`${page}/payments`, { ...form, amount: '480.01', voucher: 'BANK-7' })
  expect(refused.status).toBe(422)
  expect(textOf(refused.html)).toContain('No more than ¥480.00')
  expect(fieldsOf(refused.html, '/payments')).toMatchObject({ amount: '480.01', voucher: 'BANK-7' })
  expect((await office.send(`${page}/payments`, { ...form, voucher: '' })).status).toBe(422)
  expect((await office.send(`${page}/payments`, { ...form, voucher: 'BANK-7' })).status).toBe(303)
  // The same form again, as a double tap sends it.
  expect((await office.send(`${page}/payments`, { ...form, voucher: 'BANK-7' })).status).toBe(303)
  const seen = await visitor(park, helixFinance).open(page)
  expect(textOf(seen.html)).toMatch(/Settled Tue 1 Dec.*¥480.00 · Bank transfer.*Voucher BANK-7/)
  expect(seen.html).not.toContain(`action="${page}/payments"`)
  expect(textOf((await office.open('/f/statements')).html)).toContain('Settled')
})

test('in a park that reckons in yen the form asks for whole yen, and takes what it asks for', async () => {
  const yen = await openPark({ script: castScript.replaceAll(`'CNY'`, `'JPY'`) })
  onTestFinished(yen.close)
  const clock = labOf(yen)
  const its = moneyOf(yen, clock)
  await its.used(helixResearcher, '2026-11-23')
  clock.clockAt('2026-12-01 09:00')
  await its.issue('2026-11')
  const office = visitor(yen, parkFinance)
  const form = fieldsOf((await office.open(page)).html, '/payments')
  expect(form).toMatchObject({ amount: '24000' })
  expect((await office.send(`${page}/payments`, { ...form, voucher: 'V-1' })).status).toBe(303)
  expect(await its.owed(firms.helix)).toBe(0)
})

test('a disputed line is not payable until it is answered, and a credit lowers what is due', async () => {
  await park.call(helixFinance, 'POST', `${api}/objections`, { line: 1, reason: 'not ours' })
  expect((await pay(24_001, 'V-1')).status).toBe(400)
  expect((await pay(24_000, 'V-1')).status).toBe(201)
  expect((await pay(1, 'V-2')).status).toBe(409)
  const [objection] = await park.rows('SELECT id FROM objection')
  const credit = { creditMinor: 10_000, answer: 'half' }
  await park.call(parkFinance, 'POST', `/api/v1/objections/${objection?.['id'] as string}/answer`, credit)
  expect(await stands()).toMatchObject({ state: 'issued', credited: fen(10_000), due: fen(14_000), disputed: fen(0) })
  expect((await pay(14_000, 'V-2')).status).toBe(201)
  expect(await stands()).toMatchObject({ state: 'settled' })
  // The credit's own line does not lower the next statement a second time.
  await money.used(helixResearcher, '2026-12-02')
  lab.clockAt('2027-01-04 09:00')
  expect(await money.issue('2026-12')).toMatchObject({ totalMinor: 14_000 })
  const next = await stands('/api/v1/statements/2027-00001')
  expect(next).toMatchObject({ total: fen(14_000), carried: fen(10_000), due: fen(24_000) })
})

test('a credit that clears a statement settles it, and the statement of that credit alone is settled', async () => {
  await pay(24_000, 'V-1')
  await park.call(helixFinance, 'POST', `${api}/objections`, { line: 2, reason: 'not ours' })
  await answer(24_000)
  expect(await stands()).toMatchObject({ state: 'settled', due: fen(0) })
  await money.issue('2026-11')
  const second = await stands('/api/v1/statements/2026-00002')
  expect(second).toMatchObject({ state: 'settled', total: fen(-24_000), due: fen(0) })
})

test('what is credited after all was paid is paid back from the next statement', async () => {
  await pay(48_000, 'V-1')
  await park.call(helixFinance, 'POST', `${api}/objections`, { line: 2, reason: 'not ours' })
  await answer(10_000)
  await money.issue('2026-11')
  const path = '/api/v1/statements/2026-00002'
  expect(await stands(path)).toMatchObject({ state: 'issued', due: fen(-10_000) })
  expect((await pay(10_000, 'R-1', path)).status).toBe(400)
  expect((await pay(-10_001, 'R-1', path)).status).toBe(400)
  const office = visitor(park, parkFinance)
  const form = fieldsOf((await office.open('/f/statements/2026-00002')).html, '/payments')
  expect((await office.send('/f/statements/2026-00002/payments', { ...form, voucher: 'R-1' })).status).toBe(303)
  expect(await stands(path)).toMatchObject({ state: 'settled', paid: fen(-10_000), due: fen(0) })
})

test('what a statement gave onto the balance, and was spent since, is not taken back', async () => {
  await pay(48_000, 'V-1')
  await park.call(helixFinance, 'POST', `${api}/objections`, { line: 2, reason: 'not ours' })
  await answer(10_000)
  await money.issue('2026-11')
  const onto = { amountMinor: -10_000, paidOn: '2026-12-01', way: 'balance' }
  const given = await park.call(parkFinance, 'POST', '/api/v1/statements/2026-00002/payments', onto)
  const back = `/api/v1/payments/${((await given.json()) as { id: string }).id}/reversal`
  await money.used(helixResearcher, '2026-12-02')
  lab.clockAt('2027-01-04 09:00')
  await money.issue('2026-12')
  const spent = { amountMinor: 1, paidOn: '2027-01-04', way: 'balance' }
  const path = '/api/v1/statements/2027-00001/payments'
  expect((await park.call(parkFinance, 'POST', path, spent)).status).toBe(201)
  const refused = await park.call(parkFinance, 'POST', back, { reason: 'wrong' })
  expect([refused.status, await refused.json()]).toMatchObject([409, { balanceMinor: 9_999 }])
})

test('a wrong payment is taken back by another, and never edited', async () => {
  const { id } = (await (await pay(48_000, 'V-1')).json()) as { id: string }
  await expect(park.script(`UPDATE payment SET amount_minor = 1`)).rejects.toThrow('LEDGER_IMMUTABLE')
  await expect(park.script(`DELETE FROM payment`)).rejects.toThrow('LEDGER_IMMUTABLE')
  const office = visitor(park, parkFinance)
  const form = fieldsOf((await office.open(page)).html, '/reversal')
  expect((await office.send(`/f/payments/${id}/reversal`, { ...form, wrong: '' })).status).toBe(422)
  expect((await office.send(`/f/payments/${id}/reversal`, { ...form, wrong: 'another firm’s' })).status).toBe(303)
  expect(await stands()).toMatchObject({ state: 'issued', paid: fen(0), due: fen(48_000), settledAt: null })
  expect(await money.owed(firms.helix)).toBe(48_000)
  expect((await park.call(parkFinance, 'POST', `/api/v1/payments/${id}/reversal`, { reason: 'again' })).status).toBe(
    409,
  )
  // The voucher is free for the statement that it was of, or for this one again.
  expect((await pay(48_000, 'V-1')).status).toBe(201)
})

test('two payments at once: only what is due gets in', async () => {
  const answers = await Promise.all(['V-1', 'V-2', 'V-3'].map((voucher) => pay(30_000, voucher)))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 201)).toHaveLength(1)
  expect(await stands()).toMatchObject({ paid: fen(30_000), due: fen(18_000) })
  const [row] = await park.rows('SELECT id, firm_id FROM statement')
  const more = `INSERT INTO payment (id, firm_id, statement_id, entry_id, way, amount_minor, currency, paid_on, voucher,
    recorded_at, recorded_by) SELECT 'pay_x', '${row?.['firm_id'] as string}', '${row?.['id'] as string}', id, 'bank',
    18001, 'CNY', '2026-12-01', '', 0, '' FROM journal_entry LIMIT 1`
  await expect(park.script(more)).rejects.toThrow('PAYMENT_NOT_DUE')
})

test('one voucher pays a statement once', async () => {
  expect((await pay(1_000, 'V-1')).status).toBe(201)
  expect((await pay(1_000, 'V-1')).status).toBe(409)
  const both = await Promise.all([pay(500, 'V-2'), pay(500, 'V-2')])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
})

test('nobody else records, and a statement of nobody is none', async () => {
  expect((await park.call(helixFinance, 'POST', `${api}/payments`, body(1, 'V'))).status).toBe(403)
  expect((await park.call(orchidFinance, 'GET', api)).status).toBe(404)
  expect((await pay(1, 'V', '/api/v1/statements/2026-00009')).status).toBe(404)
  expect(
    (await park.call(parkFinance, 'POST', `${api}/payments`, { ...body(1, 'V'), paidOn: '2026-12-02' })).status,
  ).toBe(400)
})

function body(amountMinor: number, voucher: string) {
  return { amountMinor, voucher, paidOn: '2026-12-01' }
}

function pay(amountMinor: number, voucher: string, path = api): Promise<Response> {
  return park.call(parkFinance, 'POST', `${path}/payments`, body(amountMinor, voucher))
}

async function answer(creditMinor: number): Promise<void> {
  const [objection] = await park.rows('SELECT id FROM objection')
  const path = `/api/v1/objections/${objection?.['id'] as string}/answer`
  expect((await park.call(parkFinance, 'POST', path, { creditMinor, answer: 'yes' })).status).toBe(201)
}

async function stands(path = api): Promise<Record<string, unknown>> {
  return (await (await park.call(parkFinance, 'GET', path)).json()) as Record<string, unknown>
}

function fen(amountMinor: number) {
  return { amountMinor, currency: 'CNY' }
}
