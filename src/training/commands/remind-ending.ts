import type { Deps } from '../../deps.ts'
import type { PersonId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import { heldUntil } from '../held.sql.ts'

/** People that one run reminds. */
export const remindedAtOnce = 100

/**
 * Reminds people whose training ends soon, once for each end; answers how many. It looks once an hour: what is allowed
 * never waits for it.
 */
export async function remindEnding(deps: Deps): Promise<number> {
  const at = deps.now()
  const hour = `job:remind-ending:${Math.floor(at / 3600)}`
  const { due, looked } = await deps.db.read({ due: dueQuery(deps, hour), looked: lookedQuery(hour) })
  if (looked.length > 0) return 0
  const isLast = due.length < remindedAtOnce
  const [first] = due
  const key = isLast ? hour : `${hour}:${first?.personId}:${first?.kindId}`
  try {
    const rows = due.flatMap((one) => remindedRows(deps, one))
    await deps.db.write(rows, { idempotency: { actor: 'clock', key, requestHash: '', status: 200, body: '', at } })
  } catch (error) {
    // Another process was quicker with one of them: the next look finds the rest.
    if (error instanceof DbAbort) return 0
    throw error
  }
  return due.length
}

interface Due {
  personId: PersonId
  kindId: string
  until: Instant
}

function dueQuery(deps: Deps, hour: string): Query<Due> {
  const now = deps.now()
  return sql<Due>`SELECT personId, kindId, until FROM (
      SELECT qualification.person_id AS personId, qualification.kind_id AS kindId, reminded_of AS remindedOf,
        remind_days AS days, ${heldUntil({ now, zone: deps.park().timeZone })} AS until
      FROM qualification_kind k CROSS JOIN qualification INDEXED BY qualification_kind_person
        ON qualification.kind_id = k.id AND qualification.valid_until > ${now}
      JOIN person p ON p.id = qualification.person_id AND p.state = 'active'
      WHERE k.remind_days > 0 AND withdrawn_at IS NULL
        AND (k.lapse_months IS NOT NULL OR qualification.valid_until <= ${now} + k.remind_days * 86400)
        AND NOT EXISTS (SELECT 1 FROM idempotency WHERE actor = 'clock' AND key = ${hour}))
    WHERE until > ${now} AND until <= ${now} + days * 86400 AND remindedOf IS NOT until LIMIT ${remindedAtOnce}`
}

function lookedQuery(hour: string): Query<{ at: Instant }> {
  return sql`SELECT created_at AS at FROM idempotency WHERE actor = 'clock' AND key = ${hour} LIMIT 1`
}

function remindedRows(deps: Deps, { personId, kindId, until }: Due): Query[] {
  return [
    ...asserting(
      sql`UPDATE qualification SET reminded_of = ${until} WHERE person_id = ${personId} AND kind_id = ${kindId}
        AND reminded_of IS NOT ${until}`,
      'STALE_VERSION',
    ),
    noticeRow(deps, { kind: 'training.ending', personId, kindId, until }),
  ]
}
