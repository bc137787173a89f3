import { auditRow } from '../../audit/record.ts'
import { rounds, wrote } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility } from '../../firms/viewer.ts'
import type { ImportedCalendarId, UnitId } from '../../kernel/id.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { asserting, json, sql } from '../../platform/db/sql.ts'
import { calendarOf, calendarQuery } from '../reads/calendar-row.ts'

/**
 * Says which units a calendar closes when it is applied next; none, or all that there are, means every unit in service.
 * Throws Unauthenticated, Forbidden, NotFound, KeyReused, Conflict, DbUnavailable.
 */
export async function chooseUnits(
  deps: Deps,
  actor: Actor,
  id: ImportedCalendarId,
  chosen: readonly UnitId[],
  key: RequestKey,
): Promise<void> {
  for (let round = 1; round <= rounds; round++) {
    const now = deps.now()
    const rows = await deps.db.read({
      viewer: viewerQuery(actor, now),
      stored: storedAnswerQuery(actor, key.key),
      calendar: calendarQuery(id),
      units: sql<{ id: UnitId }>`SELECT u.id AS id FROM imported_calendar k CROSS JOIN unit u
        ON u.resource_id = k.resource_id WHERE k.id = ${id} AND u.state = 'active' LIMIT 1000`,
    })
    const viewer = viewerOf(rows.viewer)
    if (storedAnswerOf(rows.stored, key)) return
    const calendar = rows.calendar[0] ? calendarOf(rows.calendar[0]) : null
    if (!calendar || calendar.endedAt !== null || !managesFacility(viewer, calendar.facilityId)) {
      throw new NotFound('calendar')
    }
    const known = rows.units.map((unit) => unit.id).filter((unit) => chosen.includes(unit))
    const units = known.length === 0 || known.length === rows.units.length ? null : known
    if (json(units) === json(calendar.units)) return
    const entityVersion = calendar.version + 1
    const { personId: actorId } = viewer
    const whose = { actorId, firmId: null, facilityId: calendar.facilityId }
    const update = sql`UPDATE imported_calendar SET units = ${units && json(units)}, version = ${entityVersion}
      WHERE id = ${id} AND version = ${calendar.version} AND ended_at IS NULL`
    const statements = [
      sameViewerRow(viewer),
      ...asserting(update, 'STALE_VERSION'),
      auditRow({ ...whose, at: now, action: 'calendar.units-chosen', entity: id, entityVersion, detail: { units } }),
    ]
    const idempotency = { actor: actorId, ...key, status: 200, body: '', at: now }
    if (await wrote(deps, statements, idempotency)) return
  }
  throw new Conflict('try-again')
}
