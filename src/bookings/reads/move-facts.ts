import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import type { BookingId } from '../../kernel/id.ts'
import type { Interval } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { QuotaClaim } from '../../quotas/quota.ts'
import { queuedQuery, waitedForQuery } from '../../waitlist/wish.sql.ts'
import { isLabsDoing } from '../may-change.ts'
import { replacedBy } from '../replaced.ts'
import { previousOverran } from '../surroundings.ts'
import { bookingFactsOf, bookingFactsQueries, currentPark } from './booking-facts.ts'
import { bookingColumns, bookingOf, type BookingRow } from './booking-row.ts'
import { lapsedBookingQuery, lapsedBookingsOf } from './lapsed-bookings.ts'
import { beforeQuery } from './surroundings.ts'

/** Everything that decides where a booking may move, in one round trip. Throws Unauthenticated, NotFound, KeyReused. */
export async function readMove(deps: Deps, actor: Actor, id: BookingId, to: Interval, key: RequestKey) {
  const rows = await deps.db.read(moveQueries(deps, actor, id, to, key))
  const facts = bookingFactsOf(rows, deps.now(), await currentPark(deps, rows))
  const [row] = rows.booking
  const asked = row && facts?.resources.get(row.resourceId)
  if (!row || !facts || !asked) throw new NotFound('booking')
  const booking = bookingOf(row)
  const overran = previousOverran(booking.startsAt, rows.before, facts.now)
  const excused = overran || isLabsDoing(booking, facts.viewer, asked.resource.facilityId)
  return {
    stored: storedAnswerOf(rows.stored, key),
    facts: { ...facts, replaces: replacedBy(booking, rows.claims, excused) },
    booking,
    asked,
    bookedBy: row.bookedByName,
    lapsed: lapsedBookingsOf(rows.lapsed),
    queued: rows.queued,
    waitedFor: rows.waitedFor,
  }
}

function moveQueries(deps: Deps, actor: Actor, id: BookingId, to: Interval, key: RequestKey) {
  const now = deps.now()
  const resourceIds = sql<{ id: string }>`SELECT resource_id AS id FROM booking WHERE id = ${id}`
  const by = { projectId: null, onBehalfOf: null }
  return {
    ...bookingFactsQueries(deps, actor, { by, resourceIds, times: [to], replaces: id }),
    stored: storedAnswerQuery(actor, key.key),
    lapsed: lapsedBookingQuery(resourceIds, to, now),
    queued: queuedQuery(resourceIds, sql`(SELECT person_id FROM booking WHERE id = ${id})`, to, now),
    waitedFor: waitedForQuery(resourceIds),
    booking: sql<BookingRow & { bookedByName: string }>`SELECT ${bookingColumns}, p.name AS bookedByName
      FROM booking b JOIN person p ON p.id = b.booked_by WHERE b.id = ${id} LIMIT 1`,
    before: beforeQuery(sql`SELECT ${id} AS id`),
    claims: sql<QuotaClaim>`SELECT quota_id AS quotaId, counted_id AS countedId, bucket, amount, waived FROM
      booking_quota_use WHERE booking_id = ${id} LIMIT 500`,
  }
}
