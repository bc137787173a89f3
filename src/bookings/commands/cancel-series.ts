import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { GroupId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import { maySee } from '../may-change.ts'
import { currentPark } from '../reads/booking-facts.ts'
import { namedBookingOf, namedBookingsQuery } from '../reads/booking-with-names.ts'
import { surroundingsOf, surroundingsQueries } from '../reads/surroundings.ts'
import { cancelled } from './cancel-booking.ts'
import { rounds, wrote, type Answer, type Changed, type Found } from './change-booking.ts'

/**
 * Cancels what is left of a series from an instant on, all in one write: each booking by the rules of its own. Those
 * that it is too late for stay as they are; when there is nothing left to cancel, Conflict. Throws Unauthenticated,
 * NotFound, Forbidden, KeyReused, Conflict, DbUnavailable.
 */
export async function cancelSeries(
  deps: Deps,
  actor: Actor,
  id: GroupId,
  from: Instant,
  key: RequestKey,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { stored, viewer, all } = await readSeries(deps, actor, id, from, key)
    if (stored) return stored
    const changes = all.flatMap((found) => cancelledOrNot(deps, found))
    const [first] = all
    if (changes.length === 0 || !first) throw new Conflict('state-forbids', {})
    const body = JSON.stringify({ groupId: id, cancelled: changes.map(({ next }) => next.id) })
    const idempotency = { actor: viewer.personId, ...key, status: 200, body, at: first.now }
    const statements = [sameViewerRow(viewer), ...changes.flatMap((change) => change.statements)]
    if (await wrote(deps, statements, idempotency)) return { status: 200, body }
  }
  throw new Conflict('try-again')
}

function cancelledOrNot(deps: Deps, found: Found): Changed[] {
  try {
    return [cancelled(deps, found, { reason: '', free: false })]
  } catch (error) {
    if (error instanceof Conflict) return []
    throw error
  }
}

async function readSeries(deps: Deps, actor: Actor, id: GroupId, from: Instant, key: RequestKey) {
  const now = deps.now()
  const ids = sql`SELECT id FROM booking WHERE group_id = ${id} AND starts_at >= ${from}
    AND state IN ('offered', 'pending', 'confirmed')`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    stored: storedAnswerQuery(actor, key.key),
    known: namedBookingsQuery(sql`SELECT id FROM booking WHERE group_id = ${id} LIMIT 1`),
    bookings: namedBookingsQuery(ids),
    ...surroundingsQueries(ids),
  })
  const viewer = viewerOf(rows.viewer)
  const known = rows.known[0] && namedBookingOf(rows.known[0])
  if (!known || !maySee(viewer, known.booking.firmId, known.facilityId)) throw new NotFound('series')
  const park = await currentPark(deps, rows)
  const all = rows.bookings.map((row): Found => {
    const named = namedBookingOf(row)
    return { ...named, viewer, now, park, around: surroundingsOf(rows, named.booking.id) }
  })
  return { stored: storedAnswerOf(rows.stored, key), viewer, all }
}
