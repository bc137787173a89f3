import { lateCancellationFee } from '../billing/late-fee.ts'
import type { PriceLine } from '../billing/price-line.ts'
import { overlaps, type Instant, type Interval } from '../kernel/interval.ts'
import { sumMinor } from '../kernel/money.ts'
import { undoSeconds, type Booking } from './booking.ts'

/** Until when giving a booking back costs nothing: the cut-off, or ten minutes after the request if that is later. */
export function freeUntil(booking: Pick<Booking, 'terms' | 'requestedAt'>): Instant {
  return Math.max(booking.terms.cancelFreeUntil, booking.requestedAt + undoSeconds)
}

/** What cancelling now would cost at most, in minor units; a slot that somebody else takes costs less or nothing. */
export function feeNow(booking: Booking, now: Instant): number {
  if (booking.state === 'pending' || booking.state === 'offered' || now <= freeUntil(booking)) return 0
  if (booking.state !== 'confirmed') return 0
  return sumMinor(lateFeeLines(booking, [booking], []).map((line) => line.amountMinor))
}

/**
 * The late-cancellation lines for time that was given up, less what others were charged for. Free machine time paid for
 * the booking's own interval; time that the booking no longer has is owed in full.
 */
export function lateFeeLines(
  booking: Pick<Booking, 'tariff' | 'priceLines' | 'terms' | 'startsAt' | 'endsAt'>,
  givenUp: readonly Interval[],
  chargedToOthers: readonly Interval[],
): PriceLine[] {
  return givenUp.flatMap(({ startsAt, endsAt }) =>
    lateCancellationFee(
      booking.tariff,
      {
        original: { startsAt, endsAt },
        chargedToOthers,
        entitledSeconds: overlaps(booking, { startsAt, endsAt }) ? entitledSecondsOf(booking.priceLines) : 0,
      },
      booking.terms.lateCancellationPercent,
    ),
  )
}

/** Free machine time that a priced booking took. */
export function entitledSecondsOf(lines: readonly PriceLine[]): number {
  return lines.reduce((sum, line) => sum + (line.kind === 'entitlement' ? (line.minutes ?? 0) * 60 : 0), 0)
}
