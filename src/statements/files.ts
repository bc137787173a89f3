import type { Names } from '../deps.ts'
import { sumMinor } from '../kernel/money.ts'
import { byteOrderMark, csvLines } from '../platform/csv/csv-lines.ts'
import { decimalsOf } from '../platform/i18n/format.ts'
import type { Locale } from '../platform/i18n/locale.ts'
import { nameIn } from '../platform/i18n/name-in.ts'
import { amountCell, csvCell } from '../platform/sheets/cells.ts'
import { workbook, type Cell, type Sheet } from '../platform/sheets/workbook.ts'
import { columnWidths, sheetColumns, sheetHeads, sheetRow, type NamesById } from './sheet.ts'
import { sheetText } from './sheet-text.ts'
import type { Statement } from './statement.ts'

/** A statement with the names that its sheet shows. */
export interface Named {
  readonly number: string
  readonly statement: Statement
  readonly names: NamesById
}

/** The sheet as CSV: UTF-8 with its mark, ISO dates, plain decimals, nothing that a spreadsheet would run. */
export function statementCsv({ statement, names }: Named, locale: Locale): string {
  const rows = statement.lines.map((line) => sheetRow(line, statement, names, locale).map(csvCell))
  const decimals = decimalsOf(statement.currency)
  return byteOrderMark + csvLines([sheetHeads(locale), ...rows, totalRow(statement, locale).map(csvCell)], decimals)
}

/** A statement as XLSX: a summary, and its lines. */
export function statementWorkbook(named: Named, locale: Locale): ReadableStream<Uint8Array> {
  const { number, statement } = named
  const { payer, period, lines, totalMinor, taxMinor, currency } = statement
  const head = { number, payer: payer.names, creditCode: payer.creditCode, period, totalMinor, taxMinor, currency }
  const summary = { ...head, lines: lines.length, firmId: payer.firmId }
  return statementsWorkbook([summary], async () => named, locale)
}

/** What the summary says of a statement. */
export interface Summed {
  readonly number: string
  readonly firmId: string
  readonly payer: Names
  readonly creditCode: string | null
  readonly period: string
  readonly lines: number
  readonly totalMinor: number
  readonly taxMinor: number
  readonly currency: string
}

/** Statements as XLSX: a summary, and one sheet per payer, whose lines are read while the file is written. */
export function statementsWorkbook<S extends Summed>(
  all: readonly S[],
  linesOf: (head: S) => Promise<Named>,
  locale: Locale,
): ReadableStream<Uint8Array> {
  const ofPayers = [...Map.groupBy(all, ({ firmId }) => firmId).values()]
  return workbook([summarySheet(all, locale), ...ofPayers.map((own) => payerSheet(own, linesOf, locale))])
}

function summarySheet(all: readonly Summed[], locale: Locale): Sheet {
  const { summary, number, payer, creditCode, period, heads, lines } = sheetText[locale]
  const rows = all.map((one): Cell[] => [
    one.number,
    nameIn(one.payer, locale),
    one.creditCode ?? '',
    one.period,
    { number: one.lines },
    amountCell(one.totalMinor, one.currency),
    amountCell(one.taxMinor, one.currency),
    one.currency,
  ])
  const head = [number, payer, creditCode, period, lines, heads.amount, heads.tax, '']
  return { name: summary, rows: [head, ...rows, ...summaryFoot(all, locale)], widths: [14, 34, 22, 10, 8, 14, 12, 6] }
}

/** One total for each currency: a park that changed its own has two. */
function summaryFoot(all: readonly Summed[], locale: Locale): Cell[][] {
  return [...Map.groupBy(all, ({ currency }) => currency)].map(([currency, own]) => {
    const sum = (column: 'totalMinor' | 'taxMinor') => amountCell(sumMinor(own.map((one) => one[column])), currency)
    const lines = { number: own.reduce((count, one) => count + one.lines, 0) }
    return [sheetText[locale].total, null, null, null, lines, sum('totalMinor'), sum('taxMinor'), currency]
  })
}

function payerSheet<S extends Summed>(own: readonly S[], linesOf: (head: S) => Promise<Named>, locale: Locale): Sheet {
  async function* rows(): AsyncGenerator<Cell[]> {
    yield sheetHeads(locale)
    for (const head of own) {
      const { statement, names } = await linesOf(head)
      for (const line of statement.lines) yield sheetRow(line, statement, names, locale)
      yield totalRow(statement, locale)
    }
  }
  const [first] = own
  const name = first === undefined ? '' : `${first.number} ${nameIn(first.payer, locale)}`
  return { name, rows: rows(), widths: columnWidths }
}

function totalRow(statement: Statement, locale: Locale): Cell[] {
  const { currency, totalMinor, taxMinor } = statement
  const known: Partial<Record<(typeof sheetColumns)[number], Cell>> = {
    resource: sheetText[locale].total,
    amount: amountCell(totalMinor, currency),
    tax: amountCell(taxMinor, currency),
  }
  return sheetColumns.map((column) => known[column] ?? null)
}
