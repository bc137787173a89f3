import type { Deps } from '../../deps.ts'
import { currentPark } from '../../bookings/reads/booking-facts.ts'
import { namedBookingOf, namedBookingsQuery } from '../../bookings/reads/booking-with-names.ts'
import { surroundingsOf, surroundingsQueries } from '../../bookings/reads/surroundings.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Unauthenticated } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { stationQuery } from './stations.ts'

/** Nobody checks in earlier before the start than this. */
const aheadSeconds = 6 * 3600
const mostBookings = 200

/** The station of a token, and the bookings near it. One round trip. Throws Unauthenticated. */
export async function readAtStation(deps: Deps, tokenHash: string, now: Instant, key = '') {
  const ids = nearIds(tokenHash, now)
  const rows = await deps.db.read({
    stations: stationQuery(tokenHash),
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    // What the same form did before.
    stored: sql<{ body: string }>`SELECT body FROM idempotency WHERE key = ${key}
      AND actor = (SELECT id FROM station WHERE token_hash = ${tokenHash}) LIMIT 1`,
    bookings: namedBookingsQuery(ids),
    ...surroundingsQueries(ids),
  })
  const [station] = rows.stations
  if (!station) throw new Unauthenticated()
  const standings = rows.bookings
    .map(namedBookingOf)
    .map((named) => ({ ...named, around: surroundingsOf(rows, named.booking.id) }))
  return { station, standings, stored: rows.stored[0]?.body ?? null, park: await currentPark(deps, rows) }
}

/** Confirmed and in use, of the unit that began last and those that come within hours; of a kiosk, of all its room. */
function nearIds(tokenHash: string, now: Instant): Query {
  return sql`SELECT DISTINCT b.id FROM station s
    CROSS JOIN resource r ON r.facility_id = s.facility_id AND (r.id = s.resource_id
      OR (s.kind = 'kiosk' AND r.location = s.room))
    CROSS JOIN unit u ON u.resource_id = r.id AND u.state = 'active' AND (s.unit_id IS NULL OR u.id = s.unit_id)
    CROSS JOIN allocation a ON a.unit_id = u.id AND a.starts_at <= ${now + aheadSeconds}
      AND a.starts_at >= coalesce((SELECT p.starts_at FROM allocation p WHERE p.unit_id = u.id
        AND p.starts_at <= ${now} ORDER BY p.starts_at DESC LIMIT 1 OFFSET 1), (SELECT p.starts_at FROM allocation p
        WHERE p.unit_id = u.id AND p.starts_at <= ${now} ORDER BY p.starts_at DESC LIMIT 1), ${now})
    CROSS JOIN booking b ON b.id = a.booking_id AND b.state IN ('confirmed', 'in-use')
    WHERE s.token_hash = ${tokenHash} AND s.ended_at IS NULL LIMIT ${mostBookings}`
}
