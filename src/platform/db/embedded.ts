import { Admission } from './admission.ts'
import { EmbeddedConnection } from './embedded-connection.ts'
import { GroupCommit } from './embedded-groups.ts'
import type { MigrationTarget } from './migrate.ts'
import { openDb } from './open-db.ts'
import { pauseMs, type Patience } from './patience.ts'
import type { Db } from './port.ts'
import { failureOf } from './tokens.ts'
import type { Row, Statement, Transport } from './transport.ts'

export interface EmbeddedOptions {
  /** Path of the file; it is made when it does not exist. */
  readonly path: string
  readonly patience: Patience
  /** At most so many writes wait or run; the next is turned away with 503. */
  readonly writesInFlight?: number
  /** An operator's command or a test beside the serving process leaves checkpoints to it. */
  readonly checkpoints?: boolean
  /** Called once when the outcome of a write can't be known: the process must end. */
  readonly onFatal: (error: unknown) => void
  /** Stands between the port and the engine: where tests inject faults. */
  readonly through?: (transport: Transport) => Transport
}

export interface Embedded extends MigrationTarget {
  readonly db: Db
  /** Writes still waiting are told that nothing was applied. Closing twice is harmless. */
  close(): void
}

/** Opens a file with the engine inside this process. Throws the engine's error if the file can't be opened in time. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const connection = await connect(options)
  const groups = new GroupCommit(connection, options.patience, options.onFatal)
  const transport: Transport = {
    read: async (statements) => readSnapshot(connection, statements),
    write: (statements, msLeft) => groups.commit(statements, msLeft),
  }
  const through = options.through ?? ((plain) => plain)
  return {
    db: openDb(through(transport), options.patience, new Admission(options.writesInFlight ?? usualWritesInFlight)),
    rows: async (text) => connection.rows({ text, values: [] }),
    script: (text) => whenFree(options.patience, () => runScript(connection, text)),
    close: () => {
      groups.close()
      connection.close(options.checkpoints ?? true)
    },
  }
}

const usualWritesInFlight = 512

// Foreign keys, durability and the log's mode belong to the connection, or default to something else than we promise.
const settings = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -65536;
`

async function connect({ path, patience, checkpoints = true }: EmbeddedOptions): Promise<EmbeddedConnection> {
  return whenFree(patience, () => {
    const connection = new EmbeddedConnection(path)
    try {
      connection.exec(
        `${settings} PRAGMA wal_autocheckpoint = ${checkpoints ? 1_000 : 0}; SELECT 1 FROM sqlite_schema LIMIT 1`,
      )
      return connection
    } catch (error) {
      connection.close(false)
      throw error
    }
  })
}

// Another process may be opening, recovering or closing the file, or writing to it: then it is free in a moment.
async function whenFree<T>(patience: Patience, work: () => T): Promise<T> {
  const giveUpAt = patience.nowMs() + patience.deadlineMs
  for (let tried = 1; ; tried += 1) {
    try {
      return work()
    } catch (error) {
      const failure = failureOf(error)
      const again = failure.kind === 'not-applied' && failure.again
      if (!again || patience.nowMs() >= giveUpAt) throw error
      await patience.sleep(pauseMs(Math.min(tried, 8), patience.chance, 2, 50))
    }
  }
}

function readSnapshot(connection: EmbeddedConnection, statements: readonly Statement[]): Row[][] {
  const [only] = statements
  if (only !== undefined && statements.length === 1) return [connection.rows(only)]
  connection.exec('BEGIN DEFERRED')
  try {
    const rows = statements.map((statement) => connection.rows(statement))
    connection.exec('COMMIT')
    return rows
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error
  }
}

function runScript(connection: EmbeddedConnection, text: string): void {
  try {
    connection.exec(text)
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error
  }
}
