import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import readXlsx from 'read-excel-file/node'
import { expect, test } from 'vitest'
import type { Statement } from '../../src/statements/statement.ts'
import { at } from '../support/facts.ts'
import { firms, people } from '../support/cast.ts'
import { textOf } from '../support/html.ts'
import { BusyLab, deeds, houses, houseScript, type Deed } from '../support/lab-commands.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { visitor } from '../support/visitor.ts'

const runs = Number(process.env.MODEL_RUNS ?? 8)
const seed = Number(process.env.MODEL_SEED ?? 20_261_128)
const { helixFinance, orchidFinance, parkFinance } = people

/** What happens to money after it was earned. */
type MoneyDeed =
  | { readonly kind: 'issue' | 'next-month' | 'rename' | 'reprice' | 'demote' }
  | { readonly kind: 'object'; readonly which: number; readonly line: number }
  | { readonly kind: 'answer'; readonly which: number; readonly percent: number }
  | { readonly kind: 'lab'; readonly deed: Deed }

const moneyDeeds: fc.Arbitrary<MoneyDeed[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('issue', 'issue', 'next-month') }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('rename', 'reprice', 'demote') }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('object'), which: fc.nat(5), line: fc.integer({ min: 1, max: 6 }) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('answer'), which: fc.nat(5), percent: fc.constantFrom(0, 33, 100) }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('lab'), deed: deeds.map(([first]) => first) }) },
  ) as fc.Arbitrary<MoneyDeed>,
  { minLength: 10, maxLength: 24, size: 'max' },
)

test('whatever is done in whatever order, each line is stated once, and each form of a statement says so', async () => {
  const seen = { statements: 0, credits: 0 }
  await fc.assert(
    fc.asyncProperty(houses, deeds, moneyDeeds, async (house, day, later) => {
      const park = await openPark()
      await park.script(houseScript(house))
      const busy = new BusyLab(park)
      try {
        for (const deed of day) await busy.does(deed)
        await busy.night()
        let frozen = await statementRows(park)
        for (const deed of later) {
          await does(busy, deed)
          const now = await statementRows(park)
          expect(now.slice(0, frozen.length)).toEqual(frozen)
          frozen = now
        }
        await busy.night()
        park.clock.now = at('2027-06-01 09:00')
        await moneyOf(park, busy.lab).issue('2027-05')
        await busy.lab.isSound()
        seen.statements += await expectOneTruth(busy)
        seen.credits += (await park.rows(`SELECT 1 FROM objection WHERE state = 'credited'`)).length
      } finally {
        await park.close()
      }
    }),
    { numRuns: runs, seed, endOnFailure: runs > 100 },
  )
  // Else there was nothing to compare.
  expect(Math.min(seen.statements, seen.credits), JSON.stringify(seen)).toBeGreaterThan(0)
}, 600_000)

async function does(busy: BusyLab, deed: MoneyDeed): Promise<void> {
  const { park } = busy
  switch (deed.kind) {
    case 'lab':
      return busy.does(deed.deed)
    case 'issue':
      await park.call(parkFinance, 'POST', `/api/v1/billing-periods/${monthBefore(park)}/statements`, {})
      return
    case 'next-month':
      park.clock.now += 30 * 86_400
      return
    case 'rename':
      await park.script(`UPDATE firm SET name_en = name_en || '!'; UPDATE person SET name = name || '!';
        UPDATE resource SET name_en = name_en || '!', asset_number = asset_number || '!'`)
      return
    case 'reprice':
      await park.script(`UPDATE rate SET terms = json_set(terms, '$.perHourMinor', 1 + terms ->> '$.perHourMinor')`)
      return
    case 'demote':
      await park.script(`UPDATE firm SET price_category = 'external'`)
      return
    case 'object':
      return object(park, deed.which, deed.line)
    case 'answer':
      return answer(park, deed.which, deed.percent)
  }
}

async function object(park: TestPark, which: number, line: number): Promise<void> {
  const rows = await park.rows(`SELECT number, firm_id FROM statement ORDER BY year, seq`)
  const row = rows[which % Math.max(1, rows.length)]
  if (row === undefined) return
  const who = row['firm_id'] === firms.helix ? helixFinance : orchidFinance
  const path = `/api/v1/statements/${row['number'] as string}/objections`
  const { status } = await park.call(who, 'POST', path, { line, reason: 'not ours' })
  expect([201, 400, 403, 409]).toContain(status)
}

