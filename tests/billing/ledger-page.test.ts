import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adjustEntry } from '../../src/billing/commands/adjust-entry.ts'
import { firms, people, projects, resources, type CastPerson } from '../support/cast.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { freshKey, openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { visitor } from '../support/visitor.ts'
import { textOf } from '../support/html.ts'

const { helixResearcher, helixFinance, orchidResearcher, orchidFinance, parkFinance } = people

let park: TestPark
let lab: Lab
let money: ReturnType<typeof moneyOf>
beforeAll(async () => {
  park = await openPark()
  lab = labOf(park)
  money = moneyOf(park, lab)
  const first = await money.used(helixResearcher, '2026-11-23')
  await money.used(orchidResearcher, '2026-11-24')
  const less = { amountMinor: -1_234, reason: 'lamp was weak' }
  await adjustEntry(park.deps, park.actor(parkFinance), first.id, less, freshKey())
  lab.clockAt('2026-12-01 09:00')
  await money.issue('2026-11', { firmId: firms.helix })
  await money.used(helixResearcher, '2026-12-02')
  await money.used(helixResearcher, '2026-12-03')
  await money.used(orchidResearcher, '2026-12-04')
  await money.used(helixResearcher, '2026-12-07')
})
afterAll(() => park.close())

test('page, CSV, XLSX and JSON of a filter have the same lines and the same sums', { timeout: 60_000 }, async () => {
  const whole = fc.record({
    period: fc.constantFrom('2026-11', '2026-12', '2027-01'),
    from: fc.constantFrom('2026-11-23', '2026-11-24', '2026-12-03'),
    to: fc.constantFrom('2026-11-24', '2026-12-02', '2026-12-31'),
    firm: fc.constantFrom(firms.helix, firms.orchid, 'firm_nobody'),
    project: fc.constantFrom(projects.helix, '2026-K07', 'none'),
    person: fc.constantFrom(helixResearcher.id, helixResearcher.email),
    resource: fc.constantFrom('AS-confocal', resources.confocal, 'AS-benches'),
    kind: fc.constantFrom('usage', 'adjustment', 'no-show'),
    stated: fc.constantFrom('yes', 'no'),
    late: fc.constantFrom('yes', 'no'),
  })
  const names = fc.subarray(filterNames, { maxLength: 3 })
  const filters = fc.tuple(whole, names).map(([all, some]) => Object.fromEntries(some.map((name) => [name, all[name]])))
  const seen = new Set<number>()
  await fc.assert(
    fc.asyncProperty(filters, fc.constantFrom(helixFinance, orchidFinance, parkFinance), async (filter, who) => {
      const query = new URLSearchParams(filter).toString()
      const json = await jsonLines(who, query)
      expect(await csvLines(who, query)).toEqual(json)
      expect(await xlsxLines(who, query)).toEqual(json)
      expect(await pageSum(who, query)).toBe(json.reduce((sum, amount) => sum + amount, 0))
      seen.add(json.length)
    }),
    { numRuns: 40, seed: 7 },
  )
  expect(seen.size).toBeGreaterThan(2)
})

test('each filter leaves out what it says', async () => {
  const lines = async (query: string) => (await jsonLines(parkFinance, `from=2026-11-01&${query}`)).length
  expect(await lines('')).toBe(7)
  expect(await lines('period=2026-11')).toBe(3)
  expect(await lines('to=2026-11-23')).toBe(2)
  expect(await lines(`firm=${firms.orchid}`)).toBe(2)
  expect(await lines('kind=adjustment')).toBe(1)
  expect(await lines('stated=yes')).toBe(2)
  expect(await lines('stated=no')).toBe(5)
  expect(await lines('late=yes')).toBe(0)
  expect(await lines('resource=AS-confocal')).toBe(7)
  expect(await lines('resource=AS-benches')).toBe(0)
  expect(await lines('project=2026-K07')).toBe(5)
  expect(await lines(`person=${orchidResearcher.email}`)).toBe(2)
  expect(await lines('facility=fac_00000000000000000000000009')).toBe(0)
})

