import type { BookingId, FirmId, PersonId, ProjectId, ResourceId, WishId } from '../kernel/id.ts'
import { minutesOf, type Instant, type Interval } from '../kernel/interval.ts'
import { atOrAfter, spanOfDay } from '../kernel/wall-clock.ts'

export const wishStates = ['waiting', 'offered', 'taken', 'lapsed', 'withdrawn'] as const

export type WishState = (typeof wishStates)[number]

/** Parts of a day of the park; `exact` is a time that was asked for to the minute. */
export const dayParts = ['morning', 'afternoon', 'evening', 'day'] as const

export type DayPart = (typeof dayParts)[number]

/** A person's wish for so many minutes of a resource, anywhere within a window, that are taken as yet. */
export interface Wish extends Interval {
  readonly id: WishId
  readonly firmId: FirmId
  readonly projectId: ProjectId
  readonly personId: PersonId
  readonly resourceId: ResourceId
  readonly part: DayPart | 'exact'
  readonly minutes: number
  readonly state: WishState
  readonly version: number
  readonly createdAt: Instant
  /** The offer that was made to it last. */
  readonly bookingId: BookingId | null
}

/** How many wishes of one person live at the same time, and how many wait for one resource. */
export const wishesPerPerson = 10
export const wishesPerResource = 200

/** For so long an offer holds its time. */
export const holdSeconds = 900

/** An offer that begins sooner than this would reach nobody in time. */
export const leastNoticeSeconds = 300

/** The longest window, in seconds. */
export const longestWindow = 31 * 86_400

/** From when until when a part of a date lasts: a shorter one where clocks move. */
export function windowOf(date: string, part: DayPart, zone: string): Interval {
  const day = spanOfDay(date, zone)
  const at = (time: string) => atOrAfter({ date, time }, zone)
  switch (part) {
    case 'morning':
      return { startsAt: at('06:00'), endsAt: at('12:00') }
    case 'afternoon':
      return { startsAt: at('12:00'), endsAt: at('18:00') }
    case 'evening':
      return { startsAt: at('18:00'), endsAt: day.endsAt }
    case 'day':
      return day
  }
}

/** The shortest part of its date that holds an interval, or null for one that no part holds. */
export function partOf(interval: Interval, date: string, zone: string): DayPart | null {
  const holding = dayParts.filter((part) => {
    const window = windowOf(date, part, zone)
    return window.startsAt <= interval.startsAt && interval.endsAt <= window.endsAt
  })
  return holding[0] ?? null
}

/** The latest instant at which an offer could still begin. */
export function lastStart({ endsAt, minutes }: Pick<Wish, 'endsAt' | 'minutes'>): Instant {
  return endsAt - minutes * 60
}

/** Whether a window has room for so many minutes, and is no longer than any may be. */
export function isWindow(window: Interval, minutes: number): boolean {
  return minutesOf(window) >= minutes && window.endsAt - window.startsAt <= longestWindow
}
