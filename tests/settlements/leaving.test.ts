import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverNotices } from '../../src/notices/commands/deliver-notices.ts'
import type { Mail } from '../../src/platform/mail/mailer.ts'
import { firms, people, resources } from '../support/cast.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { visitor } from '../support/visitor.ts'

const { helixResearcher, parkFinance, helixFinance } = people
const page = `/f/balances/${firms.helix}`
const api = `/api/v1/firms/${firms.helix}`

let park: TestPark
let lab: Lab
let money: ReturnType<typeof moneyOf>
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  money = moneyOf(park, lab)
  await money.used(helixResearcher, '2026-11-23')
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('a firm leaves: all stated and settled, its balance paid back, and no booking more', async () => {
  await post('deposits', { amountMinor: 100_000, paidOn: '2026-11-23', voucher: 'V-1' })
  const office = visitor(park, parkFinance)
  const before = await office.open(page)
  expect(textOf(before.html)).toContain('1 entry on no statement')
  expect(before.html).not.toContain('/departure')
  const form = fieldsOf(before.html, '/final-statement')
  expect((await office.send(`${page}/final-statement`, form)).status).toBe(303)
  expect((await money.statements()).map(({ period, totalMinor }) => [period, totalMinor])).toEqual([
    ['2026-11', 24_000],
  ])
  expect(textOf((await office.open(page)).html)).toContain('1 statement not settled, ¥240.00 due')
  const early = await post('departure', { paidOn: '2026-11-23', voucher: 'R-1' })
  expect([early.status, await early.json()]).toMatchObject([409, { dueMinor: 24_000, openStatements: 1 }])
  await park.call(parkFinance, 'POST', '/api/v1/statements/2026-00001/payments', {
    amountMinor: 24_000,
    paidOn: '2026-11-23',
    way: 'balance',
  })
  const end = fieldsOf((await office.open(page)).html, '/departure')
  for (const wrong of [{ voucher: '' }, { paidOn: '' }]) {
    const refused = await office.send(`${page}/departure`, { ...end, voucher: 'R-1', ...wrong })
    expect(refused.status).toBe(422)
  }
  expect((await office.send(`${page}/departure`, { ...end, voucher: 'R-1' })).status).toBe(303)
  expect((await office.send(`${page}/departure`, { ...end, voucher: 'R-1' })).status).toBe(303)
  const own = textOf((await visitor(park, helixFinance).open(page)).html)
  expect(own).toContain('−¥240.00 · Paid a statement')
  expect(own).toMatch(/Prepaid balance ¥0.00.*−¥760.00 · Paid back.*Voucher R-1/)
  await expect(lab.book(helixResearcher, '2026-11-25 14:00', '2026-11-25 16:00')).rejects.toThrow()
  expect((await post('deposits', { amountMinor: 1, paidOn: '2026-11-23', voucher: 'V-2' })).status).toBe(409)
  const mails: Mail[] = []
  await deliverNotices({ ...park.deps, mailer: { send: async (mail) => void mails.push(mail) } })
  const told = mails.find(({ to, subject }) => to === helixFinance.email && subject.includes('has ended'))
  expect(told?.text).toContain('Its prepaid balance of ¥760.00 is paid back.')
})

test('what was paid back to a wrong account, and came again, is paid back once more', async () => {
  await post('deposits', { amountMinor: 50_000, paidOn: '2026-11-23', voucher: 'V-1' })
  await post('final-statement')
  const pay = { amountMinor: 24_000, paidOn: '2026-11-23', way: 'balance' }
  await park.call(parkFinance, 'POST', '/api/v1/statements/2026-00001/payments', pay)
  expect((await post('departure', { paidOn: '2026-11-23', voucher: 'R-1' })).status).toBe(201)
  expect((await post('departure', { paidOn: '2026-11-23', voucher: 'R-2' })).status).toBe(409)
  const [refund] = await park.rows(`SELECT id FROM payment WHERE amount_minor < 0`)
  const path = `/api/v1/payments/${refund?.['id'] as string}/reversal`
  expect((await park.call(parkFinance, 'POST', path, { reason: 'account closed' })).status).toBe(201)
  const office = visitor(park, parkFinance)
  const form = fieldsOf((await office.open(page)).html, '/departure')
  expect((await office.send(`${page}/departure`, { ...form, voucher: 'R-2' })).status).toBe(303)
  expect(await park.rows('SELECT amount_minor FROM prepaid_balance')).toEqual([{ amount_minor: 0 }])
})

test('while a booking is live nothing is stated and nobody leaves', async () => {
  await lab.book(helixResearcher, '2026-11-24 14:00', '2026-11-24 16:00', { resourceId: resources.confocal })
  for (const path of ['final-statement', 'departure']) {
    const answer = await post(path, path === 'departure' ? { paidOn: '2026-11-23' } : undefined)
    expect([answer.status, await answer.json()]).toMatchObject([409, { liveBookings: 1 }])
  }
  expect(await park.rows('SELECT 1 FROM statement')).toEqual([])
  expect(await park.rows(`SELECT 1 FROM firm WHERE state = 'departed'`)).toEqual([])
})

test('two who end a stay at once pay the balance back once', async () => {
  await post('final-statement')
  await post('deposits', { amountMinor: 50_000, paidOn: '2026-11-23', voucher: 'V-1' })
  const pay = { amountMinor: 24_000, paidOn: '2026-11-23', way: 'balance' }
  await park.call(parkFinance, 'POST', '/api/v1/statements/2026-00001/payments', pay)
  const both = await Promise.all(['R-1', 'R-2'].map((voucher) => post('departure', { paidOn: '2026-11-23', voucher })))
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
  expect(await park.rows('SELECT amount_minor FROM payment WHERE amount_minor < 0')).toEqual([
    { amount_minor: -26_000 },
  ])
  expect(await park.rows('SELECT amount_minor FROM prepaid_balance')).toEqual([{ amount_minor: 0 }])
})

function post(path: string, body?: unknown): Promise<Response> {
  return park.call(parkFinance, 'POST', `${api}/${path}`, body)
}
