import type { QuotaClaim } from '../quotas/quota.ts'
import type { Booking } from './booking.ts'
import type { Replaced } from './facts.ts'

/**
 * A booking as the move sees it that gives it up; `delayed` when whoever came before was still there, or the lab moves
 * it.
 */
export function replacedBy(booking: Booking, claims: readonly QuotaClaim[], delayed: boolean): Replaced {
  return {
    bookingId: booking.id,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    inUse: booking.state === 'in-use',
    delayed: delayed && booking.state === 'confirmed',
    tariff: booking.tariff,
    changeUntil: booking.terms.changeUntil,
    requestedAt: booking.requestedAt,
    claims,
  }
}
