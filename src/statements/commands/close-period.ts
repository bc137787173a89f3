import { auditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { Conflict } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql } from '../../platform/db/sql.ts'
import { readPeriod } from '../reads/period.ts'

/**
 * Closes a period for ever: what is posted to it from now on goes to the next open one, marked as late. Closing again
 * does nothing. Throws Unauthenticated, Forbidden, Conflict while the period runs, while a booking of it is not billed,
 * or while something of it stands on no statement.
 */
export async function closePeriod(deps: Deps, actor: Actor, period: string, key: RequestKey): Promise<void> {
  const { viewer, ...checklist } = await readPeriod(deps, actor, period)
  if (checklist.state === 'closed') return
  if (!checklist.isOver) throw new Conflict('too-early', { period })
  const { unstatedFirms, unsettled } = checklist
  if (unstatedFirms > 0 || unsettled > 0) throw new Conflict('state-forbids', { period, unstatedFirms, unsettled })
  const at = deps.now()
  const actorId = viewer.personId
  const detail = { statements: checklist.statements.count, totalMinor: checklist.statements.totalMinor }
  const statements = [
    sameViewerRow(viewer),
    // Judged again by the write itself: a bill may have come in between.
    sql`INSERT INTO assert_rules (n) SELECT NOT EXISTS (SELECT 1 FROM unstated_entry WHERE period <= ${period})`,
    sql`INSERT INTO billing_period (period, state, closed_at, closed_by) VALUES (${period}, 'closed', ${at}, ${actorId})
      ON CONFLICT (period) DO UPDATE SET state = 'closed', closed_at = excluded.closed_at,
        closed_by = excluded.closed_by`,
    auditRow({
      at,
      actorId,
      action: 'period.closed',
      entity: period,
      entityVersion: 1,
      firmId: null,
      facilityId: null,
      detail,
    }),
  ]
  try {
    await deps.db.write(statements, { idempotency: { actor: actorId, ...key, status: 204, body: '', at } })
  } catch (error) {
    if (error instanceof DbAbort) throw new Conflict('try-again')
    throw error
  }
}
