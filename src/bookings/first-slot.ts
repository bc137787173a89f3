import type { Park } from '../deps.ts'
import type { UnitId } from '../kernel/id.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import { dayOf, spanOfDay } from '../kernel/wall-clock.ts'
import { offsetSpanAt } from '../kernel/zone-offsets.ts'
import type { ResourceFacts } from './facts.ts'
import { freeByUnit } from './free-slots.ts'

/** A stretch of a unit that could be booked, and how long the unit stays free after its start. */
export interface FirstSlot extends Interval {
  readonly unitId: UnitId
  readonly freeUntil: Instant
}

/**
 * The earliest interval of so many minutes in a window that begins on the resource's step and that some unit has
 * free; or null.
 */
export function firstSlot(
  asked: Pick<ResourceFacts, 'resource' | 'held'>,
  window: Interval,
  park: Pick<Park, 'timeZone' | 'calendar'>,
  minutes: number,
): FirstSlot | null {
  let first: FirstSlot | null = null
  if (window.endsAt - window.startsAt < minutes * 60) return null
  for (const [unitId, gaps] of freeByUnit(asked, window, park)) {
    for (const gap of gaps) {
      if (gap.endsAt - gap.startsAt < minutes * 60) continue
      const startsAt = firstOnStep(gap.startsAt, asked.resource.stepMinutes, park.timeZone)
      const endsAt = startsAt + minutes * 60
      if (endsAt > gap.endsAt) continue
      if (first === null || startsAt < first.startsAt) first = { unitId, startsAt, endsAt, freeUntil: gap.endsAt }
      break
    }
  }
  return first
}

/** What a time has to be: so long, and begun on a step of the park's clock. */
export interface SlotShape {
  readonly seconds: number
  readonly stepMinutes: number
  readonly zone: string
}

/** The earliest time of a shape, at or after an instant, that lies in one of the gaps; or null. */
export function earliestIn(gaps: readonly Interval[], from: Instant, shape: SlotShape): Interval | null {
  const { seconds, stepMinutes, zone } = shape
  let first: Instant | null = null
  for (const gap of gaps) {
    if (gap.endsAt - Math.max(gap.startsAt, from) < seconds) continue
    const startsAt = firstOnStep(Math.max(gap.startsAt, from), stepMinutes, zone)
    if (startsAt + seconds <= gap.endsAt && (first === null || startsAt < first)) first = startsAt
  }
  return first === null ? null : { startsAt: first, endsAt: first + seconds }
}

/** The first whole minute, at or after an instant, at which the park's clock shows a multiple of the step. */
export function firstOnStep(from: Instant, stepMinutes: number, zone: string): Instant {
  let at = Math.ceil(from / 60) * 60
  for (;;) {
    const { date, minuteOfDay } = dayOf(at, zone)
    const past = minuteOfDay % stepMinutes
    if (past === 0) return at
    // The clock runs evenly only up to midnight, and up to a change of the zone's offset.
    at = Math.min(at + (stepMinutes - past) * 60, spanOfDay(date, zone).endsAt, offsetSpanAt(at, zone).until)
  }
}
