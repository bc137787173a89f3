import { afterEach, beforeEach, expect, test } from 'vitest'
import { closePeriod } from '../../src/statements/commands/close-period.ts'
import { people, type CastPerson } from '../support/cast.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { visitor } from '../support/visitor.ts'

const { helixResearcher, helixFinance, parkFinance } = people
const page = '/f/statements/2026-00001'

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

test('a line is objected to and credited on the next statement; the first stays as it was', async () => {
  await stated()
  const before = await park.rows('SELECT document, hash, total_minor FROM statement')
  const firm = visitor(park, helixFinance)
  const form = fieldsOf((await firm.open(`${page}?line=1`)).html, '/objections')
  expect(form['line']).toBe('1')
  expect((await firm.send(`${page}/objections`, { ...form, reason: 'The laser was off' })).status).toBe(303)
  const office = visitor(park, parkFinance)
  const asked = await office.open(page)
  expect(textOf(asked.html)).toContain('The laser was off')
  const answer = fieldsOf(asked.html, '/answer')
  expect(answer['credit']).toBe('240.00')
  const to = `/f/objections/${await objectionId()}/answer`
  expect((await office.send(to, { ...answer, credit: '100.00', answer: 'Half of it' })).status).toBe(303)
  expect(textOf((await firm.open(page)).html)).toMatch(/Credited.*Half of it/)
  expect(await park.rows('SELECT document, hash, total_minor FROM statement')).toEqual(before)
  expect(await money.issue('2026-11')).toMatchObject({ statements: 1, totalMinor: -10_000 })
})

test('a line is asked about once at a time and credited once; both ways refused keep what was typed', async () => {
  await stated()
  expect((await object(1, 'no')).status).toBe(201)
  expect((await object(1, 'again')).status).toBe(409)
  expect((await object(9, 'no such line')).status).toBe(400)
  const id = await objectionId()
  const { html } = await visitor(park, parkFinance).send(`/f/objections/${id}/answer`, {
    ...fieldsOf((await visitor(park, parkFinance).open(page)).html, '/answer'),
    credit: '999.00',
    answer: 'generous',
  })
  expect(textOf(html)).toContain('The line is 240.00')
  expect(fieldsOf(html, '/answer')).toMatchObject({ credit: '999.00' })
  expect(html).toContain('>generous</textarea>')
  const answers = await Promise.all(
    [1, 2].map((n) =>
      park.call(parkFinance, 'POST', `/api/v1/objections/${id}/answer`, { creditMinor: 100, answer: `${n}` }),
    ),
  )
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409])
  expect((await object(1, 'once more')).status).toBe(409)
})

test('what waits is found from the list and the checklist, and said with its line and its amount', async () => {
  await stated()
  const office = visitor(park, parkFinance)
  const firm = visitor(park, helixFinance)
  const listed = async (show: string) => textOf((await office.open(`/f/statements?show=${show}`)).html)
  // Who looks after money and books nothing begins at the month that waits to be closed, or at their firm's.
  expect((await office.open('/')).html).toContain('href="/f/periods/2026-11"')
  expect((await firm.open('/')).html).toContain('href="/me/firm/money"')
  expect(await listed('unpaid')).toContain('2026-00001')
  expect(await listed('disputed')).not.toContain('2026-00001')
  // The number at the left of a line fills the form, which says what stands there.
  const asking = await firm.open(`${page}?line=1`)
  expect(textOf(asking.html)).toContain('Sample confocal · 2026-11-23 · ¥240.00')
  const form = fieldsOf(asking.html, '/objections')
  await firm.send(`${page}/objections`, { ...form, reason: 'The laser was off' })
  const again = await firm.send(`${page}/objections`, { ...form, key: 'another', reason: 'Once more' })
  expect(textOf(again.html)).toContain('Line 1 has been objected to already')
  expect(again.html).toContain('It can be asked for once the objection is answered.')
  expect(await listed('disputed')).toContain('2026-00001')
  expect((await office.open('/f/periods/2026-11')).html).toContain(
    'href="/f/statements?show=disputed">1: answer it</a>',
  )
  const asked = await office.open(page)
  for (const step of ['#objections', '#pay']) expect(asked.html).toContain(`href="${step}"`)
  const answer = { ...fieldsOf(asked.html, '/answer'), credit: '100.00', answer: 'Half of it' }
  await office.send(`/f/objections/${await objectionId()}/answer`, answer)
  expect(textOf((await firm.open(page)).html)).toContain('Credited ¥100.00')
  expect(await listed('disputed')).not.toContain('2026-00001')
  expect(await listed('invoice')).not.toContain('2026-00001')
  const title = { title: 'Helix', taxNumber: '91350100M000100Y43', kind: 'special' }
  await park.call(helixFinance, 'POST', '/api/v1/statements/2026-00001/invoices', title)
  expect(await listed('invoice')).toContain('2026-00001')
})

