import type { Actor, Deps } from '../../deps.ts'
import { viewerOf } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { Instant } from '../../kernel/interval.ts'
import { freeNowOf, type FreeNow } from '../../resources/reads/free-now.ts'
import { freeNowQuery } from '../../resources/reads/free-now-query.ts'
import type { BookingFacts } from '../facts.ts'
import { habitsOf } from '../habits.ts'
import { againOf, againQueries, lastIds, type AgainPage, type AgainRows } from './book-again.ts'
import { apart, myBookingOf, myBookingsQuery, upcoming, type MyBooking } from './my-bookings.ts'
import { pastUsesOf } from './past-uses.ts'

/** The start page of one person. */
export interface HomePage extends AgainPage {
  readonly viewer: Viewer
  /** Live bookings that are not over, by when the next thing is to be done about them. */
  readonly upcoming: readonly MyBooking[]
  /** What the waitlist offers the person, until they answer. */
  readonly offers: readonly MyBooking[]
  /** What is free at once near to where the person works; null for who can book nothing at all. */
  readonly freeNow: readonly FreeNow[] | null
}

/** One round trip. Throws Unauthenticated. */
export async function readHomePage(deps: Deps, actor: Actor): Promise<HomePage> {
  const rows = await deps.db.read({
    ...againQueries(deps, actor),
    upcoming: myBookingsQuery(actor, upcoming(deps.now()), considered),
    freeNow: freeNowQuery(deps, actor, lastIds(actor, deps.now()), most + spare),
  })
  const { offers, booked } = apart(rows.upcoming.map(myBookingOf), deps.now())
  const again = await againOf(deps, rows)
  return {
    ...again,
    freeNow: again.facts?.payer?.firmState === 'active' ? freeNow(rows, again.facts) : null,
    viewer: viewerOf(rows.viewer),
    offers,
    upcoming: booked.toSorted((a, b) => nextMoment(a) - nextMoment(b)).slice(0, most),
  }
}

const most = 3
const considered = 20
// Some that the query takes for free turn out not to be.
const spare = 3

function freeNow(
  rows: AgainRows & Record<'freeNow', FreeRows>,
  { booker, viewer, park, now }: BookingFacts,
): FreeNow[] {
  const past = pastUsesOf(rows.past)
  const found = freeNowOf(rows.freeNow, park, now, {
    minutesOf: (resource) => viewer.usualMinutes ?? habitsOf(past, resource, park.timeZone).minutes,
    busyFor: ({ id, oneBookingAtATime }) => [
      ...rows.mine.filter(({ resourceId }) => resourceId === id),
      ...(oneBookingAtATime ? booker.busy : []),
    ],
  })
  return found.slice(0, most)
}

type FreeRows = Parameters<typeof freeNowOf>[0]

function nextMoment({ booking }: MyBooking): Instant {
  return booking.state === 'in-use' ? booking.endsAt : booking.startsAt
}
