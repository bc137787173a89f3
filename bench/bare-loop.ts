import Database from 'libsql'
import type { Statement } from '../src/platform/db/transport.ts'

/**
 * The engine's own rate: prepared statements in a loop, nothing decided, one commit a batch, as durable as the server.
 */
export class BareLoop {
  readonly #database: Database.Database
  readonly #prepared = new Map<string, Database.Statement>()

  constructor(file: string) {
    this.#database = new Database(file)
    this.#database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
      PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 1000;`)
  }

  /** Writes all batches; answers how many a second. */
  perSecond(batches: readonly (readonly Statement[])[]): number {
    const prepared = batches.map((batch) => batch.map(({ text, values }) => ({ run: this.#prepare(text), values })))
    const [begin, commit] = [this.#prepare('BEGIN IMMEDIATE'), this.#prepare('COMMIT')]
    const startedAt = performance.now()
    for (const batch of prepared) {
      begin.run()
      for (const { run, values } of batch) run.run(values)
      commit.run()
    }
    return (batches.length * 1000) / (performance.now() - startedAt)
  }

  close(): void {
    this.#prepared.clear()
    this.#database.close()
  }

  #prepare(text: string): Database.Statement {
    const known = this.#prepared.get(text) ?? this.#database.prepare(text)
    this.#prepared.set(text, known)
    return known
  }
}