async function answer(park: TestPark, which: number, percent: number): Promise<void> {
  const rows = await park.rows(`SELECT o.id AS id, o.line_no AS line, s.document AS document FROM objection o
    JOIN statement s ON s.id = o.statement_id ORDER BY o.rowid`)
  const row = rows[which % Math.max(1, rows.length)]
  if (row === undefined) return
  const { lines } = JSON.parse(row['document'] as string) as Statement
  const amount = lines.find(({ no }) => no === row['line'])?.amountMinor ?? 0
  const said = { creditMinor: Math.max(0, Math.floor((amount * percent) / 100)), answer: 'looked at' }
  const { status } = await park.call(parkFinance, 'POST', `/api/v1/objections/${row['id'] as string}/answer`, said)
  expect([201, 400, 409]).toContain(status)
}

function statementRows(park: TestPark) {
  return park.rows('SELECT number, document, hash, total_minor, tax_minor, lines FROM statement ORDER BY year, seq')
}

/** Σ lines = statement = page = CSV = XLSX = JSON, all of them together = the ledger; numbers without a gap. */
async function expectOneTruth({ park, lab }: BusyLab): Promise<number> {
  const money = moneyOf(park, lab)
  const rows = await statementRows(park)
  const stated = new Map<string, number>()
  for (const { number, document, hash } of rows as { number: string; document: string; hash: string }[]) {
    expect(createHash('sha256').update(document).digest('hex')).toBe(hash)
    const statement = JSON.parse(document) as Statement
    const { firmId } = statement.payer
    stated.set(firmId, (stated.get(firmId) ?? 0) + statement.totalMinor)
    expect(statement.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(statement.totalMinor)
    await expectForms(park, number, statement)
  }
  for (const firmId of [firms.helix, firms.orchid]) expect(stated.get(firmId) ?? 0).toBe(await money.owed(firmId))
  expect(await park.rows('SELECT count(*) - count(DISTINCT entry_id) AS twice FROM statement_entry')).toEqual([
    { twice: 0 },
  ])
  expect(await park.rows('SELECT count(*) AS left FROM unstated_entry')).toEqual([{ left: 0 }])
  expect(await park.rows('SELECT year FROM statement GROUP BY year HAVING max(seq) <> count(*)')).toEqual([])
  return rows.length
}

async function expectForms(park: TestPark, number: string, { lines, totalMinor }: Statement): Promise<void> {
  const total = totalMinor / 100
  const amounts = lines.map(({ amountMinor }) => amountMinor / 100)
  const csv: Record<string, string>[] = parse(new TextDecoder().decode(await bytes(park, `${number}.csv`)), {
    columns: true,
    bom: true,
  })
  expect(csv.map((row) => Number(row['Amount']))).toEqual([...amounts, total])
  const [, sheet] = await readXlsx(Buffer.from(await bytes(park, `${number}.xlsx`)))
  const column = sheet?.data[0]?.indexOf('Amount') ?? -1
  expect(sheet?.data.slice(1).map((row) => row[column])).toEqual([...amounts, total])
  const json = (await (await park.call(parkFinance, 'GET', `/api/v1/statements/${number}`)).json()) as {
    total: { amountMinor: number }
  }
  expect(json.total.amountMinor).toBe(totalMinor)
  const shown = `${totalMinor < 0 ? '−' : ''}¥${Math.abs(total).toLocaleString('en', { minimumFractionDigits: 2 })}`
  expect(textOf((await visitor(park, parkFinance).open(`/f/statements/${number}`)).html)).toContain(shown)
}

async function bytes(park: TestPark, name: string): Promise<ArrayBuffer> {
  const path = `/f/statements/${name}`
  return (await park.call(parkFinance, 'GET', path, undefined, { 'accept-language': 'en' })).arrayBuffer()
}

function monthBefore({ clock }: TestPark): string {
  const date = new Date(clock.now * 1000 + 8 * 3_600_000)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)
}
