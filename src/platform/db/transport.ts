/** A value as both engines take it: integers are BigInt, since a number would be stored as REAL. */
export type Bound = string | bigint | number | null | Uint8Array

/** A statement ready for an engine: one statement, as many values as placeholders. */
export interface Statement {
  readonly text: string
  readonly values: readonly Bound[]
}

export type Cell = string | number | null | ArrayBuffer

export type Row = Record<string, Cell>

/**
 * How statements reach an engine and nothing else; faults are injected here.
 * It throws what the engine threw; what that means is decided above it, once for both engines.
 */
export interface Transport {
  /** One snapshot, rows per statement. Gives up after `msLeft`. */
  read(statements: readonly Statement[], msLeft: number): Promise<Row[][]>
  /** One transaction, all or nothing. Gives up after `msLeft`. */
  write(statements: readonly Statement[], msLeft: number): Promise<void>
}
