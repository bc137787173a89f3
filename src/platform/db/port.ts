import type { Instant } from '../../kernel/interval.ts'
import type { Query } from './sql.ts'

/** The database as commands and reads see it: one round trip to know, one to change. */
export interface Db {
  /** Runs all queries in one round trip and one snapshot, on the primary. Throws DbUnavailable. */
  read<Q extends Record<string, Query>>(queries: Q): Promise<Answers<Q>>
  /**
   * Runs all statements in one round trip, all or nothing, after the idempotency row.
   * Throws DbAbort if the database refused (nothing applied), DbUnavailable if it could not be asked or did not answer.
   */
  write(statements: readonly Query[], options: WriteOptions): Promise<void>
}

export type RowsOf<Q> = Q extends Query<infer Row> ? Row[] : never

export type Answers<Q> = { [K in keyof Q]: RowsOf<Q[K]> }

export interface WriteOptions {
  /** Under which key the write is known, and the answer a repeated request gets. */
  readonly idempotency: {
    readonly actor: string
    readonly key: string
    readonly requestHash: string
    readonly status: number
    readonly body: string
    readonly at: Instant
  }
}

/** Why the database refused. IDEMPOTENCY_KEY: this key has been answered, read the stored answer. */
export type AbortToken =
  | 'UNIT_TAKEN'
  | 'PERSON_BUSY'
  | 'QUOTA_EXCEEDED'
  | 'STALE_VERSION'
  | 'STALE_RULES'
  | 'IDEMPOTENCY_KEY'
  | 'BOOKING_NUMBER'
  | 'CLOSURE_TAKEN'
  | 'SEATS_TAKEN'
  | 'TRIES_SPENT'
  | 'CODES_SPENT'
  | 'INVITATION_SPENT'
  | 'WISHES_SPENT'
  | 'OTHER_CONSTRAINT'

/** A trigger or a constraint refused the write. Nothing was applied. */
export class DbAbort extends Error {
  override readonly name = 'DbAbort'
  readonly token: AbortToken

  constructor(token: AbortToken, cause?: unknown) {
    super(`the database refused the write: ${token}`, { cause })
    this.token = token
  }
}

/** The database could not be asked ('not-applied'), or its answer was lost ('unknown': ask again with the same key). */
export class DbUnavailable extends Error {
  override readonly name = 'DbUnavailable'
  readonly outcome: 'not-applied' | 'unknown'
  readonly retryAfterSeconds: number

  constructor(outcome: 'not-applied' | 'unknown', retryAfterSeconds: number, cause?: unknown) {
    super(`the database is unavailable: ${outcome}`, { cause })
    this.outcome = outcome
    this.retryAfterSeconds = retryAfterSeconds
  }
}
