import type { UnitId } from '../kernel/id.ts'
import { subtract, type Instant, type Interval } from '../kernel/interval.ts'
import type { BookingFacts, ResourceFacts } from '../bookings/facts.ts'
import { firstOnStep } from '../bookings/first-slot.ts'
import { freeByUnit } from '../bookings/free-slots.ts'
import { judgeBooking, type Verdict } from '../bookings/judge-booking.ts'
import { nobody, usualSamples } from '../bookings/offered-slots.ts'
import type { WantedBy } from '../bookings/wanted.ts'

export interface NowWanted {
  /** The length that the person would like; less where less is free. */
  readonly minutes: number
  /** The unit whose sticker was scanned; null takes the one that stays free longest. */
  readonly unitId: UnitId | null
  /** Times that the person already has. */
  readonly mine: readonly Interval[]
  readonly projectId: WantedBy['projectId']
}

/**
 * The booking that begins at the next step of the clock on a unit that is free at this moment, judged; null when none
 * is free, or not for as long as the resource wants. The facts must reach over the longest booking from now.
 */
export function slotNow(asked: ResourceFacts, facts: BookingFacts, wish: NowWanted): Verdict | null {
  const { resource } = asked
  const startsAt = firstOnStep(facts.now + readingSeconds, resource.stepMinutes, facts.park.timeZone)
  const window = { startsAt: facts.now, endsAt: startsAt + resource.maxMinutes * 60 }
  const [best] = [...freeByUnit(asked, window, facts.park)]
    .filter(([unitId]) => wish.unitId === null || wish.unitId === unitId)
    .flatMap(([unitId, gaps]) =>
      gaps
        .flatMap((gap) => subtract(gap, wish.mine))
        .filter((gap) => gap.startsAt === facts.now)
        .map((gap) => ({ unitId, freeUntil: gap.endsAt })),
    )
    .toSorted((a, b) => b.freeUntil - a.freeUntil)
  const minutes = best ? lengthWithin(best.freeUntil - startsAt, wish.minutes, resource) : 0
  if (!best || minutes < resource.minMinutes) return null
  const wanted = { startsAt, endsAt: startsAt + minutes * 60, resourceId: resource.id, unitId: best.unitId }
  const by = { projectId: wish.projectId, onBehalfOf: null, override: null }
  const rest = { whole: false, samples: usualSamples(asked), purpose: '' }
  return judgeBooking({ ...wanted, ...rest }, by, facts, nobody)
}

// As for every offer: a slot that begins in this very minute would be in the past by the time it is tapped.
const readingSeconds: Instant = 60

function lengthWithin(seconds: number, wish: number, { stepMinutes }: { stepMinutes: number }): number {
  const free = Math.floor(seconds / 60)
  return free >= wish ? wish : free - (free % stepMinutes)
}
