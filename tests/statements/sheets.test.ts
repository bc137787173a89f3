import { parse } from 'csv-parse/sync'
import readXlsx from 'read-excel-file/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { adjustEntry } from '../../src/billing/commands/adjust-entry.ts'
import { firms, people } from '../support/cast.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { visitor } from '../support/visitor.ts'
import { textOf } from '../support/html.ts'

const { helixResearcher, helixFinance, orchidResearcher, orchidFinance, parkFinance } = people

let park: TestPark
let lab: Lab
let money: ReturnType<typeof moneyOf>
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  money = moneyOf(park, lab)
})
afterEach(() => park.close())

test('page, CSV, XLSX, JSON and the ledger say the same, line by line and together', async () => {
  await aMonth()
  const [statement] = await money.statements()
  const owed = await money.owed(firms.helix)
  expect(statement?.totalMinor).toBe(owed)
  const amounts = statement?.lines.map((line) => line.amountMinor / 100)

  const csv = await file('2026-00001.csv', helixFinance)
  const rows: Record<string, string>[] = parse(csv, { columns: true, bom: true })
  expect(rows.slice(0, -1).map((row) => Number(row['Amount']))).toEqual(amounts)
  expect(Number(rows.at(-1)?.['Amount'])).toBe(owed / 100)

  const [, sheet] = await readXlsx(Buffer.from(await bytes('2026-00001.xlsx', helixFinance)))
  const head = sheet?.data[0] ?? []
  const column = head.indexOf('Amount')
  expect(sheet?.data.slice(1, -1).map((row) => row[column])).toEqual(amounts)
  expect(sheet?.data.at(-1)?.[column]).toBe(owed / 100)
  expect(sheet?.data[1]?.[head.indexOf('Date')]).toEqual(new Date('2026-11-23T00:00:00Z'))

  const answer = await park.call(helixFinance, 'GET', '/api/v1/statements/2026-00001')
  const document = (await answer.json()) as {
    total: { amountMinor: number }
    lines: { amount: { amountMinor: number } }[]
  }
  expect(document.total.amountMinor).toBe(owed)
  expect(document.lines.map((line) => line.amount.amountMinor / 100)).toEqual(amounts)

  const page = textOf((await visitor(park, helixFinance).open('/f/statements/2026-00001')).html)
  expect(page).toContain('¥479.00')
  for (const amount of ['¥240.00', '−¥1.00']) expect(page).toContain(amount)
})

test('a spreadsheet runs nothing of what people typed', async () => {
  const booking = await money.used(helixResearcher, '2026-11-23')
  const reason = '=HYPERLINK("http://evil.example","x")'
  await adjustEntry(park.deps, park.actor(parkFinance), booking.id, { amountMinor: -100, reason }, freshKey())
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11')
  const csv = await file('2026-00001.csv', helixFinance)
  expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`)
  expect(csv).toContain(',-1.00,')
  const [, sheet] = await readXlsx(Buffer.from(await bytes('2026-00001.xlsx', helixFinance)))
  expect(sheet?.data.flat()).toContain(reason)
})

test('what is renamed later leaves a statement as it was; who is erased loses the name alone', async () => {
  await aMonth()
  const before = await park.rows('SELECT document, hash FROM statement')
  const csv = await file('2026-00001.csv', helixFinance)
  await park.script(`UPDATE firm SET name_en = 'Renamed', credit_code = 'X' || id;
    UPDATE resource SET name_en = 'Renamed', asset_number = 'X' || id; UPDATE project SET code = 'X' || id;
    UPDATE person SET name = 'Renamed'; UPDATE rate SET terms = json_set(terms, '$.perHourMinor', 1)`)
  expect(await park.rows('SELECT document, hash FROM statement')).toEqual(before)
  expect(await file('2026-00001.csv', helixFinance)).toBe(csv)
  await park.script(`UPDATE statement_person SET name = ''`)
  expect(await file('2026-00001.csv', helixFinance)).toContain('Deleted person')
  expect(await park.rows('SELECT document, hash FROM statement')).toEqual(before)
})

test('another firm’s statement is none, in any form', async () => {
  await aMonth()
  for (const end of ['', '.csv', '.xlsx', '.pdf']) {
    const theirs = await park.call(orchidFinance, 'GET', `/api/v1/statements/2026-00001${end}`)
    expect(theirs.status).toBe(404)
  }
  const list = (await (await park.call(orchidFinance, 'GET', '/api/v1/statements')).json()) as { items: unknown[] }
  expect(list.items).toEqual([])
})

test('one workbook holds a month of all payers: a sheet each, and a summary that adds them up', async () => {
  await money.used(helixResearcher, '2026-11-23')
  await money.used(orchidResearcher, '2026-11-24')
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11')
  await park.script(`UPDATE firm SET name_en = 'Renamed'`)
  const path = '/f/periods/2026-11/statements.xlsx'
  const answer = await park.call(parkFinance, 'GET', path, undefined, { 'accept-language': 'en' })
  const [summary, ...payers] = await readXlsx(Buffer.from(await answer.arrayBuffer()))
  const statements = await money.statements()
  expect(payers.map(({ sheet }) => sheet)).toEqual(['2026-00001 Helix', '2026-00002 Orchid'])
  expect(summary?.data.slice(1).map((row) => row[5])).toEqual([
    ...statements.map(({ totalMinor }) => totalMinor / 100),
    statements.reduce((sum, { totalMinor }) => sum + totalMinor, 0) / 100,
  ])
  for (const [at, { data: rows = [] }] of payers.entries()) {
    const column = rows[0]?.indexOf('Amount') ?? -1
    const amounts = statements[at]?.lines.map(({ amountMinor }) => amountMinor / 100) ?? []
    expect(rows.slice(1, -1).map((row) => row[column])).toEqual(amounts)
    expect(rows.at(-1)?.[column]).toBe((statements[at]?.totalMinor ?? 0) / 100)
    expect(rows[1]?.[rows[0]?.indexOf('Date') ?? -1]).toBeInstanceOf(Date)
  }
  expect((await park.call(parkFinance, 'GET', '/f/periods/2026-10/statements.xlsx')).status).toBe(404)
  expect((await park.call(helixFinance, 'GET', path)).status).toBe(403)
})

test('a draft shows what would be issued, and takes nothing', async () => {
  await money.used(helixResearcher, '2026-11-23')
  const { html } = await visitor(park, helixFinance).open(`/f/periods/2026-11/drafts/${firms.helix}`)
  expect(textOf(html)).toContain('¥240.00')
  expect(textOf(html)).toContain('Not issued yet')
  expect(await park.rows('SELECT count(*) AS n FROM unstated_entry')).toEqual([{ n: 1 }])
})

async function aMonth(): Promise<void> {
  const booking = await money.used(helixResearcher, '2026-11-23')
  await money.used(helixResearcher, '2026-11-24')
  const correction = { amountMinor: -100, reason: 'rounded' }
  await adjustEntry(park.deps, park.actor(parkFinance), booking.id, correction, freshKey())
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11')
}

async function bytes(name: string, who: typeof helixFinance): Promise<ArrayBuffer> {
  const answer = await park.call(who, 'GET', `/f/statements/${name}`, undefined, { 'accept-language': 'en' })
  expect(answer.status).toBe(200)
  return answer.arrayBuffer()
}

async function file(name: string, who: typeof helixFinance): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await bytes(name, who))
}
