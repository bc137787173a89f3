import { idempotencyRow } from './open-db.ts'
import type { Answers, Db, WriteOptions } from './port.ts'
import type { Query } from './sql.ts'

/** One round trip: how often a request makes one is part of the contract (a page 1, an uncontended booking 2). */
export interface Trip {
  readonly kind: 'read' | 'write'
  readonly queries: readonly Query[]
}

/** The same database, telling the listener of each trip before it is made. Another try of a failed trip is not told. */
export function observed(db: Db, listener: (trip: Trip) => void): Db {
  return {
    read<Q extends Record<string, Query>>(queries: Q): Promise<Answers<Q>> {
      listener({ kind: 'read', queries: Object.values(queries) })
      return db.read(queries)
    },
    write(statements: readonly Query[], options: WriteOptions): Promise<void> {
      listener({ kind: 'write', queries: [idempotencyRow(options), ...statements] })
      return db.write(statements, options)
    },
  }
}
