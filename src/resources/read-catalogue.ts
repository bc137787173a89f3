import { readTable, UnreadableTable, type Table, type TableRow } from '../platform/csv/read-table.ts'
import {
  catalogueColumns,
  isFault,
  minorOf,
  priceColumnPrefix,
  unitsColumn,
  wholeNumber,
  type Dialect,
} from './catalogue-columns.ts'
import type { SaidEntry } from './catalogue-entry.ts'
import { UnusableFile, type CellFault, type LineFault, type LineNote } from './import-report.ts'
import { isToolList, fromToolList } from './tool-list.ts'
import { unescapedCell } from './write-catalogue.ts'

/** A line of a catalogue file, read but not yet compared with the catalogue. */
export interface ReadLine {
  readonly line: number
  readonly said: SaidEntry
  /** How many units there are, where the line gives a number instead of names. */
  readonly unitCount: number | null
  readonly faults: readonly LineFault[]
  readonly notes: readonly LineNote[]
}

export interface ReadFile {
  readonly lines: readonly ReadLine[]
  readonly unknownColumns: readonly string[]
}

/** Reads our own catalogue file, or a list of tools as NEMO keeps it. Throws UnusableFile. */
export function readCatalogue(csvText: string): ReadFile {
  const table = tableOf(csvText)
  const own = isToolList(table.header) ? fromToolList(table.header) : ownColumns(table.header)
  const firstLines = new Map<string, number>()
  const lines = table.rows.map((row) => {
    const read = readLine(row, table.header, own)
    const first = firstLines.get(read.said.assetNumber)
    if (first === undefined) firstLines.set(read.said.assetNumber, row.line)
    return first === undefined
      ? read
      : { ...read, faults: [...read.faults, { kind: 'repeated', line: first } as const] }
  })
  return { lines, unknownColumns: own.unknownColumns }
}

function tableOf(csvText: string): Table {
  try {
    return readTable(csvText)
  } catch (error) {
    if (error instanceof UnreadableTable) throw new UnusableFile({ kind: 'not-csv', line: error.line })
    throw error
  }
}

function ownColumns(header: readonly string[]): Dialect {
  if (!header.includes('asset_number')) throw new UnusableFile({ kind: 'columns', missing: ['asset_number'] })
  const unknownColumns = header.filter(
    (column) => !(column in catalogueColumns) && column !== unitsColumn && priceCategoryOf(column) === null,
  )
  return { unknownColumns, ownCells: (cells) => ({ cells, notes: [] }) }
}

function readLine({ line, cells }: TableRow, header: readonly string[], dialect: Dialect): ReadLine {
  const faults: LineFault[] = []
  if (cells.length !== header.length) faults.push({ kind: 'cells', expected: header.length, found: cells.length })
  const { cells: own, notes } = dialect.ownCells(new Map(header.map((column, at) => [column, cells[at] ?? ''])))
  const said: Record<string, unknown> = {}
  const prices: Record<string, number> = {}
  let unitCount: number | null = null
  for (const [column, raw] of own) {
    const cell = unescapedCell(raw)
    if (cell === '') continue
    const value = valueOf(column, cell)
    if (value === undefined) continue
    if (isFault(value)) faults.push({ kind: 'cell', column, value: cell.slice(0, 60), fault: value })
    else if (column === unitsColumn && typeof value === 'number') unitCount = value
    else if (column === unitsColumn) said['units'] = value
    else if (column.startsWith(priceColumnPrefix)) prices[priceCategoryOf(column) ?? ''] = value as number
    else said[catalogueColumns[column]?.field ?? ''] = value
  }
  if (Object.keys(prices).length > 0) said['perHourMinor'] = prices
  if (!said['assetNumber']) faults.push({ kind: 'missing', column: 'asset_number' })
  return { line, said: { assetNumber: '', ...said }, unitCount, faults, notes }
}

function valueOf(column: string, cell: string): unknown {
  if (column === unitsColumn) return unitsOf(cell)
  if (priceCategoryOf(column) !== null) return minorOf(cell) ?? ({ kind: 'money' } satisfies CellFault)
  return Object.hasOwn(catalogueColumns, column) ? catalogueColumns[column]?.read(cell) : undefined
}

const mostUnits = 500

function unitsOf(cell: string): number | readonly string[] | CellFault {
  if (/^\d+$/.test(cell)) return wholeNumber(cell, 1, mostUnits)
  const names = listIn(cell)
  const fine = names.length <= mostUnits && names.every((name) => name !== '' && name.length <= 60)
  return fine && new Set(names).size === names.length ? names : { kind: 'number', from: 1, to: mostUnits }
}

/** Names with bars between them; one within a name has a backslash before it, and one at the end counts for nothing. */
function listIn(cell: string): string[] {
  const names = cell.match(/(?:\\.|[^|\\])+|(?<=\|)(?=\|)/g) ?? []
  return names.map((name) => name.replaceAll(/\\(.)/g, '$1').trim())
}

function priceCategoryOf(column: string): string | null {
  const category = column.startsWith(priceColumnPrefix) ? column.slice(priceColumnPrefix.length) : ''
  return /^[a-z][a-z0-9-]{0,39}$/.test(category) ? category : null
}
