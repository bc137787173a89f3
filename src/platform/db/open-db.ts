import type { Admission } from './admission.ts'
import { bind, bindRead } from './bind.ts'
import { pauseMs, type Patience } from './patience.ts'
import { DbAbort, DbUnavailable, type Answers, type Db, type WriteOptions } from './port.ts'
import { sql, type Query } from './sql.ts'
import { failureOf } from './tokens.ts'
import type { Row, Transport } from './transport.ts'

/**
 * The port over a transport: binds, counts writes in flight, tries again what may be tried again.
 * `writes` is shared by all ports of one process (or isolate), since it guards one database.
 */
export function openDb(transport: Transport, patience: Patience, writes: Admission): Db {
  return {
    async read<Q extends Record<string, Query>>(queries: Q): Promise<Answers<Q>> {
      const names = Object.keys(queries)
      if (names.length === 0) return {} as Answers<Q>
      const statements = Object.values(queries).map(bindRead)
      const rows = await persist((msLeft) => transport.read(statements, msLeft), patience, 'read')
      return named(names, rows) as Answers<Q>
    },

    async write(statements: readonly Query[], options: WriteOptions): Promise<void> {
      const bound = [idempotencyRow(options), ...statements].map(bind)
      if (!writes.enter()) throw new DbUnavailable('not-applied', shedSeconds)
      try {
        await persist((msLeft) => transport.write(bound, msLeft), patience, 'write')
      } finally {
        writes.leave()
      }
    },
  }
}

/** The first statement of every write: a repeated key fails here, before anything else of the batch has run. */
export function idempotencyRow({ idempotency }: WriteOptions): Query {
  const { actor, key, requestHash, status, body, at } = idempotency
  return sql`INSERT INTO idempotency (actor, key, request_hash, status, body, created_at)
    VALUES (${actor}, ${key}, ${requestHash}, ${status}, ${body}, ${at})`
}

const shedSeconds = 1
const retryAfterSeconds = 2

// The same batch under the same key may be sent again even when the first answer was lost: applied once, it is refused
// the second time as IDEMPOTENCY_KEY, and the caller reads what it answered.
async function persist<T>(
  trip: (msLeft: number) => Promise<T>,
  patience: Patience,
  kind: 'read' | 'write',
): Promise<T> {
  const giveUpAt = patience.nowMs() + patience.deadlineMs
  let doubtful = false
  for (let tried = 1; ; tried += 1) {
    try {
      return await trip(Math.min(patience.attemptMs, giveUpAt - patience.nowMs()))
    } catch (error) {
      const { again, lost } = weigh(error)
      doubtful ||= lost && kind === 'write'
      const pause = pauseMs(tried, patience.chance)
      if (!again || tried >= patience.tries || patience.nowMs() + pause >= giveUpAt) {
        throw new DbUnavailable(doubtful ? 'unknown' : 'not-applied', retryAfterSeconds, error)
      }
      await patience.sleep(pause)
    }
  }
}

/** Whether to try again, and whether the outcome is lost. A refusal or a mistake of ours is thrown on at once. */
function weigh(error: unknown): { again: boolean; lost: boolean } {
  if (error instanceof DbUnavailable) return { again: false, lost: error.outcome === 'unknown' }
  const failure = failureOf(error)
  switch (failure.kind) {
    case 'abort':
      throw new DbAbort(failure.token, error)
    case 'mistake':
      throw error
    case 'not-applied':
      return { again: failure.again, lost: false }
    case 'unknown':
      return { again: true, lost: true }
  }
}

function named(names: readonly string[], rows: readonly Row[][]): Record<string, Row[]> {
  const answers: Record<string, Row[]> = {}
  names.forEach((name, index) => {
    answers[name] = rows[index] ?? []
  })
  return answers
}
