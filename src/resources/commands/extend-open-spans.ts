import type { Deps } from '../../deps.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql } from '../../platform/db/sql.ts'
import { reachOf, relaidRows } from '../open-span.sql.ts'
import { hoursColumns, hoursOfRow, type HoursRow } from '../hours-row.sql.ts'

/** Opening hours that one run of the job lays out anew. */
export const laidAtOnce = 20

/**
 * Lays opening hours out for the days that have come into reach, by the holidays as the park knows them now; answers
 * how many weeks it laid. Each has its turn once a day. A write that changes the holidays sets `spans_until` to 0, and
 * all of them have it again.
 */
export async function extendOpenSpans(deps: Pick<Deps, 'db' | 'now' | 'park' | 'reloadPark'>): Promise<number> {
  const now = deps.now()
  const { due } = await deps.db.read({ due: dueQuery(reachOf(deps.park(), now).endsAt) })
  if (due.length === 0) return 0
  // Another process may have entered the holidays for which these were called due.
  const park = await deps.reloadPark()
  for (const { id, spansUntil, ...row } of due) {
    const hours = hoursOfRow(row)
    const key = `job:open-spans:${id}:${spansUntil}:${now}`
    const idempotency = { actor: 'clock', key, requestHash: '', status: 200, body: '', at: now }
    try {
      await deps.db.write(relaidRows(id, hours, park, now), { idempotency })
    } catch (error) {
      // Another run of the job has just laid the same week.
      if (!(error instanceof DbAbort)) throw error
    }
  }
  return due.length
}

interface DueRow extends HoursRow {
  id: number
  spansUntil: number
}

/** Hours that some resource keeps and that end before `until`; nobody searches by the others. */
function dueQuery(until: number) {
  return sql<DueRow>`SELECT h.id AS id, ${hoursColumns}, h.spans_until AS spansUntil FROM opening_hours h
    WHERE h.spans_until < ${until} AND EXISTS (SELECT 1 FROM resource r WHERE r.hours_id = h.id) ORDER BY h.id
    LIMIT ${laidAtOnce}`
}
