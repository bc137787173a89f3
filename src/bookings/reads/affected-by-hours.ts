import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { managesFacility } from '../../firms/viewer.ts'
import type { FacilityId, ResourceId } from '../../kernel/id.ts'
import { Forbidden, NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import { closedBy, type OpeningHours } from '../../resources/opening-hours.ts'
import { bookingDocument, type BookingDocument } from '../booking-document.ts'
import { namedBookingOf, namedBookingsQuery } from './booking-with-names.ts'

/**
 * The coming bookings of a resource that would stand outside new opening hours; one round trip. Throws
 * Unauthenticated, NotFound, and Forbidden for who does not manage it.
 */
export async function readAffectedByHours(
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  hours: OpeningHours,
): Promise<BookingDocument[]> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    resource: sql<{
      facilityId: FacilityId
      state: string
    }>`SELECT facility_id AS facilityId, state FROM resource WHERE id = ${id} LIMIT 1`,
    bookings: namedBookingsQuery(sql`SELECT id FROM booking WHERE resource_id = ${id} AND starts_at >= ${now}
      AND state IN ('offered', 'pending', 'confirmed') ORDER BY starts_at LIMIT 1000`),
  })
  const viewer = viewerOf(rows.viewer)
  const [resource] = rows.resource
  if (!resource) throw new NotFound('resource')
  if (!managesFacility(viewer, resource.facilityId))
    throw resource.state === 'draft' ? new NotFound('resource') : new Forbidden()
  const { calendar, timeZone } = deps.park()
  return rows.bookings
    .map(namedBookingOf)
    .filter(({ booking }) => closedBy(hours, calendar, timeZone, booking) !== null)
    .map(({ booking, names }) => bookingDocument(booking, names, viewer.locale, now))
}
