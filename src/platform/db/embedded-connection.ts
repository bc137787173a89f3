import Database from 'libsql'
import { BindError } from './bind.ts'
import { DbUnavailable } from './port.ts'
import type { Bound, Row, Statement } from './transport.ts'

interface Prepared {
  readonly returnsRows: boolean
  rows(values: readonly Bound[]): Row[]
  all(values: readonly Bound[]): void
  run(values: readonly Bound[]): void
}

/** One connection of the native engine, with its statements prepared once. Everything on it is synchronous. */
export class EmbeddedConnection {
  #database: Database.Database | null
  readonly #prepared = new Map<string, Prepared>()

  constructor(path: string) {
    // A busy timeout would stop the event loop, and with it the writer in this process that we might be waiting for.
    this.#database = new Database(path, { timeout: 0 })
  }

  /**
   * Runs a script. It is finalised even when it fails, so BEGIN goes this way: a prepared one that met BUSY would
   * stay active.
   */
  exec(script: string): void {
    this.#opened.exec(script)
  }

  get inTransaction(): boolean {
    return this.#database !== null && this.#database.inTransaction
  }

  /** All rows, to the end: a statement left half-read pins the write-ahead log. */
  rows({ text, values }: Statement): Row[] {
    return this.#prepare(text).rows(values)
  }

  /**
   * Changes rows. `run` is half the cost of `all`, and stops at the first row: only for statements that return none.
   */
  change({ text, values }: Statement): void {
    const prepared = this.#prepare(text)
    if (prepared.returnsRows) prepared.all(values)
    else prepared.run(values)
  }

  /** `fold` writes the log into the file first, since a closed connection stays half open until it is collected. */
  close(fold: boolean): void {
    if (this.#database === null) return
    if (fold) this.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    this.#prepared.clear()
    this.#database.close()
    this.#database = null
  }

  // To ask a closed database anything aborts the process.
  get #opened(): Database.Database {
    if (this.#database === null) throw new DbUnavailable('not-applied', 1)
    return this.#database
  }

  #prepare(text: string): Prepared {
    const known = this.#prepared.get(text)
    if (known !== undefined) return known
    if (this.#prepared.size >= preparedKept) this.#prepared.clear()
    const prepared = preparedFrom(this.#opened, text)
    this.#prepared.set(text, prepared)
    return prepared
  }
}

const preparedKept = 2_000

function preparedFrom(database: Database.Database, text: string): Prepared {
  const statement = database.prepare(text)
  const columns = statement.columns().map((column) => column.name)
  if (new Set(columns).size < columns.length) throw new BindError(`two columns of one name in ${columns.join(', ')}`)
  if (columns.length > 0) statement.raw()
  return {
    returnsRows: columns.length > 0,
    rows: rowsBy(database, statement, columns, text),
    all: (values) => void statement.all(values),
    run: (values) => void statement.run(values),
  }
}

/**
 * To ask for one row alone costs a quarter of asking for all, and resets the statement too. It is done where no more
 * can come, and where a select found nothing the last time. Only for reads: a statement may run twice.
 */
function rowsBy(database: Database.Database, all: Database.Statement, columns: readonly string[], text: string) {
  const isSelect = /^\s*(?:SELECT|WITH)\b/.test(text)
  const isOne = isSelect && /\bLIMIT 1\s*$/.test(text)
  // Of its own: after `all`, a statement's `get` does not take its new values.
  let one = isOne ? all : null
  let wasEmpty = false
  return (values: readonly Bound[]): Row[] => {
    if (isOne || (isSelect && wasEmpty)) {
      one ??= database.prepare(text).raw()
      const first = one.get(values) as unknown[] | undefined
      if (isOne || first === undefined) return first === undefined ? [] : [rowOf(columns, first)]
    }
    const found = all.all(values) as unknown[][]
    wasEmpty = found.length === 0
    return found.map((row) => rowOf(columns, row))
  }
}

function rowOf(columns: readonly string[], values: readonly unknown[]): Row {
  const row: Record<string, unknown> = {}
  columns.forEach((column, place) => {
    row[column] = values[place]
  })
  return row as Row
}
