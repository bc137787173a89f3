import type { FacilityId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Booking } from '../booking.ts'
import type { GivenAhead } from '../consent.ts'

type Asking = Pick<Booking, 'id' | 'firmId' | 'awaits'>

/** Whose consent a new booking waits for, and whose it has ahead. */
export function askedRows(
  { id, firmId, awaits }: Asking,
  facilityId: FacilityId,
  askedAt: Instant,
  ahead: readonly GivenAhead[],
): Query[] {
  return [
    ...awaits.map(
      ({ by, decideBy }) =>
        sql`INSERT INTO approval (booking_id, step, facility_id, firm_id, asked_at, decide_by)
          VALUES (${id}, ${by}, ${facilityId}, ${firmId}, ${askedAt}, ${decideBy})`,
    ),
    ...ahead.map(
      ({ by, preapprovalId }) =>
        sql`INSERT INTO approval (booking_id, step, facility_id, firm_id, asked_at, decide_by, decision, preapproval_id)
          VALUES (${id}, ${by}, ${facilityId}, ${firmId}, ${askedAt}, ${askedAt}, 'ahead', ${preapprovalId})`,
    ),
  ]
}

/** Asks anew, for another time: what was said of the old one counts no more. */
export function askedAnewRows(
  asking: Asking,
  facilityId: FacilityId,
  askedAt: Instant,
  ahead: readonly GivenAhead[],
): Query[] {
  return [sql`DELETE FROM approval WHERE booking_id = ${asking.id}`, ...askedRows(asking, facilityId, askedAt, ahead)]
}
