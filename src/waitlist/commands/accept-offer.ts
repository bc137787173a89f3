import { bookingDocument } from '../../bookings/booking-document.ts'
import { wakeFor } from '../../bookings/booking-terms.ts'
import type { Booking } from '../../bookings/booking.ts'
import { askedRows } from '../../bookings/commands/approval-rows.ts'
import { changeRows, judgedRows } from '../../bookings/commands/booking-rows.ts'
import { rounds, stateForbids, wrote } from '../../bookings/commands/change-booking.ts'
import { awaitedFor, consentsFor, firstDeadline } from '../../bookings/consent.ts'
import type { BookingFacts } from '../../bookings/facts.ts'
import { mayChange } from '../../bookings/may-change.ts'
import { bookingFactsOf, bookingFactsQueries, currentPark } from '../../bookings/reads/booking-facts.ts'
import { namedBookingsQuery, visibleBookingOf, type NamedBooking } from '../../bookings/reads/booking-with-names.ts'
import type { Refusal } from '../../bookings/refusal.ts'
import { stillForbidden } from '../../bookings/still-forbidden.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { newId, type BookingId } from '../../kernel/id.ts'
import { invariant } from '../../kernel/invariant.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Conflict, Forbidden, NotFound } from '../../kernel/thrown.ts'
import { outboxRow } from '../../notices/outbox.sql.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { answeredWishRows } from '../wish.sql.ts'

export type AcceptAnswer =
  | { readonly kind: 'accepted'; readonly status: number; readonly body: string }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[]; readonly facts: BookingFacts }

/**
 * Takes up an offer of the waitlist: it is confirmed, or a request where a lab manager has to agree. What may have
 * changed since is checked again: suspension, project, qualification. Undo is free from now on, as after any booking.
 * Throws Unauthenticated, Forbidden, NotFound, KeyReused, DbUnavailable, and Conflict for an offer that is over.
 */
export async function acceptOffer(deps: Deps, actor: Actor, id: BookingId, key: RequestKey): Promise<AcceptAnswer> {
  for (let round = 1; round <= rounds; round++) {
    const { stored, named, facts } = await readForAnswer(deps, actor, id, key)
    if (stored) return { kind: 'accepted', ...stored }
    assertOpen(named, facts)
    const refusals = stillForbidden(named.booking, facts)
    if (refusals.length > 0) return { kind: 'refused', refusals, facts }
    const { next, rows } = accepted(deps, named, facts)
    const { viewer, now } = facts
    const body = JSON.stringify(bookingDocument(next, named.names, viewer.locale, now))
    const idempotency = { actor: viewer.personId, ...key, status: 200, body, at: now }
    const statements = [...judgedRows(facts, [named.booking.resourceId]), ...rows]
    if (await wrote(deps, statements, idempotency)) return { kind: 'accepted', status: 200, body }
  }
  throw new Conflict('try-again')
}

async function readForAnswer(deps: Deps, actor: Actor, id: BookingId, key: RequestKey) {
  const now = deps.now()
  const resourceIds = sql<{ id: string }>`SELECT resource_id AS id FROM booking WHERE id = ${id}`
  const by = { projectId: null, onBehalfOf: null }
  const rows = await deps.db.read({
    ...bookingFactsQueries(deps, actor, { by, resourceIds, times: [{ startsAt: now, endsAt: now + 1 }], replaces: id }),
    stored: storedAnswerQuery(actor, key.key),
    named: namedBookingsQuery(sql`SELECT ${id} AS id`),
  })
  const facts = bookingFactsOf(rows, now, await currentPark(deps, rows))
  if (!facts) throw new NotFound('booking')
  return { stored: storedAnswerOf(rows.stored, key), named: visibleBookingOf(rows.named, facts.viewer), facts }
}

function assertOpen(named: NamedBooking, { viewer, now }: BookingFacts): void {
  const { booking } = named
  if (!mayChange(booking, viewer)) throw new Forbidden()
  if (booking.state !== 'offered') throw stateForbids({ ...named, viewer, now })
  // Nobody answered in time: it has lapsed, though the clock has not been asked yet.
  const { wakeAt, state } = booking
  if (wakeAt !== null && now >= wakeAt) throw new Conflict('too-late', { until: formatInstant(wakeAt), state })
}

function accepted(deps: Deps, { booking, facilityId }: NamedBooking, facts: BookingFacts) {
  const { viewer, now } = facts
  const asked = facts.resources.get(booking.resourceId)
  invariant(asked, "a booking's resource was read with it")
  const { needs, ahead } = consentsFor(booking, facts, asked)
  const awaits = awaitedFor(needs, asked.resource, now)
  const state = needs.length > 0 ? 'pending' : 'confirmed'
  const wakeAt = wakeFor(state, booking, booking.terms, firstDeadline(awaits))
  const change = { state, wakeAt, requestedAt: now } as const
  const record = { actorId: viewer.personId, facilityId, at: now }
  const next: Booking = { ...booking, ...change, awaits, version: booking.version + 1 }
  const event = { bookingId: booking.id, personId: booking.personId }
  const rows: Query[] = [
    ...changeRows(booking, change, record),
    ...askedRows(next, facilityId, now, ahead),
    ...answeredWishRows(booking.id, 'taken', record),
    outboxRow(newId('out', now * 1000, deps.entropy), `booking.${state}`, event, now),
  ]
  return { next, rows }
}
