import type { ResourceId } from '../kernel/id.ts'
import type { Interval } from '../kernel/interval.ts'
import { dayOf } from '../kernel/wall-clock.ts'

/** A booking that a person made, of this resource or another one. */
export interface PastUse extends Interval {
  readonly resourceId: ResourceId
  readonly categoryId: string
}

/** What a person usually does, as far as their own bookings tell. */
export interface Habits {
  /** Median length of the last bookings at this resource. */
  readonly minutes: number | null
  /** Minute of the day at which they usually start. */
  readonly startMinute: number | null
}

/** Starts within so many minutes of each other are the same habit. */
export const habitMinutes = 60

/**
 * Habits at one resource, of past uses latest first. The length is learned here only: another machine's runs say
 * nothing of this one's. The hour is learned here, else from resources of its category, else from all:
 * wherever at least three starts are known, and more than half of them within an hour of their median.
 */
export function habitsOf(
  past: readonly PastUse[],
  { id, categoryId }: { readonly id: ResourceId; readonly categoryId: string },
  zone: string,
): Habits {
  const here = past.filter((use) => use.resourceId === id)
  const alike = past.filter((use) => use.categoryId === categoryId)
  const lengths = here.slice(0, lastLengths).map(({ startsAt, endsAt }) => (endsAt - startsAt) / 60)
  const hours = [here, alike, past].map((uses) => usualStart(uses.slice(0, lastStarts), zone))
  return { minutes: median(lengths), startMinute: hours.find((minute) => minute !== null) ?? null }
}

const lastLengths = 5
const lastStarts = 12
const leastStarts = 3

function usualStart(uses: readonly Interval[], zone: string): number | null {
  const starts = uses.map(({ startsAt }) => dayOf(startsAt, zone).minuteOfDay)
  const usual = starts.length < leastStarts ? null : median(starts)
  if (usual === null) return null
  const near = starts.filter((minute) => Math.abs(minute - usual) <= habitMinutes)
  return near.length * 2 > starts.length ? usual : null
}

/** Of an even number the lower middle, so that it is a value that really occurred. */
function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null
}
