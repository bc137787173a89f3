import { CsvError, parse } from 'csv-parse/browser/esm/sync'

/** A CSV file with a header row. */
export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
}

export interface TableRow {
  /** The line of the file on which the row ends, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** The file is not CSV from this line on. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable'
  readonly line: number

  constructor(line: number, cause: unknown) {
    super(`not CSV at line ${line}`, { cause })
    this.line = line
  }
}

/** More rows than this are refused: such a file is split by who sends it. */
export const mostRows = 20_000

/**
 * Reads CSV (RFC 4180, a byte order mark allowed). Rows may have fewer or more cells than the header: what that means
 * is the caller's to say. Blank lines are left out. Throws UnreadableTable.
 */
export function readTable(text: string): Table {
  try {
    const options = { bom: true, info: true, relax_column_count: true, trim: true, to: mostRows + 2 }
    const records = parse(text, options) as unknown as Recorded[]
    const rows = records
      .map(({ record, info }) => ({ line: info.lines, cells: record.map((cell) => cell.normalize('NFC')) }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''))
    const [header, ...body] = rows
    if (body.length > mostRows) throw new UnreadableTable(body.at(-1)?.line ?? 0, `more than ${mostRows} rows`)
    return { header: header?.cells ?? [], rows: body }
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableTable(Number(error['lines'] ?? 1), error)
    throw error
  }
}

interface Recorded {
  readonly record: string[]
  readonly info: { readonly lines: number }
}
