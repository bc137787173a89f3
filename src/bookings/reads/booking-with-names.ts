import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { maySee } from '../may-change.ts'
import type { BookingId, FacilityId, UnitId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { BookingNames } from '../booking-document.ts'
import type { Booking } from '../booking.ts'
import { bookingColumns, bookingOf, type BookingRow } from './booking-row.ts'
import { historyOf, historyQuery, type HistoryEntry } from './history.ts'

/** A booking, what its document names besides it, and where it stands. */
export interface NamedBooking {
  readonly booking: Booking
  readonly names: BookingNames
  readonly facilityId: FacilityId
  /** The units that it holds or held: all of the resource's for whole-room use. */
  readonly units: readonly UnitId[]
}

/**
 * One booking and its history, in one round trip. Throws Unauthenticated; NotFound for one that is not the viewer's
 * business.
 */
export async function readBooking(
  deps: Deps,
  actor: Actor,
  id: BookingId,
): Promise<NamedBooking & { readonly viewer: Viewer; readonly history: readonly HistoryEntry[] }> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    booking: namedBookingsQuery(sql`SELECT ${id} AS id`),
    history: historyQuery(id),
  })
  const viewer = viewerOf(rows.viewer)
  return { ...visibleBookingOf(rows.booking, viewer), viewer, history: historyOf(rows.history) }
}

export type NamedRow = BookingRow & {
  readonly resourceHans: string
  readonly resourceHant: string
  readonly resourceEn: string
  readonly unitName: string
  readonly firmHans: string
  readonly firmHant: string
  readonly firmEn: string
  readonly projectCode: string
  readonly projectName: string
  readonly personName: string
  readonly bookedByName: string
  readonly facilityId: FacilityId
  readonly units: string
}

/** Bookings with the names of what they point at. `ids` is a select of one column. */
export function namedBookingsQuery(ids: Query): Query<NamedRow> {
  return sql<NamedRow>`SELECT ${bookingColumns}, r.name_hans AS resourceHans, r.name_hant AS resourceHant,
    r.name_en AS resourceEn, u.name AS unitName, f.name_hans AS firmHans, f.name_hant AS firmHant, f.name_en AS firmEn,
    p.code AS projectCode, p.name AS projectName, who.name AS personName, by.name AS bookedByName,
    r.facility_id AS facilityId,
    (SELECT json_group_array(id) FROM unit WHERE resource_id = b.resource_id
      AND (b.whole = 1 OR id = b.unit_id)) AS units
    FROM booking b JOIN resource r ON r.id = b.resource_id JOIN unit u ON u.id = b.unit_id
      JOIN firm f ON f.id = b.firm_id
    JOIN project p ON p.id = b.project_id JOIN person who ON who.id = b.person_id JOIN person by ON by.id = b.booked_by
    WHERE b.id IN (${ids}) LIMIT 1000`
}

/** The booking of the rows, if the viewer may know of it. Throws NotFound, the same for one that does not exist. */
export function visibleBookingOf(rows: readonly NamedRow[], viewer: Viewer): NamedBooking {
  const [row] = rows
  const found = row && namedBookingOf(row)
  if (!found || !maySee(viewer, found.booking.firmId, found.facilityId)) throw new NotFound('booking')
  return found
}

export function namedBookingOf(row: NamedRow): NamedBooking {
  return {
    booking: bookingOf(row),
    names: {
      resource: { hans: row.resourceHans, hant: row.resourceHant, en: row.resourceEn },
      unit: row.unitName,
      firm: { hans: row.firmHans, hant: row.firmHant, en: row.firmEn },
      project: { code: row.projectCode, name: row.projectName },
      person: row.personName,
      bookedBy: row.bookedByName,
    },
    facilityId: row.facilityId,
    units: JSON.parse(row.units) as UnitId[],
  }
}
