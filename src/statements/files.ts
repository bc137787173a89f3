import { byteOrderMark, csvLines } from '../platform/csv/csv-lines.ts'
import { decimalsOf, decimalText } from '../platform/i18n/format.ts'
import type { Locale } from '../platform/i18n/locale.ts'
import { nameIn } from '../platform/i18n/name-in.ts'
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
  const rows = statement.lines.map((line) => sheetRow(line, statement, names, locale).map(plainCell))
  const decimals = decimalsOf(statement.currency)
  return byteOrderMark + csvLines([sheetHeads(locale), ...rows, totalRow(statement, locale).map(plainCell)], decimals)
}

// An amount goes in as a number, so that a minus sign is not taken for a formula.
function plainCell(cell: Cell): string | number {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if ('number' in cell) return String(cell.number)
  if ('amount' in cell) return Number(cell.amount)
  return 'date' in cell ? cell.date : cell.moment
}

/** The statements as XLSX: a summary, and one sheet per statement. */
export function statementsWorkbook(all: readonly Named[], locale: Locale): ReadableStream<Uint8Array> {
  return workbook([summarySheet(all, locale), ...all.map((named) => lineSheet(named, locale))])
}

function summarySheet(all: readonly Named[], locale: Locale): Sheet {
  const { summary, number, payer, creditCode, period, heads, lines, total } = sheetText[locale]
  const rows = all.map(({ number: own, statement }): Cell[] => [
    own,
    nameIn(statement.payer.names, locale),
    statement.payer.creditCode ?? '',
    statement.period,
    { number: statement.lines.length },
    { amount: decimalText(statement.totalMinor, statement.currency) },
    { amount: decimalText(statement.taxMinor, statement.currency) },
    statement.currency,
  ])
  const [first] = all
  const sum = all.reduce((amount, { statement }) => amount + statement.totalMinor, 0)
  const foot: Cell[] = [total, null, null, null, null, { amount: decimalText(sum, first?.statement.currency ?? '') }]
  const head = [number, payer, creditCode, period, lines, heads.amount, heads.tax, '']
  return { name: summary, rows: [head, ...rows, foot], widths: [14, 34, 22, 10, 8, 14, 12, 6] }
}

function lineSheet({ number, statement, names }: Named, locale: Locale): Sheet {
  function* rows(): Generator<Cell[]> {
    yield sheetHeads(locale)
    for (const line of statement.lines) yield sheetRow(line, statement, names, locale)
    yield totalRow(statement, locale)
  }
  const name = `${number} ${nameIn(statement.payer.names, locale)}`
  return { name, rows: rows(), widths: columnWidths }
}

function totalRow(statement: Statement, locale: Locale): Cell[] {
  const { currency, totalMinor, taxMinor } = statement
  const known: Partial<Record<(typeof sheetColumns)[number], Cell>> = {
    resource: sheetText[locale].total,
    amount: { amount: decimalText(totalMinor, currency) },
    tax: { amount: decimalText(taxMinor, currency) },
  }
  return sheetColumns.map((column) => known[column] ?? null)
}
