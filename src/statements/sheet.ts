import { lineText } from '../billing/line-text.ts'
import { personName } from '../firms/person-name.ts'
import { decimalText } from '../platform/i18n/format.ts'
import type { Locale } from '../platform/i18n/locale.ts'
import { nameIn } from '../platform/i18n/name-in.ts'
import { amountCell, momentCell } from '../platform/sheets/cells.ts'
import type { Cell } from '../platform/sheets/workbook.ts'
import { sheetText } from './sheet-text.ts'
import { columnsOf, type StatementLine } from './statement-line.ts'
import type { Statement } from './statement.ts'

/** Names of people by id, as they are shown: beside the frozen text. */
export type NamesById = ReadonlyMap<string, string>

/** The columns that finance expects, in their order. */
export const sheetColumns = [
  'no',
  'date',
  'assetNumber',
  'resource',
  'person',
  'project',
  'bookedFrom',
  'bookedUntil',
  'usedFrom',
  'usedUntil',
  'hours',
  'rate',
  'category',
  'machineTime',
  'startFee',
  'consumables',
  'fees',
  'reductions',
  'amount',
  'tax',
  'kind',
  'remark',
  'bookingNumber',
] as const

export type SheetColumn = (typeof sheetColumns)[number]

/** How wide each is on paper, in characters. */
export const columnWidths: readonly number[] = [
  5, 11, 12, 26, 12, 14, 17, 17, 17, 17, 8, 16, 10, 12, 10, 10, 10, 10, 12, 10, 12, 24, 18,
]

/** A line as cells of the sheet: page, print, CSV and XLSX are made of the same ones. */
export function sheetRow(line: StatementLine, statement: Statement, names: NamesById, locale: Locale): Cell[] {
  const cells = cellsOf(line, statement, names, locale)
  return sheetColumns.map((column) => cells[column])
}

/** The heads of the sheet. */
export function sheetHeads(locale: Locale): string[] {
  return sheetColumns.map((column) => sheetText[locale].heads[column])
}

function cellsOf(
  line: StatementLine,
  { currency, timeZone }: Statement,
  names: NamesById,
  locale: Locale,
): Record<SheetColumn, Cell> {
  const amount = (minor: number) => amountCell(minor, currency)
  const moment = (at: number | null) => momentCell(at, timeZone)
  const { machineTimeMinor, startFeeMinor, consumablesMinor, feesMinor, reductionsMinor } = columnsOf(line)
  return {
    no: { number: line.no },
    date: { date: line.date },
    assetNumber: line.assetNumber,
    resource: nameIn(line.resource, locale),
    person: line.personId === null ? '' : personName(names.get(line.personId) ?? '', locale),
    project: line.projectCode,
    bookedFrom: moment(line.startsAt),
    bookedUntil: moment(line.endsAt),
    usedFrom: moment(line.usedFrom),
    usedUntil: moment(line.usedUntil),
    hours: { number: Math.round((line.minutes / 60) * 100) / 100 },
    rate: rateText(line, currency, locale),
    category: line.priceCategory,
    machineTime: amount(machineTimeMinor),
    startFee: amount(startFeeMinor),
    consumables: amount(consumablesMinor),
    fees: amount(feesMinor),
    reductions: amount(reductionsMinor),
    amount: amount(line.amountMinor),
    tax: amount(line.taxMinor),
    kind: sheetText[locale].kinds[line.kind] + (line.late ? sheetText[locale].lateMark : ''),
    remark: line.reason || remarkOf(line, locale),
    bookingNumber: line.bookingNumber ?? '',
  }
}

/** What is worth a word of a line that nobody gave a reason for: everything on it that is not plain machine time. */
export function remarkOf({ charges }: StatementLine, locale: Locale): string {
  return charges
    .filter(({ kind }) => kind !== 'time')
    .map((charge) => lineText(charge, locale))
    .join(sheetText[locale].comma)
}

/** `120.00/h`, each price once. */
export function rateText({ charges }: StatementLine, currency: string, locale: Locale): string {
  const rates = charges.flatMap(({ kind, perHourMinor }) =>
    kind === 'time' && perHourMinor !== undefined ? [decimalText(perHourMinor, currency)] : [],
  )
  return [...new Set(rates)].map((rate) => sheetText[locale].perHour(rate)).join(sheetText[locale].comma)
}
