import type { RefusalName } from './refusal.ts'
import type { Booking } from './booking.ts'

/** Rules that a booking outside opening hours breaks; one that stands there all the same carries their waiver. */
export const hoursRules: readonly RefusalName[] = ['outside-opening-hours', 'closed']

/** What stays waived once a booking stands inside the hours. */
export function waivedInside(waiver: Booking['waiver']): Booking['waiver'] {
  const rules = (waiver?.rules ?? []).filter((rule) => !hoursRules.includes(rule))
  return waiver === null || rules.length === 0 ? null : { ...waiver, rules }
}

/** Whether a booking is marked as standing outside the opening hours. */
export function isMarkedOutside({ waiver }: Pick<Booking, 'waiver'>): boolean {
  return waiver?.rules.some((rule) => hoursRules.includes(rule)) ?? false
}
