import type { Actor, Deps } from '../../deps.ts'
import { managesFacility } from '../../firms/viewer.ts'
import { newId, type BookingId } from '../../kernel/id.ts'
import type { Interval } from '../../kernel/interval.ts'
import { Forbidden, NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { QuotaClaim } from '../../quotas/quota.ts'
import type { Booking } from '../booking.ts'
import { isLabsDoing, mayChange } from '../may-change.ts'
import { replacedBy } from '../replaced.ts'
import { previousOverran } from '../surroundings.ts'
import { bookingFactsOf, bookingFactsQueries, currentPark } from './booking-facts.ts'
import { namedBookingsQuery, visibleBookingOf } from './booking-with-names.ts'
import { besideOf, besideQueries, type InstrumentPage } from './instrument-page.ts'
import { beforeQuery } from './surroundings.ts'

/** The times of a resource as the booking sees them that is to be moved: its own time is free for it. */
export interface MovePage {
  readonly page: InstrumentPage
  readonly booking: Booking
}

/** One round trip. Throws Unauthenticated, Forbidden; NotFound for a booking that is not the viewer's business. */
export async function readMovePage(deps: Deps, actor: Actor, id: BookingId, window: Interval): Promise<MovePage> {
  const ids = sql`SELECT ${id} AS id`
  const resourceIds = sql<{ id: string }>`SELECT resource_id AS id FROM booking WHERE id = ${id}`
  const by = { projectId: null, onBehalfOf: null }
  const rows = await deps.db.read({
    ...bookingFactsQueries(deps, actor, { by, resourceIds, times: [window], replaces: id }),
    ...besideQueries(actor, sql`(${resourceIds})`, window),
    booking: namedBookingsQuery(ids),
    before: beforeQuery(ids),
    claims: sql<QuotaClaim>`SELECT quota_id AS quotaId, counted_id AS countedId, bucket, amount, waived FROM
      booking_quota_use WHERE booking_id = ${id} LIMIT 500`,
  })
  const facts = bookingFactsOf(rows, deps.now(), await currentPark(deps, rows))
  const [facility] = rows.facility
  if (!facts || !facility) throw new NotFound('booking')
  const { booking, facilityId } = visibleBookingOf(rows.booking, facts.viewer)
  if (!mayChange(booking, facts.viewer) && !managesFacility(facts.viewer, facilityId)) throw new Forbidden()
  const found = facts.resources.get(booking.resourceId)
  if (!found) throw new NotFound('booking')
  const asked = { ...found, held: found.held.filter((held) => held.bookingId !== id) }
  const overran = previousOverran(booking.startsAt, rows.before, facts.now)
  const delayed = overran || isLabsDoing(booking, facts.viewer, facilityId)
  const beside = besideOf(rows, asked, facts, facility)
  return {
    booking,
    page: {
      ...beside,
      known: beside.known.filter(({ bookingId }) => bookingId !== id),
      facts: { ...facts, replaces: replacedBy(booking, rows.claims, delayed) },
      asked,
      whole: booking.whole,
      ...notAsked,
      named: new Map(),
      formKey: newId('frm', deps.now() * 1000, deps.entropy),
    },
  }
}

// The pages of a move do not speak of these.
const notAsked = { projects: [], asking: [], fault: null, dues: [], conditions: {}, former: {} }
