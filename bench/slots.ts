import { formatInstant } from '../src/kernel/rfc3339.ts'
import { idOf, midnightOf, resourceOfUnit, scale } from './park.ts'

/** One free hour of one unit, and who books it on whose money. */
export interface Slot {
  readonly person: number
  readonly projectId: string
  readonly resourceId: string
  readonly unit: number
  readonly startsAt: number
  readonly endsAt: number
}

/** History lies between 09:00 and 18:00, and these evening hours are left to the bench. */
const firstHour = 19
const hoursEach = 4
const daysAhead = 100

/** So many numbers give different slots. */
export const slotsThere = scale.units * daysAhead * hoursEach

/** The slot of a number. Neighbours fall on different units, as different people's wishes do. */
export function slotOf(number: number, now: number): Slot {
  const unit = 1 + ((number * 7919) % scale.units)
  const round = Math.floor(number / scale.units)
  const person = 1 + (number % scale.people)
  const day = 1 + (round % daysAhead)
  const hour = firstHour + (Math.floor(round / daysAhead) % hoursEach)
  const startsAt = midnightOf(now) + day * 86_400 + hour * 3600
  return {
    person,
    projectId: idOf('prj', 1 + ((person - 1) % scale.firms)),
    resourceId: idOf('res', resourceOfUnit(unit)),
    unit,
    startsAt,
    // A quarter of an hour is left to clean up.
    endsAt: startsAt + 2700,
  }
}

/** What a client sends for it. */
export function bodyOf({ resourceId, unit, startsAt, endsAt, projectId }: Slot): string {
  const times = { startsAt: formatInstant(startsAt), endsAt: formatInstant(endsAt) }
  return JSON.stringify({ resourceId, unitId: `unt_${unit}`, ...times, projectId })
}
