import { afterEach, beforeEach, expect, test } from 'vitest'
import { people } from '../support/cast.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { visitor } from '../support/visitor.ts'

const { helixResearcher, orchidResearcher, parkFinance, helixFinance } = people
const path = '/f/reconcile'

let park: TestPark
let lab: Lab
let helix: string
let orchid: string
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  const money = moneyOf(park, lab)
  await money.used(helixResearcher, '2026-11-23')
  await money.used(orchidResearcher, '2026-11-24')
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11')
  const rows = await park.rows(`SELECT number, total_minor AS total, firm_id FROM statement ORDER BY firm_id = (SELECT
    firm_id FROM role WHERE person_id = '${helixResearcher.id}' LIMIT 1) DESC`)
  ;[helix, orchid] = rows.map((row) => row['number'] as string) as [string, string]
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('each line is accounted for, what matches is posted, and the same file again changes nothing', async () => {
  const file = csv([
    [helix, '240.00', 'V-1'],
    ['2026-00099', '10.00', 'V-2'],
    [orchid, 'ten', 'V-3'],
  ])
  const looked = await upload(file)
  expect(looked.status).toBe(200)
  expect(textOf(looked.html)).toMatch(/1 Matches 1 No such statement 1 Can’t be read/)
  expect(await park.rows('SELECT 1 FROM payment')).toEqual([])
  const answer = await confirm(looked.html)
  expect(answer.location).toBe(`${path}?done=1`)
  expect(textOf((await visitor(park, parkFinance).open(answer.location)).html)).toContain('1 payment recorded')
  expect(await states()).toEqual({ [helix]: 'settled', [orchid]: 'issued' })
  const again = await upload(file)
  expect(textOf(again.html)).toMatch(/1 No such statement 1 Can’t be read 1 Recorded before/)
  expect(textOf(again.html)).toContain('No line can be recorded')
  // The confirmation of the old page, with a key of its own.
  expect((await confirm(looked.html, { key: 'out_another-key-of-a-form' })).location).toBe(`${path}?done=0`)
  expect(await park.rows('SELECT voucher, amount_minor FROM payment')).toEqual([
    { voucher: 'V-1', amount_minor: 24_000 },
  ])
})

test('too little is posted only where its line is ticked, too much never', async () => {
  const total = await due(orchid)
  const file = csv([
    [helix, '1,000.00', 'V-1'],
    [orchid, '0.10', 'V-2'],
  ])
  const looked = await upload(file)
  expect(textOf(looked.html)).toContain('¥760.00 too much')
  expect(textOf(looked.html)).toContain(`¥${((total - 10) / 100).toFixed(2)} too little`)
  expect((await confirm(looked.html)).location).toBe(`${path}?done=0`)
  const ticked = { tick: ['2', '3'], key: 'out_another-key-of-a-form' }
  expect((await confirm(looked.html, ticked)).location).toBe(`${path}?done=1`)
  expect(await park.rows('SELECT voucher FROM payment')).toEqual([{ voucher: 'V-2' }])
  const more = textOf((await upload(csv([[orchid, '0.20', 'V-2']]))).html)
  expect(more).toMatch(/Amount differs ¥0.10 too much/)
})

test('a voucher that others could not find again is no voucher, in a file or by hand', async () => {
  const strange = ['V-\u200b1', '"V-1\n2"', 'V'.repeat(61)]
  for (const voucher of strange) {
    const looked = await upload(csv([[helix, '240.00', voucher]]))
    expect(textOf(looked.html)).toContain('1 Can’t be read')
  }
  for (const voucher of ['V-\u200b1', 'V-1\n2', 'V'.repeat(61)]) {
    const payment = { amountMinor: 24_000, paidOn: '2026-12-01', voucher }
    const answer = await park.call(parkFinance, 'POST', `/api/v1/statements/${helix}/payments`, payment)
    expect(answer.status).toBe(400)
  }
  expect(await park.rows('SELECT 1 FROM payment')).toEqual([])
})

test('a number that is twice in the file is told, and neither is posted', async () => {
  const looked = await upload(
    csv([
      [helix, '240.00', 'V-1'],
      [helix, '240.00', 'V-2'],
    ]),
  )
  expect(textOf(looked.html)).toContain('2 Twice in the file')
  expect((await confirm(looked.html)).location).toBe(`${path}?done=0`)
})

test('a file that can’t be taken changes nothing and says why; only park finance comes here', async () => {
  const bad = await upload('number,amount\n1,2\n')
  expect(bad.status).toBe(422)
  expect(textOf(bad.html)).toContain('Columns are missing: Voucher, Date.')
  expect((await visitor(park, helixFinance).open(path)).status).toBe(403)
})

test('two who confirm the same file at once post it once', async () => {
  const { html } = await upload(csv([[helix, '240.00', 'V-1']]))
  const answers = await Promise.all(['one', 'two'].map((name) => confirm(html, { key: `out_key-${name}-of-a-form` })))
  expect(answers.map(({ location }) => location).toSorted()).toEqual([`${path}?done=0`, `${path}?done=1`])
  expect(await park.rows('SELECT voucher FROM payment')).toHaveLength(1)
})

function csv(lines: readonly (readonly [number: string, amount: string, voucher: string])[]): string {
  const rows = lines.map(([number, amount, voucher]) => `${number},"${amount}",${voucher},2026-12-01`)
  return `\ufeff结算单号,金额,凭证号,日期\r\n${rows.join('\r\n')}\r\n`
}

async function upload(text: string) {
  const head = 'content-disposition: form-data; name="file"; filename="bank.csv"\r\ncontent-type: text/csv'
  const body = `--x\r\n${head}\r\n\r\n${text}\r\n--x--\r\n`
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }
  const response = await park.call(parkFinance, 'POST', path, body, headers)
  return { status: response.status, html: await response.text() }
}

async function confirm(html: string, { key, tick = [] }: { key?: string; tick?: readonly string[] } = {}) {
  const fields = formOf(html)
  const body = new URLSearchParams({ ...fields, ...(key === undefined ? {} : { key }) })
  for (const line of tick) body.append('tick', line)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const response = await park.call(parkFinance, 'POST', path, body.toString(), headers)
  return { status: response.status, location: response.headers.get('location') ?? '', html: await response.text() }
}

/** The confirmation's own fields: the page has two forms for one address. */
function formOf(html: string): Record<string, string> {
  const { tick: _, ...fields } = fieldsOf(html.slice(html.indexOf('id="report"') - 200), '/reconcile')
  return fields
}

async function due(number: string): Promise<number> {
  const answer = await park.call(parkFinance, 'GET', `/api/v1/statements/${number}`)
  return ((await answer.json()) as { due: { amountMinor: number } }).due.amountMinor
}

async function states() {
  const rows = await park.rows('SELECT number, state FROM statement')
  return Object.fromEntries(rows.map((row) => [row['number'] as string, row['state']]))
}
