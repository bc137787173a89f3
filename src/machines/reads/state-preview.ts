import { namedBookingOf, namedBookingsQuery, type NamedBooking } from '../../bookings/reads/booking-with-names.ts'
import { comingOf } from '../../bookings/standing.sql.ts'
import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import type { ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import { resourceOf, resourcesQuery } from '../../resources/reads/resource-query.ts'
import type { Resource } from '../../resources/resource.ts'

/** Whom it hits when a machine goes out of service. */
export interface StatePreview {
  readonly viewer: Viewer
  readonly now: Instant
  readonly resource: Resource
  readonly count: number
  readonly bookings: readonly NamedBooking[]
}

/** One round trip. Throws Unauthenticated; NotFound for a machine that the viewer does not manage. */
export async function readStatePreview(deps: Deps, actor: Actor, id: ResourceId): Promise<StatePreview> {
  const now = deps.now()
  const nobody = sql`NULL`
  const coming = comingOf(sql`= ${id}`, now)
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    resource: resourcesQuery(sql`SELECT ${id}`, nobody, nobody),
    count: sql<{ n: number }>`SELECT count(*) AS n FROM booking b WHERE ${coming} LIMIT 1`,
    bookings: namedBookingsQuery(sql`SELECT b.id FROM booking b WHERE ${coming} ORDER BY b.starts_at LIMIT 200`),
  })
  const viewer = viewerOf(rows.viewer)
  const resource = rows.resource[0] && resourceOf(rows.resource[0])
  if (!resource || !managesFacility(viewer, resource.facilityId)) throw new NotFound('resource')
  const bookings = rows.bookings.map(namedBookingOf).toSorted((a, b) => a.booking.startsAt - b.booking.startsAt)
  return { viewer, now, resource, count: rows.count[0]?.n ?? 0, bookings }
}
