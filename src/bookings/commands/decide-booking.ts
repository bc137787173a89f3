import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { managesFacility } from '../../firms/viewer.ts'
import { newId, type BookingId } from '../../kernel/id.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Conflict, Forbidden, NotFound } from '../../kernel/thrown.ts'
import { outboxRow } from '../../notices/outbox.sql.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { offerAfterwards } from '../../waitlist/commands/offer-freed-time.ts'
import { waitedForQuery } from '../../waitlist/wish.sql.ts'
import { bookingDocument } from '../booking-document.ts'
import { wakeFor } from '../booking-terms.ts'
import type { Booking } from '../booking.ts'
import type { BookingFacts } from '../facts.ts'
import { bookingFactsOf, bookingFactsQueries, currentPark } from '../reads/booking-facts.ts'
import { namedBookingsQuery, visibleBookingOf, type NamedBooking } from '../reads/booking-with-names.ts'
import type { Refusal } from '../refusal.ts'
import { stillForbidden } from '../still-forbidden.ts'
import { changeRows, judgedRows } from './booking-rows.ts'
import { rounds, stateForbids, wrote } from './change-booking.ts'
import { voidRows } from './void-rows.ts'

export interface Decision {
  readonly decision: 'approve' | 'reject'
  readonly note: string
}

export type DecisionAnswer =
  | { readonly kind: 'decided'; readonly status: number; readonly body: string }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[]; readonly facts: BookingFacts }

/**
 * A lab manager's answer to a request. Approving checks again what may have changed since: suspension, project and
 * qualification. Rejecting gives everything back. Throws Unauthenticated, Forbidden, NotFound, KeyReused, Conflict,
 * DbUnavailable.
 */
export async function decideBooking(
  deps: Deps,
  actor: Actor,
  id: BookingId,
  { decision, note }: Decision,
  key: RequestKey,
): Promise<DecisionAnswer> {
  for (let round = 1; round <= rounds; round++) {
    const { stored, named, facts, waitedFor } = await readForDecision(deps, actor, id, key)
    if (stored) return { kind: 'decided', ...stored }
    const { viewer, now } = facts
    assertDecidable(named, facts)
    const refusals = decision === 'approve' ? stillForbidden(named.booking, facts) : []
    if (refusals.length > 0) return { kind: 'refused', refusals, facts }
    const { next, statements } = decided(deps, named, facts, { decision, note })
    const body = JSON.stringify(bookingDocument(next, named.names, viewer.locale, now))
    const idempotency = { actor: viewer.personId, ...key, status: 200, body, at: now }
    const judged = judgedRows(facts, [named.booking.resourceId])
    if (await wrote(deps, [...judged, ...statements], idempotency)) {
      offerAfterwards(deps, waitedFor)
      return { kind: 'decided', status: 200, body }
    }
  }
  throw new Conflict('try-again')
}

async function readForDecision(deps: Deps, actor: Actor, id: BookingId, key: RequestKey) {
  const now = deps.now()
  const ids = sql`SELECT ${id} AS id`
  const resourceIds = sql<{ id: string }>`SELECT resource_id AS id FROM booking WHERE id = ${id}`
  // What holds the unit was judged when it was asked for: only who, whose money and what training is read again.
  const by = { projectId: null, onBehalfOf: null }
  const rows = await deps.db.read({
    ...bookingFactsQueries(deps, actor, { by, resourceIds, times: [{ startsAt: now, endsAt: now + 1 }], replaces: id }),
    stored: storedAnswerQuery(actor, key.key),
    named: namedBookingsQuery(ids),
    waitedFor: waitedForQuery(resourceIds),
  })
  const facts = bookingFactsOf(rows, now, await currentPark(deps, rows))
  if (!facts) throw new NotFound('booking')
  const named = visibleBookingOf(rows.named, facts.viewer)
  return { stored: storedAnswerOf(rows.stored, key), named, facts, waitedFor: rows.waitedFor }
}

function assertDecidable(named: NamedBooking, { viewer, now }: BookingFacts): void {
  if (!managesFacility(viewer, named.facilityId)) throw new Forbidden()
  const { state, wakeAt } = named.booking
  if (state !== 'pending') throw stateForbids({ ...named, viewer, now })
  // Nobody decided in time: it has lapsed, though the clock has not been asked yet.
  if (wakeAt !== null && now >= wakeAt) throw new Conflict('too-late', { until: formatInstant(wakeAt) })
}

function decided(
  deps: Deps,
  { booking, facilityId }: NamedBooking,
  { viewer, now }: BookingFacts,
  { decision, note }: Decision,
): { next: Booking; statements: Query[] } {
  const outboxId = newId('out', now * 1000, deps.entropy)
  const record = { actorId: viewer.personId, facilityId, at: now, detail: note === '' ? {} : { note } }
  const version = booking.version + 1
  if (decision === 'reject') {
    const next: Booking = { ...booking, state: 'rejected', version, wakeAt: null, settlement: 'void' }
    return { next, statements: voidRows(booking, { state: 'rejected' }, record, outboxId) }
  }
  const change = { state: 'confirmed', wakeAt: wakeFor('confirmed', booking, booking.terms, now) } as const
  const event = outboxRow(outboxId, 'booking.confirmed', { bookingId: booking.id, personId: booking.personId }, now)
  return { next: { ...booking, ...change, version }, statements: [...changeRows(booking, change, record), event] }
}
