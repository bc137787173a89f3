import { afterEach, beforeEach, expect, test } from 'vitest'
import { firms, people } from '../support/cast.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { visitor } from '../support/visitor.ts'

const { parkFinance, helixFinance } = people
const path = '/f/balances/import'

let park: TestPark
let lab: Lab
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  await park.script(`UPDATE firm SET credit_code = '91350100M000100Y43' WHERE id = '${firms.orchid}'`)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

const file = csv(
  '螺旋生物,"1,000.00",应收',
  '91350100M000100Y43,500.00,prepaid',
  'Nobody,1.00,prepaid',
  'Helix,ten,prepaid',
  'Helix,3.00,gift',
)

test('each line is accounted for, what is new is posted, and the same file again changes nothing', async () => {
  const looked = await upload(file)
  expect(looked.status).toBe(200)
  expect(textOf(looked.html)).toMatch(/2 New 1 No such firm 2 Can’t be read/)
  expect(await park.rows('SELECT 1 FROM payment')).toEqual([])
  expect(await confirm(looked.html)).toBe(`${path}?done=2`)
  const brought = await park.rows('SELECT kind, amount_minor FROM opening_balance ORDER BY kind')
  expect(brought).toEqual([
    { kind: 'prepaid', amount_minor: 50_000 },
    { kind: 'receivable', amount_minor: 100_000 },
  ])
  const again = await upload(file)
  expect(textOf(again.html)).toMatch(/2 Recorded before 1 No such firm 2 Can’t be read.*No line can be recorded/)
  expect(await confirm(looked.html, 'out_another-key-of-a-form')).toBe(`${path}?done=0`)
  expect(textOf((await upload(csv('Helix,999.00,owed'))).html)).toContain('1 Recorded before with another amount')
  const own = textOf((await visitor(park, helixFinance).open(`/f/balances/${firms.helix}`)).html)
  expect(own).toContain('Owed from before ¥1,000.00')
})

test('a firm and kind that is twice in the file is told, by whatever name, and neither is posted', async () => {
  const looked = await upload(csv('Helix,1.00,prepaid', '螺旋生物,2.00,预付', 'Helix,3.00,owed'))
  expect(textOf(looked.html)).toContain('1 New 2 Twice in the file')
  expect(await confirm(looked.html)).toBe(`${path}?done=1`)
})

test('two who confirm at once post it once; what was owed is paid, and no more than that', async () => {
  const { html } = await upload(csv('Helix,100.00,owed'))
  const answers = await Promise.all(['one', 'two'].map((name) => confirm(html, `out_key-${name}-of-a-form`)))
  expect(answers.toSorted()).toEqual([`${path}?done=0`, `${path}?done=1`])
  const pay = (amountMinor: number, voucher: string) =>
    park.call(parkFinance, 'POST', `/api/v1/firms/${firms.helix}/deposits`, {
      amountMinor,
      voucher,
      paidOn: '2026-11-23',
      purpose: 'opening',
    })
  expect((await pay(10_001, 'V-1')).status).toBe(400)
  const both = await Promise.all([pay(6_000, 'V-1'), pay(6_000, 'V-2')])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400])
  // The debt can't be taken back beside what was paid of it.
  const [debt] = await park.rows('SELECT id FROM payment WHERE amount_minor < 0')
  const back = `/api/v1/payments/${debt?.['id'] as string}/reversal`
  const refused = await park.call(parkFinance, 'POST', back, { reason: 'misread' })
  expect([refused.status, await refused.json()]).toMatchObject([409, { openingMinor: 4_000 }])
  expect((await pay(4_000, 'V-3')).status).toBe(201)
})

test('a wrong one is taken back and may be brought again', async () => {
  await confirm((await upload(csv('Helix,100.00,prepaid'))).html)
  const [row] = await park.rows('SELECT id FROM payment')
  const back = `/api/v1/payments/${row?.['id'] as string}/reversal`
  expect((await park.call(parkFinance, 'POST', back, { reason: 'misread' })).status).toBe(201)
  const looked = await upload(csv('Helix,10.00,prepaid'))
  expect(await confirm(looked.html, 'out_another-key-of-a-form')).toBe(`${path}?done=1`)
})

test('a file that can’t be taken changes nothing and says why; only park finance comes here', async () => {
  const bad = await upload('firm,amount\nHelix,2\n')
  expect(bad.status).toBe(422)
  expect(textOf(bad.html)).toContain('Columns are missing: Kind.')
  expect((await visitor(park, helixFinance).open(path)).status).toBe(403)
})

function csv(...lines: readonly string[]): string {
  return `\ufeff单位,金额,类型\r\n${lines.join('\r\n')}\r\n`
}

async function upload(text: string) {
  const head = 'content-disposition: form-data; name="file"; filename="openings.csv"\r\ncontent-type: text/csv'
  const headers = { 'content-type': 'multipart/form-data; boundary=part-of-it' }
  const response = await park.call(
    parkFinance,
    'POST',
    path,
    `--part-of-it\r\n${head}\r\n\r\n${text}\r\n--part-of-it--\r\n`,
    headers,
  )
  return { status: response.status, html: await response.text() }
}

async function confirm(html: string, key?: string): Promise<string> {
  const fields = fieldsOf(html.slice(html.indexOf('id="report"') - 200), '/import')
  const body = new URLSearchParams({ ...fields, ...(key === undefined ? {} : { key }) })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const response = await park.call(parkFinance, 'POST', path, body.toString(), headers)
  return response.headers.get('location') ?? ''
}
