import type { BookingId, ClosureId, GroupId, ResourceId } from '../../kernel/id.ts'
import type { Interval } from '../../kernel/interval.ts'
import type { ResourceKind } from '../../resources/resource.ts'
import { formatInstant, parseInstant } from '../../kernel/rfc3339.ts'

/** Spaces have an address of their own; from the other one the way leads on to it. */
export function resourcePath(id: ResourceId, kind: ResourceKind = 'instrument'): string {
  return `/${kind === 'space' ? 's' : 'i'}/${encodeURIComponent(id)}`
}

export function bookingPath(id: BookingId): string {
  return `/b/${encodeURIComponent(id)}`
}

/** So many of the bookings ahead are kept on the phone before anybody opened them. */
export const keptAhead = 5

export function seriesPath(id: GroupId): string {
  return `/series/${encodeURIComponent(id)}`
}

/** An interval as a form sends it: two RFC 3339 times with a slash between them. */
export function slotValue({ startsAt, endsAt }: Interval): string {
  return `${formatInstant(startsAt)}/${formatInstant(endsAt)}`
}

// As for programs: a wish of centuries would cost as many days of reckoning.
const longestSeconds = 366 * 86_400

/** The interval of a form's field, within a year, or null when it can't be read. */
export function slotOf(text: string): Interval | null {
  const [from = '', until = '', ...rest] = text.split('/')
  const startsAt = parseInstant(from)
  const endsAt = parseInstant(until)
  if (startsAt === null || endsAt === null || rest.length > 0) return null
  return endsAt > startsAt && endsAt - startsAt <= longestSeconds ? { startsAt, endsAt } : null
}

/** Where a lab manager closes a resource. */
export function closePath(id: ResourceId): string {
  return `/m/resources/${encodeURIComponent(id)}/close`
}

/** Where a lab manager sets a resource's opening hours. */
export function hoursPath(id: ResourceId): string {
  return `/m/resources/${encodeURIComponent(id)}/hours`
}

export function closurePath(id: ClosureId): string {
  return `/m/closures/${encodeURIComponent(id)}`
}
