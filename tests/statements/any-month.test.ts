import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import readXlsx from 'read-excel-file/node'
import { expect, test } from 'vitest'
import type { Statement } from '../../src/statements/statement.ts'
import { at } from '../support/facts.ts'
import { firms, people } from '../support/cast.ts'
import { textOf } from '../support/html.ts'
import { BusyLab, deeds, houses, houseScript } from '../support/lab-commands.ts'
import { doesWithMoney, furnish, moneyDeeds, moneyHouses } from '../support/money-deeds.ts'
import { printedSum } from '../support/money-sums.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { moneyOf } from '../support/statements.ts'
import { visitor } from '../support/visitor.ts'

const runs = Number(process.env.MODEL_RUNS ?? 8)
const seed = Number(process.env.MODEL_SEED ?? 20_261_128)
const { parkFinance } = people

test('whatever is done in whatever order, each line is stated once, and each form of a statement says so', async () => {
  const seen = { statements: 0, credits: 0, payments: 0, fromBalance: 0, discounts: 0, subsidies: 0, repriced: 0 }
  await fc.assert(
    fc.asyncProperty(houses, moneyHouses, deeds, moneyDeeds, async (house, money, day, later) => {
      const park = await openPark()
      await park.script(houseScript(house))
      await furnish(park, money)
      const busy = new BusyLab(park)
      try {
        for (const deed of day) await busy.does(deed)
        await busy.night()
        if (money.statedAtOnce) await doesWithMoney(busy, { kind: 'issue' })
        let frozen = await statementRows(park)
        for (const deed of later) {
          await doesWithMoney(busy, deed)
          const now = await statementRows(park)
          expect(now.slice(0, frozen.length)).toEqual(frozen)
          frozen = now
        }
        await busy.night()
        park.clock.now = at('2027-06-01 09:00')
        await moneyOf(park, busy.lab).issue('2027-05')
        await busy.lab.isSound()
        seen.statements += await expectOneTruth(busy)
        const counted = async (rows: string) => (await park.rows(`SELECT 1 FROM ${rows}`)).length
        seen.credits += await counted(`objection WHERE state = 'credited'`)
        seen.payments += await counted('payment WHERE statement_id IS NOT NULL')
        seen.fromBalance += await counted(`payment WHERE way = 'balance'`)
        seen.discounts += await counted(`charge WHERE kind = 'discount'`)
        seen.repriced += await counted(
          `booking WHERE settlement = 'settled' AND json_array_length(tariff, '$.pieces') > 1`,
        )
        seen.subsidies += await counted(`charge WHERE kind = 'subsidy'`)
      } finally {
        await park.close()
      }
    }),
    { numRuns: runs, seed, endOnFailure: true },
  )
  // Else there was nothing to compare.
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(0)
}, 600_000)

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
  for (const firmId of [firms.helix, firms.orchid])
    expect((stated.get(firmId) ?? 0) - (await paid(park, firmId))).toBe(await money.owed(firmId))
  expect(await ledgerSum(park)).toBe([...stated.values()].reduce((sum, minor) => sum + minor, 0))
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
  const { html } = await visitor(park, parkFinance).open(`/f/statements/${number}`)
  expect(textOf(html)).toContain(shown)
  if (lines.length > 0) expect(printedSum(html)).toBe(totalMinor)
}

/** Of statements, by the bank or out of a balance. */
async function paid(park: TestPark, firmId: string): Promise<number> {
  const [row] = await park.rows(`SELECT ifnull(sum(amount_minor), 0) AS minor FROM payment
    WHERE firm_id = '${firmId}' AND statement_id IS NOT NULL`)
  return Number(row?.['minor'])
}

async function ledgerSum(park: TestPark): Promise<number> {
  const answer = await park.call(parkFinance, 'GET', '/f/ledger.json?from=2026-01-01&to=2028-01-01')
  const { items } = (await answer.json()) as { items: { lines: { amount: { amountMinor: number } }[] }[] }
  return items.flatMap(({ lines }) => lines).reduce((sum, { amount }) => sum + amount.amountMinor, 0)
}

async function bytes(park: TestPark, name: string): Promise<ArrayBuffer> {
  const path = `/f/statements/${name}`
  return (await park.call(parkFinance, 'GET', path, undefined, { 'accept-language': 'en' })).arrayBuffer()
}
