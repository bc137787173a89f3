import { readTable, UnreadableTable } from '../platform/csv/read-table.ts'

export type FileFault =
  | { readonly kind: 'no-file' | 'not-utf8' | 'empty' | 'too-many' }
  | { readonly kind: 'not-csv'; readonly line: number }
  | { readonly kind: 'columns'; readonly missing: readonly string[] }
  | { readonly kind: 'repeated'; readonly columns: readonly string[] }

/** The file can't be taken at all. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile'
  readonly fault: FileFault

  constructor(fault: FileFault) {
    super(`unusable: ${fault.kind}`)
    this.fault = fault
  }
}

export interface Row<Column extends string> {
  /** Of the file, from 1. */
  readonly line: number
  readonly cells: Readonly<Record<Column, string>>
}

/** Reads a file whose columns are found by their names, in any order and language. Throws UnusableFile. */
export function readColumns<Column extends string>(
  text: string,
  names: Readonly<Record<Column, readonly string[]>>,
  most: number,
): Row<Column>[] {
  // Bytes that are no UTF-8 were read as this character.
  if (text.includes('\ufffd')) throw new UnusableFile({ kind: 'not-utf8' })
  const { header, rows } = tableOf(text)
  const said = header.map((name) =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\s_-]/g, ''),
  )
  const columns = Object.keys(names) as Column[]
  const places = columns.map((column) => said.findIndex((name) => names[column].includes(name)))
  const missing = columns.filter((_, at) => places[at] === -1)
  if (missing.length > 0) throw new UnusableFile({ kind: 'columns', missing })
  const repeated = columns.filter((column) => said.filter((name) => names[column].includes(name)).length > 1)
  if (repeated.length > 0) throw new UnusableFile({ kind: 'repeated', columns: repeated })
  // An amount whose comma is not quoted is two cells, and each after it stands in another's place.
  const shifted = rows.find(({ cells }) => cells.slice(header.length).some((cell) => cell !== ''))
  if (shifted) throw new UnusableFile({ kind: 'not-csv', line: shifted.line })
  if (rows.length === 0) throw new UnusableFile({ kind: 'empty' })
  if (rows.length > most) throw new UnusableFile({ kind: 'too-many' })
  return rows.map(({ line, cells }) => {
    const found = columns.map((column, at) => [column, cells[places[at] ?? -1] ?? ''] as const)
    return { line, cells: Object.fromEntries(found) as Record<Column, string> }
  })
}

/** What `read` makes of a file's text, or why the file can't be taken; no lines where there is no file. */
export function linesOrFault<Line>(
  text: string | null,
  read: (text: string) => readonly Line[],
): { readonly lines: readonly Line[]; readonly fault: FileFault | null } {
  if (text === null) return { lines: [], fault: null }
  try {
    return { lines: read(text), fault: null }
  } catch (error) {
    if (error instanceof UnusableFile) return { lines: [], fault: error.fault }
    throw error
  }
}

function tableOf(text: string) {
  try {
    return readTable(text)
  } catch (error) {
    if (error instanceof UnreadableTable) throw new UnusableFile({ kind: 'not-csv', line: error.line })
    throw error
  }
}
