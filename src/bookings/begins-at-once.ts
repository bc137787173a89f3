import type { UnitId } from '../kernel/id.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import { overlaps } from '../kernel/interval.ts'
import type { Terms } from './booking.ts'
import type { Held } from './facts.ts'

/**
 * True when a booking that is being made may be checked in to in the same moment: its window is open, nobody has to
 * consent, and no other booking or closure holds its units until it starts. `held` must reach back to now.
 */
export function beginsAtOnce(
  { startsAt, endsAt, terms, units, needs }: Interval & BeginnersFacts,
  held: readonly Held[],
  now: Instant,
): boolean {
  if (terms.checkIn === 'none' || needs.length > 0 || now < terms.checkInFrom || now >= endsAt) return false
  const wait = { startsAt: now, endsAt: Math.max(startsAt, now + 1) }
  return !held.some((one) => !one.lapsed && units.includes(one.unitId) && overlaps(one, wait))
}

interface BeginnersFacts {
  readonly terms: Terms
  readonly units: readonly UnitId[]
  readonly needs: readonly unknown[]
}
