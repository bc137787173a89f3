import type { QuotaClaim } from '../quotas/quota.ts'
import { covers, type Interval } from '../kernel/interval.ts'
import type { Booking } from './booking.ts'
import type { BookingFacts } from './facts.ts'
import { judgeBooking } from './judge-booking.ts'
import { replacedBy } from './replaced.ts'

/** So much longer, and what that adds to the price. */
export interface Extension {
  readonly minutes: number
  readonly addedMinor: number
}

/**
 * By how much a live booking could be made longer, each judged like the move that it would be. `reach` is what the
 * facts cover.
 */
export function extensionsOf(
  booking: Booking,
  facts: BookingFacts,
  claims: readonly QuotaClaim[],
  reach: Interval | undefined,
): Extension[] {
  const live = booking.state === 'confirmed' || booking.state === 'in-use'
  if (!live || booking.endsAt <= facts.now || !reach) return []
  const asIf = { ...facts, replaces: replacedBy(booking, claims, false) }
  const by = { projectId: booking.projectId, onBehalfOf: null, override: null }
  return lengths.flatMap((minutes): Extension[] => {
    const { resourceId, unitId, whole, samples, purpose, startsAt } = booking
    const wanted = { resourceId, whole, samples, purpose, startsAt, endsAt: booking.endsAt + minutes * 60 }
    if (!covers(reach, wanted)) return []
    const { refusals, price } = judgeBooking({ ...wanted, unitId: whole ? null : unitId }, by, asIf, booking.id)
    return refusals.length === 0 && price ? [{ minutes, addedMinor: price.totalMinor - booking.priceMinor }] : []
  })
}

const lengths = [15, 30, 60, 120]