test('from an entry its booking, its use, its frozen rate and its statement are one step away', async () => {
  const them = visitor(park, helixFinance)
  const list = await them.open('/f/ledger?period=2026-11&kind=usage')
  const [, entry = ''] = /class="entry" href="([^"]*)"/.exec(list.html) ?? []
  for (const way of [`${entry}#use`, `${entry}#rate`, '/f/statements/2026-00001']) {
    expect(list.html).toContain(`href="${way}"`)
  }
  const page = await them.open(entry)
  const text = textOf(page.html)
  expect(text).toContain('120 × ¥120.00 ÷ 60')
  expect(text).toContain('Rate frozen when it was booked')
  const [, booking = ''] = /href="(\/b\/bkg_[^"]*)"/.exec(page.html) ?? []
  expect((await them.open(booking)).status).toBe(200)
  await park.script(`UPDATE rate SET terms = json_set(terms, '$.perHourMinor', 99900)`)
  expect(textOf((await them.open(entry)).html)).toBe(text)
})

test('another firm’s entry is none, and a filter for another firm finds nothing', async () => {
  const [, theirs = ''] =
    /class="entry" href="([^"]*)"/.exec((await visitor(park, orchidFinance).open('/f/ledger')).html) ?? []
  expect(theirs).toMatch(/^\/f\/ledger\/ent_/)
  expect((await visitor(park, helixFinance).open(theirs)).status).toBe(404)
  expect((await visitor(park, helixFinance).open('/f/ledger/ent_nothing')).status).toBe(404)
  expect(await jsonLines(helixFinance, `from=2026-01-01&firm=${firms.orchid}`)).toEqual([])
  const html = (await visitor(park, helixFinance).open('/f/ledger?from=2026-01-01')).html
  expect(html).not.toContain('Orchid')
})

type Name = 'period' | 'from' | 'to' | 'firm' | 'project' | 'person' | 'resource' | 'kind' | 'stated' | 'late'
const filterNames: Name[] = ['period', 'from', 'to', 'firm', 'project', 'person', 'resource', 'kind', 'stated', 'late']

test('a month without an entry leads to the month before it', async () => {
  const { html } = await visitor(park, parkFinance).open('/f/ledger?period=2027-05&kind=usage')
  expect(html).toContain('href="/f/ledger?period=2027-04&amp;kind=usage">Apr 2027</a>')
})

async function bytes(who: CastPerson, end: string, query: string): Promise<ArrayBuffer> {
  const answer = await park.call(who, 'GET', `/f/ledger.${end}?${query}`, undefined, { 'accept-language': 'en' })
  expect(answer.status).toBe(200)
  return answer.arrayBuffer()
}

async function jsonLines(who: CastPerson, query: string): Promise<number[]> {
  const { items } = JSON.parse(new TextDecoder().decode(await bytes(who, 'json', query))) as {
    items: { lines: { amount: { amountMinor: number } }[] }[]
  }
  return items.flatMap(({ lines }) => lines.map(({ amount }) => amount.amountMinor))
}

async function csvLines(who: CastPerson, query: string): Promise<number[]> {
  const rows: Record<string, string>[] = parse(Buffer.from(await bytes(who, 'csv', query)), {
    columns: true,
    bom: true,
  })
  return rows.map((row) => Math.round(Number(row['Amount']) * 100))
}

async function xlsxLines(who: CastPerson, query: string): Promise<number[]> {
  const [sheet] = await readXlsx(Buffer.from(await bytes(who, 'xlsx', query)))
  const [head = [], ...rows] = sheet?.data ?? []
  const [amount, date] = [head.indexOf('Amount'), head.indexOf('Date')]
  expect(rows.every((row) => row[date] instanceof Date)).toBe(true)
  return rows.map((row) => Math.round(Number(row[amount]) * 100))
}

async function pageSum(who: CastPerson, query: string): Promise<number> {
  const { html } = await visitor(park, who).open(`/f/ledger?${query}`)
  const minor = (text: string) => Math.round(Number(text.replaceAll(/[¥,]/g, '').replace('−', '-')) * 100)
  const listed = [...html.matchAll(/<b>([^<]*)<\/b><\/a>/g)].map(([, amount = '']) => minor(amount))
  const [, total = ''] = /<strong class="due">([^<]*)</.exec(html) ?? []
  expect(minor(total)).toBe(listed.reduce((sum, amount) => sum + amount, 0))
  return minor(total)
}
