import { afterEach, beforeEach, expect, test } from 'vitest'
import { firms, people, type CastPerson } from '../support/cast.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { visitor } from '../support/visitor.ts'

const { helixResearcher, helixFinance, orchidFinance, parkFinance } = people
const page = '/f/statements/2026-00001'
const api = '/api/v1/statements/2026-00001'
const title = { title: 'Helix Biotech', taxNumber: '91350100m000100y43', kind: 'special' }

let park: TestPark
let lab: Lab
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  const money = moneyOf(park, lab)
  await money.used(helixResearcher, '2026-11-23')
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11')
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('one form that is sent twice at once is one invoice, one number, one objection, and answered alike', async () => {
  const twice = (who: CastPerson, path: string, body: unknown) => {
    const headers = { 'idempotency-key': path.slice(-20) }
    return Promise.all([1, 2].map(() => park.call(who, 'POST', path, body, headers)))
  }
  const answers = async (both: Promise<Response[]>) => {
    const [one, other] = await Promise.all((await both).map(async (answer) => [answer.status, await answer.text()]))
    expect(one).toEqual(other)
    return one?.[0]
  }
  expect(await answers(twice(helixFinance, `${api}/invoices`, title))).toBe(201)
  const path = `/api/v1/invoices/${await invoiceId()}`
  expect(await answers(twice(parkFinance, `${path}/number`, { number: '24112000000012345678' }))).toBe(201)
  expect(await answers(twice(parkFinance, `${path}/reversal`, { number: '', reason: 'wrong' }))).toBe(201)
  expect(await answers(twice(helixFinance, `${api}/objections`, { line: 1, reason: 'not ours' }))).toBe(201)
})

test('an invoice is asked for, made out, and taken back in red letters; the statement stays', async () => {
  const before = await park.rows('SELECT document, hash, total_minor FROM statement')
  const firm = visitor(park, helixFinance)
  const office = visitor(park, parkFinance)
  const form = fieldsOf((await firm.open(page)).html, '/invoices')
  const wrong = await firm.send(`${page}/invoices`, { ...form, ...title, taxNumber: '91350100M000100Y44' })
  expect(wrong.status).toBe(422)
  expect(textOf(wrong.html)).toContain('one of them is mistyped or missing')
  expect((await firm.send(`${page}/invoices`, { ...form, ...title })).status).toBe(303)
  expect((await park.call(helixFinance, 'POST', `${api}/invoices`, title)).status).toBe(409)
  const id = await invoiceId()
  const asked = await office.open(page)
  expect(textOf(asked.html)).toContain('Asked for · ¥240.00 Helix Biotech · 91350100M000100Y43')
  await office.send(`/f/invoices/${id}/number`, { ...fieldsOf(asked.html, '/number'), number: '24112000000012345678' })
  const made = await office.open(page)
  expect(textOf(made.html)).toContain('Made out · ¥240.00')
  const red = { ...fieldsOf(made.html, '/reversal'), redNumber: '2411R', redReason: 'Wrong title' }
  expect((await office.send(`/f/invoices/${id}/reversal`, { ...red, redReason: '' })).status).toBe(422)
  expect((await office.send(`/f/invoices/${id}/reversal`, red)).status).toBe(303)
  const again = await firm.open(page)
  expect(textOf(again.html)).toMatch(/Taken back in red letters.*2411R · Wrong title/)
  expect(fieldsOf(again.html, '/invoices')).toMatchObject({ title: 'Helix Biotech', taxNumber: '91350100M000100Y43' })
  expect(await park.rows('SELECT document, hash, total_minor FROM statement')).toEqual(before)
})

test('a firm sees and changes in one place how its invoices are made out; the next one is filled with it', async () => {
  const balance = `/f/balances/${firms.helix}`
  const firm = visitor(park, helixFinance)
  expect((await firm.open('/me/firm/money')).html).toContain(`href="${balance}"`)
  expect((await firm.open(page)).html).toContain(`href="${balance}#invoice-title"`)
  const form = fieldsOf((await firm.open(balance)).html, '/invoice-title')
  const wished = { ...form, ...title, kind: 'ordinary' }
  const refused = await firm.send(`${balance}/invoice-title`, { ...wished, taxNumber: '91350100M000100Y44' })
  expect(refused.status).toBe(422)
  expect(textOf(refused.html)).toContain('one of them is mistyped or missing')
  expect((await firm.send(`${balance}/invoice-title`, wished)).location).toBe(`${balance}#invoice-title`)
  expect(fieldsOf((await firm.open(page)).html, '/invoices')).toMatchObject({
    title: 'Helix Biotech',
    taxNumber: '91350100M000100Y43',
    kind: 'ordinary',
  })
  // The park sees it and changes nothing; another firm finds no such page.
  const office = await visitor(park, parkFinance).open(balance)
  expect(textOf(office.html)).toContain('Helix Biotech Tax number 91350100M000100Y43')
  expect(office.html).not.toContain('/invoice-title"')
  const other = visitor(park, orchidFinance)
  expect((await other.send(`${balance}/invoice-title`, wished)).status).toBe(404)
})

test('two who ask at once make one invoice, and no number stands on two', async () => {
  const both = await Promise.all([1, 2].map(() => park.call(helixFinance, 'POST', `${api}/invoices`, title)))
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
  const id = await invoiceId()
  const number = { number: '1' }
  expect((await park.call(parkFinance, 'POST', `/api/v1/invoices/${id}/number`, number)).status).toBe(201)
  expect((await park.call(parkFinance, 'POST', `/api/v1/invoices/${id}/number`, number)).status).toBe(409)
  await expect(park.script(`UPDATE invoice SET number = '2'`)).rejects.toThrow('INVOICE_FROZEN')
  await expect(park.script(`UPDATE invoice SET title = 'X'`)).rejects.toThrow('INVOICE_FROZEN')
})

test('a disputed statement waits for its invoice; another firm’s is none', async () => {
  expect((await park.call(orchidFinance, 'POST', `${api}/invoices`, title)).status).toBe(404)
  await park.call(helixFinance, 'POST', `${api}/objections`, { line: 1, reason: 'no' })
  expect((await park.call(helixFinance, 'POST', `${api}/invoices`, title)).status).toBe(409)
  expect(await park.rows('SELECT 1 FROM invoice')).toEqual([])
})

async function invoiceId(): Promise<string> {
  const [row] = await park.rows('SELECT id FROM invoice')
  return row?.['id'] as string
}
