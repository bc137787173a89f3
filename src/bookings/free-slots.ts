import type { Park } from '../deps.ts'
import type { UnitId } from '../kernel/id.ts'
import { overlaps, subtract, union, type Instant, type Interval } from '../kernel/interval.ts'
import { dayOf } from '../kernel/wall-clock.ts'
import { openSpans } from '../resources/opening-hours.ts'
import type { ResourceFacts } from './facts.ts'

type Calendar = Pick<Park, 'timeZone' | 'calendar'>

/** When each unit in service is open and free, with room for set-up and clean-down before and after. */
export function freeByUnit(asked: Pick<ResourceFacts, 'resource' | 'held'>, window: Interval, park: Calendar) {
  const { resource } = asked
  const open = openSpans(resource.hours, park.calendar, park.timeZone, window)
  return new Map<UnitId, Interval[]>(
    resource.units
      .filter((unit) => unit.state === 'active')
      .map((unit) => {
        // An interval needs its own buffers beside what is held: the held time grows by them instead.
        const holes = asked.held
          .filter((held) => held.unitId === unit.id && !held.lapsed)
          .map((held) => ({
            startsAt: held.startsAt - resource.cleanupMinutes * 60,
            endsAt: held.endsAt + resource.setupMinutes * 60,
          }))
        return [unit.id, open.flatMap((span) => subtract(span, holes))]
      }),
  )
}

/** The resource as if its units in service were one, for whoever wants the whole of it: held while any of them is. */
export function asOneUnit<T extends Pick<ResourceFacts, 'resource' | 'held'>>(asked: T): T {
  const active = asked.resource.units.filter((unit) => unit.state === 'active')
  const [one] = active
  if (one === undefined) return asked
  const held = asked.held.filter(({ unitId }) => active.some(({ id }) => id === unitId))
  const resource = { ...asked.resource, units: [one] }
  return { ...asked, resource, held: held.map((hold) => ({ ...hold, unitId: one.id })) }
}

/** How many units in service nothing holds from a start to an end, buffers included. */
export function unitsFree({ resource, held }: Pick<ResourceFacts, 'resource' | 'held'>, time: Interval): number {
  const { setupMinutes, cleanupMinutes, units } = resource
  const widened = { startsAt: time.startsAt - setupMinutes * 60, endsAt: time.endsAt + cleanupMinutes * 60 }
  const taken = held.filter((hold) => !hold.lapsed && overlaps(hold, widened)).map(({ unitId }) => unitId)
  return units.filter((unit) => unit.state === 'active' && !taken.includes(unit.id)).length
}

/** When at least one unit is open and free. */
export function freeTime(
  asked: Pick<ResourceFacts, 'resource' | 'held'>,
  window: Interval,
  park: Calendar,
): Interval[] {
  return union([...freeByUnit(asked, window, park).values()].flat())
}

/**
 * Starts at which a booking of this length fits, nearest to `around` first: in each stretch of free time the first and
 * the last that lie on the step, and the ones beside `around`. Elapsed seconds; at most `limit`.
 */
export function startsNear(
  asked: Pick<ResourceFacts, 'resource' | 'held'>,
  window: Interval,
  park: Calendar,
  { seconds, around, limit }: { seconds: number; around: Instant; limit: number },
): Instant[] {
  const step = asked.resource.stepMinutes * 60
  const starts = new Set<Instant>()
  for (const gaps of freeByUnit(asked, window, park).values()) {
    for (const gap of gaps) {
      for (const wish of [gap.startsAt, gap.endsAt - seconds, around - seconds, around, around + seconds]) {
        for (const start of [onStep(wish, step, park.timeZone, 'up'), onStep(wish, step, park.timeZone, 'down')]) {
          if (start >= gap.startsAt && start + seconds <= gap.endsAt) starts.add(start)
        }
      }
      for (const start of everyDay(gap, seconds, step, park.timeZone)) starts.add(start)
    }
  }
  return [...starts].toSorted((a, b) => Math.abs(a - around) - Math.abs(b - around)).slice(0, limit)
}

// In a stretch of many days, one start a day, so that a full week is still offered something.
function everyDay(gap: Interval, seconds: number, step: number, zone: string): Instant[] {
  const starts: Instant[] = []
  for (let at = gap.startsAt + 86_400; at + seconds <= gap.endsAt && starts.length < 20; at += 86_400)
    starts.push(onStep(at, step, zone, 'up'))
  return starts.filter((start) => start + seconds <= gap.endsAt)
}

function onStep(at: Instant, step: number, zone: string, direction: 'up' | 'down'): Instant {
  const past = (dayOf(at, zone).minuteOfDay * 60 + (((at % 60) + 60) % 60)) % step
  if (past === 0) return at
  return direction === 'down' ? at - past : at - past + step
}
