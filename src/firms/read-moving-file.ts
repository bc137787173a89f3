import { readTable, UnreadableTable, type Table, type TableRow } from '../platform/csv/read-table.ts'
import { movingColumns, type Column, type SaidFirm, type SaidPerson, type SaidProject } from './moving-columns.ts'
import { UnusableFile, type MovingFault, type MovingKind, type ReadLine } from './moving-in.ts'

/** What the lines of each kind say. */
export interface SaidOf {
  readonly firms: SaidFirm
  readonly people: SaidPerson
  readonly projects: SaidProject
}

export interface ReadFile<K extends MovingKind> {
  readonly lines: readonly ReadLine<SaidOf[K]>[]
  readonly unknownColumns: readonly string[]
}

/** Reads a file of one kind; amounts have the currency's decimals. Throws UnusableFile. */
export function readMovingFile<K extends MovingKind>(kind: K, csvText: string, decimals: number): ReadFile<K> {
  const table = tableOf(csvText)
  const columns = movingColumns[kind]
  const missing = missingIn(kind, table.header)
  if (missing.length > 0) throw new UnusableFile({ kind: 'columns', missing })
  if (table.rows.length === 0) throw new UnusableFile({ kind: 'empty' })
  const lines = table.rows.map((row) => readLine(kind, row, table.header, decimals))
  return {
    lines: lines as unknown as ReadLine<SaidOf[K]>[],
    unknownColumns: table.header.filter((name) => name !== '' && !Object.hasOwn(columns, name)),
  }
}

// Bytes that are no UTF-8 were read as this character; a file of 16-bit characters is full of NUL.
// oxlint-disable-next-line no-control-regex
const unread = /[\ufffd\u0000]/

function tableOf(csvText: string): Table {
  const at = unread.exec(csvText)
  if (at) throw new UnusableFile({ kind: 'not-utf8', line: csvText.slice(0, at.index).split(/\r\n|\r|\n/).length })
  try {
    return readTable(csvText)
  } catch (error) {
    if (error instanceof UnreadableTable) throw new UnusableFile({ kind: 'not-csv', line: error.line })
    throw error
  }
}

// A firm needs a name, in whichever language.
function missingIn(kind: MovingKind, header: readonly string[]): string[] {
  if (kind === 'firms') return subjects.firms.some((name) => header.includes(name)) ? [] : [...subjects.firms]
  return Object.entries(movingColumns[kind]).flatMap(([name, column]) =>
    column.needed && !header.includes(name) ? [name] : [],
  )
}

function readLine(kind: MovingKind, { line, cells }: TableRow, header: readonly string[], decimals: number) {
  const columns = movingColumns[kind]
  const faults: MovingFault[] = []
  if (cells.length !== header.length) faults.push({ kind: 'cells', expected: header.length, found: cells.length })
  const said: Record<string, unknown> = {}
  header.forEach((name, at) => {
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined
    const cell = unescaped(cells[at] ?? '')
    if (column === undefined || cell === '') return
    const value = column.clears && cell === '-' ? null : column.read(cell, decimals)
    if (value === undefined) faults.push(cellFault(name, column, cell))
    else said[column.field] = value
  })
  for (const [name, column] of Object.entries(columns))
    if (column.needed && !(column.field in said) && !faults.some((fault) => 'column' in fault && fault.column === name))
      faults.push({ kind: 'missing', column: name })
  return { line, subject: subjectOf(kind, header, cells), said: { ...blank[kind], ...said }, faults }
}

// What a line can't be without is there all the same: it is refused, but looked up with the others.
const blank = { firms: {}, people: { address: '' }, projects: { firm: '', code: '' } } as const

function cellFault(column: string, { wish, choices }: Column, cell: string): MovingFault {
  const value = cell.slice(0, 60)
  return { kind: 'cell', column, value, wish, ...(choices === undefined ? {} : { choices }) }
}

const subjects: Readonly<Record<MovingKind, readonly string[]>> = {
  firms: ['name_zh_hans', 'name_zh_hant', 'name_en'],
  people: ['address'],
  projects: ['firm', 'code'],
}

function subjectOf(kind: MovingKind, header: readonly string[], cells: readonly string[]): string {
  const found = subjects[kind].map((name) => cells[header.indexOf(name)] ?? '').filter((cell) => cell !== '')
  return (kind === 'projects' ? found.join(' ') : (found[0] ?? '')).slice(0, 120)
}

/** A cell that a spreadsheet was kept from running, as it was. */
function unescaped(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')
}
