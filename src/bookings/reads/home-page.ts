import type { Actor, Deps } from '../../deps.ts'
import { viewerOf } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { Instant } from '../../kernel/interval.ts'
import { againOf, againQueries, type AgainPage } from './book-again.ts'
import { apart, myBookingOf, myBookingsQuery, upcoming, type MyBooking } from './my-bookings.ts'

/** The start page of one person. */
export interface HomePage extends AgainPage {
  readonly viewer: Viewer
  /** Live bookings that are not over, by when the next thing is to be done about them. */
  readonly upcoming: readonly MyBooking[]
  /** What the waitlist offers the person, until they answer. */
  readonly offers: readonly MyBooking[]
}

/** One round trip. Throws Unauthenticated. */
export async function readHomePage(deps: Deps, actor: Actor): Promise<HomePage> {
  const rows = await deps.db.read({
    ...againQueries(deps, actor),
    upcoming: myBookingsQuery(actor, upcoming(deps.now()), considered),
  })
  const { offers, booked } = apart(rows.upcoming.map(myBookingOf), deps.now())
  return {
    ...(await againOf(deps, rows)),
    viewer: viewerOf(rows.viewer),
    offers,
    upcoming: booked.toSorted((a, b) => nextMoment(a) - nextMoment(b)).slice(0, most),
  }
}

const most = 3
const considered = 20

function nextMoment({ booking }: MyBooking): Instant {
  return booking.state === 'in-use' ? booking.endsAt : booking.startsAt
}
