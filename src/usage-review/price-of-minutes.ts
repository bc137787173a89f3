import { price } from '../billing/pricing.ts'
import { entitledSecondsOf } from '../bookings/cancellation.ts'
import type { Booking } from '../bookings/booking.ts'
import { mostMinutes } from './review.ts'

/** What so many minutes of the booking cost by the tariff that it was made under; null where no price covers them. */
export function priceOfMinutes(booking: Booking, minutes: number): number | null {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > mostMinutes) return null
  if (minutes === 0) return 0
  const used = { startsAt: booking.startsAt, endsAt: booking.startsAt + minutes * 60 }
  const { samples, consumables, assistedMinutes, priceLines, tariff } = booking
  const entitledSeconds = entitledSecondsOf(priceLines)
  const priced = price(tariff, { booked: used, used, samples, consumables, assistedMinutes, entitledSeconds })
  return priced.kind === 'priced' ? priced.totalMinor : null
}