test('an objection that is declined says why, and posts nothing', async () => {
  await stated()
  await object(2, 'too dear')
  const id = await objectionId()
  const said = { creditMinor: 0, answer: 'The rate is published' }
  expect((await park.call(parkFinance, 'POST', `/api/v1/objections/${id}/answer`, said)).status).toBe(201)
  expect(await money.issue('2026-11')).toMatchObject({ statements: 0 })
})

test('ten working days are time to object, by the park’s calendar', async () => {
  await stated()
  // 1 December is a Tuesday: the tenth working day after it is Tuesday the 15th.
  lab.clockAt('2026-12-15 23:59')
  expect((await object(1, 'in time')).status).toBe(201)
  lab.clockAt('2026-12-16 00:00')
  expect((await object(2, 'late')).status).toBe(409)
})

test('a month is closed once all of it is stated, and for ever; what comes later is late', async () => {
  const booking = await money.used(helixResearcher, '2026-11-23')
  lab.clockAt('2026-11-30 09:00')
  await expect(close('2026-11')).rejects.toMatchObject({ kind: 'too-early' })
  lab.clockAt('2026-12-01 09:00')
  await expect(close('2026-11')).rejects.toMatchObject({ kind: 'state-forbids', members: { unstatedFirms: 1 } })
  await money.issue('2026-11')
  await close('2026-11')
  await close('2026-11')
  await expect(park.script(`UPDATE billing_period SET state = 'open'`)).rejects.toThrow('PERIOD_CLOSED')
  const late = { amountMinor: 500, reason: 'forgotten sample' }
  await park.call(parkFinance, 'POST', `/api/v1/bookings/${booking.id}/adjustments`, late)
  expect(await park.rows(`SELECT period, late FROM journal_entry WHERE kind = 'adjustment'`)).toEqual([
    { period: '2026-12', late: 1 },
  ])
  lab.clockAt('2027-01-01 09:00')
  expect(await money.issue('2026-12')).toMatchObject({ statements: 1, totalMinor: 500 })
})

test('the checklist counts what nobody has reviewed yet', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-24 14:00', '2026-11-24 16:00')
  lab.clockAt('2026-11-24 14:00')
  await lab.checkIn(helixResearcher, booking)
  await lab.tick('2026-11-24 18:00')
  lab.clockAt('2026-12-01 09:00')
  const answer = await park.call(parkFinance, 'GET', '/api/v1/billing-periods/2026-11')
  expect(await answer.json()).toMatchObject({ unreviewedUses: 1, unstatedFirms: 1, openObjections: 0 })
})

test('a booking that is not settled keeps its month open', async () => {
  const booking = await lab.book(helixResearcher, '2026-11-30 14:00', '2026-11-30 16:00')
  lab.clockAt('2026-11-30 14:00')
  await lab.checkIn(helixResearcher, booking)
  lab.clockAt('2026-12-01 09:00')
  await expect(close('2026-11')).rejects.toMatchObject({ members: { unsettled: 1 } })
})

async function stated(): Promise<void> {
  await money.used(helixResearcher, '2026-11-23')
  await money.used(helixResearcher, '2026-11-24')
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11')
}

function object(line: number, reason: string): Promise<Response> {
  return park.call(helixFinance, 'POST', '/api/v1/statements/2026-00001/objections', { line, reason })
}

async function objectionId(): Promise<string> {
  const [row] = await park.rows('SELECT id FROM objection')
  return row?.['id'] as string
}

function close(period: string, who: CastPerson = parkFinance) {
  return closePeriod(park.deps, park.actor(who), period, freshKey())
}
