import type { Deps } from '../../deps.ts'
import { newId } from '../../kernel/id.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'

/** Alerts of one look. */
export const alertedAtOnce = 100

interface Untold {
  readonly quotaId: number
  readonly bucket: number
  readonly percent: 80 | 100
}

/**
 * Tells firms of budgets and limits that reached 80 or 100 %; answers how many it looked at. The database has noted
 * each once per window, whichever charges came together; the notice and its being told are one write that only finds
 * what is still untold.
 */
export async function alertQuotas(deps: Deps): Promise<number> {
  const { untold } = await deps.db.read({
    untold: sql<Untold>`SELECT quota_id AS quotaId, bucket, percent FROM quota_alert INDEXED BY quota_alert_untold
      WHERE told_at IS NULL AND quota_id > 0 ORDER BY quota_id, bucket, percent LIMIT ${alertedAtOnce}`,
  })
  const [first] = untold
  if (first === undefined) return 0
  const key = `job:alert-quotas:${first.quotaId}:${first.bucket}:${first.percent}`
  const idempotency = { actor: 'clock', key, requestHash: '', status: 200, body: '', at: deps.now() }
  try {
    await deps.db.write(
      untold.flatMap((one) => toldRows(deps, one)),
      { idempotency },
    )
  } catch (error) {
    // Another process was quicker: the next look finds the rest.
    if (error instanceof DbAbort) return 0
    throw error
  }
  return untold.length
}

function toldRows({ now, entropy }: Deps, { quotaId, bucket, percent }: Untold): Query[] {
  const at = now()
  const body = json({ quotaId, bucket, percent })
  const same = sql`quota_id = ${quotaId} AND bucket = ${bucket}`
  return [
    // Where both were reached at once, the one that says it is used up says it all.
    sql`INSERT INTO outbox (id, kind, body, created_at)
      SELECT ${newId('out', at * 1000, entropy)}, 'quota.reached', ${body}, ${at} FROM quota_alert
      WHERE ${same} AND percent = ${percent} AND told_at IS NULL
        AND NOT (percent = 80 AND EXISTS (SELECT 1 FROM quota_alert WHERE ${same} AND percent = 100
          AND told_at IS NULL)) LIMIT 1`,
    sql`UPDATE quota_alert SET told_at = ${at} WHERE ${same} AND percent = ${percent} AND told_at IS NULL`,
  ]
}
