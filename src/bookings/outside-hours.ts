import type { RefusalName } from './refusal.ts'
import type { Booking } from './booking.ts'

/** Rules that a booking outside opening hours breaks; one that stands there all the same carries their waiver. */
export const hoursRules: readonly RefusalName[] = ['outside-opening-hours', 'closed']

/** Whether a booking is marked as standing outside the opening hours. */
export function isMarkedOutside({ waiver }: Pick<Booking, 'waiver'>): boolean {
  return waiver?.rules.some((rule) => hoursRules.includes(rule)) ?? false
}
