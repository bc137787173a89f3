import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Booker } from '../facts.ts'

/** Where the booker makes no new bookings; a consequence that was lifted suspends nobody. */
export function suspensionsQuery(bookerId: Query, now: Instant): Query<Booker['suspensions'][number]> {
  return sql<Booker['suspensions'][number]>`SELECT facility_id AS facilityId, until FROM consequence
    WHERE person_id = ${bookerId} AND until > ${now} AND decision IS NOT 'lifted' LIMIT 50`
}
