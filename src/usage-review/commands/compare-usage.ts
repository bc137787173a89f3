import { wrote } from '../../bookings/commands/change-booking.ts'
import type { Deps } from '../../deps.ts'
import type { BookingId } from '../../kernel/id.ts'
import { json, sql } from '../../platform/db/sql.ts'
import { evidenceColumns, evidenceIn, type EvidenceRow } from '../reads/evidence.ts'

/** Uses that one run compares. */
export const comparedAtOnce = 100

/**
 * The clock's job: compares uses with what the meters of their machines said, an hour after they ended. Where both
 * agree nothing is left; where they are far apart, it waits for the lab manager. Answers how many it compared.
 */
export async function compareUsage(deps: Deps): Promise<number> {
  const now = deps.now()
  const { due } = await deps.db.read({
    due: sql<EvidenceRow & { id: BookingId }>`SELECT b.id AS id, ${evidenceColumns}
      FROM usage_review v CROSS JOIN booking b ON b.id = v.booking_id
      WHERE v.compare_at IS NOT NULL AND v.compare_at <= ${now} ORDER BY v.compare_at LIMIT ${comparedAtOnce}`,
  })
  if (due.length === 0) return 0
  const agreed = due.filter((row) => evidenceIn(row).contradictions.length === 0).map(({ id }) => id)
  const far = due.map(({ id }) => id).filter((id) => !agreed.includes(id))
  const statements = [
    sql`DELETE FROM usage_review WHERE booking_id IN (SELECT value FROM json_each(${json(agreed)}))
      AND compare_at IS NOT NULL`,
    sql`UPDATE usage_review SET compare_at = NULL WHERE booking_id IN (SELECT value FROM json_each(${json(far)}))
      AND compare_at IS NOT NULL`,
  ]
  const key = `job:compare:${due[0]?.id}:${due.length}:${now}`
  await wrote(deps, statements, { actor: 'clock', key, requestHash: '', status: 200, body: '', at: now })
  return due.length
}
