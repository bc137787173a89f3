import type { Query } from '../../platform/db/sql.ts'
import { beginsAtOnce } from '../begins-at-once.ts'
import type { Booking } from '../booking.ts'
import type { BookingFacts, ResourceFacts } from '../facts.ts'
import { changeRows } from './booking-rows.ts'

/**
 * A booking that somebody makes at the machine goes into use in the batch that makes it, where its check-in is open;
 * elsewhere it stays as it was made, and its page says when it can be checked in to.
 */
export function begunAtOnce(
  booking: Booking,
  { resource, held }: ResourceFacts,
  { now, viewer }: BookingFacts,
): { readonly next: Booking; readonly statements: readonly Query[] } {
  const needs = booking.awaits
  if (!beginsAtOnce({ ...booking, units: [booking.unitId], needs }, held, now)) return { next: booking, statements: [] }
  const change = { state: 'in-use', checkedInAt: now, wakeAt: booking.endsAt } as const
  const record = { actorId: viewer.personId, facilityId: resource.facilityId, at: now }
  return {
    next: { ...booking, ...change, version: booking.version + 1 },
    statements: changeRows(booking, change, record),
  }
}
