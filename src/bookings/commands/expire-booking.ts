import type { FacilityId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Query } from '../../platform/db/sql.ts'
import type { Booking } from '../booking.ts'
import type { Verdict } from '../judge-booking.ts'
import { voidRows } from './void-rows.ts'

/** A request or offer that nobody decided in time gives everything back. */
export function expiryRows(booking: Booking, facilityId: FacilityId, at: Instant, outboxId: string): Query[] {
  return voidRows(booking, { state: 'expired' }, { actorId: 'clock', facilityId, at }, outboxId)
}

/** Whether a lapsed request holds time that the verdict needs. */
export function isInTheWay(lapsed: Booking, { wanted, widened }: Verdict): boolean {
  const overlapping = lapsed.heldFrom < widened.endsAt && lapsed.heldUntil > widened.startsAt
  return overlapping && lapsed.resourceId === wanted.resourceId
}
