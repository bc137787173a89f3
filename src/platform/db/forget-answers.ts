import type { Deps, Instant } from '../../deps.ts'
import { DbAbort } from './port.ts'
import { sql } from './sql.ts'

/** For so long a request sent again gets its first answer; clients give up long before. */
export const answersKeptSeconds = 7 * 86_400

/** Answers that one run forgets at most. */
export const forgottenAtOnce = 1_000

/** Forgets answers that nobody will ask for again, at most `forgottenAtOnce`; tells how many there were. */
export async function forgetAnswers({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<number> {
  const at = now()
  const { old } = await db.read({ old: oldQuery(at - answersKeptSeconds) })
  const last = old.at(-1)
  if (last === undefined) return 0
  const forgotten = sql`DELETE FROM idempotency WHERE created_at <= ${last.at}`
  // By what it forgets: two runs at once forget the same answers, and the second finds that it was done.
  const key = `job:forget-answers:${last.at}:${old.length}`
  const idempotency = { actor: 'clock', key, requestHash: '', status: 200, body: '', at }
  try {
    await db.write([forgotten], { idempotency })
  } catch (error) {
    if (!(error instanceof DbAbort && error.token === 'IDEMPOTENCY_KEY')) throw error
  }
  return old.length
}

function oldQuery(before: Instant) {
  return sql<{ at: Instant }>`SELECT created_at AS at FROM idempotency WHERE created_at < ${before}
    ORDER BY created_at LIMIT ${forgottenAtOnce}`
}
