import type { Actor, Deps } from '../../deps.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import { newId, type BookingId } from '../../kernel/id.ts'
import type { Interval } from '../../kernel/interval.ts'
import { sumMinor } from '../../kernel/money.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { QuotaClaim } from '../../quotas/quota.ts'
import type { Booking } from '../booking.ts'
import { lateFeeLines } from '../cancellation.ts'
import type { BookingFacts, ResourceFacts } from '../facts.ts'
import { judgeMove, lacksConsent, moved, standsStill, type NewInterval, type StandsStill } from '../judge-move.ts'
import { isLabsDoing } from '../may-change.ts'
import type { Refusal } from '../refusal.ts'
import { replacedBy } from '../replaced.ts'
import { previousOverran } from '../surroundings.ts'
import { bookingFactsOf, bookingFactsQueries, currentPark } from './booking-facts.ts'
import { namedBookingsQuery, visibleBookingOf, type NamedBooking } from './booking-with-names.ts'
import { beforeQuery } from './surroundings.ts'

/** What another time would make of a booking. */
export interface MovePreview extends NamedBooking {
  readonly viewer: Viewer
  readonly facts: BookingFacts
  readonly asked: ResourceFacts
  /** Null where no other time was asked for yet. */
  readonly judged: JudgedMove | null
  readonly formKey: string
}

export interface JudgedMove {
  readonly to: NewInterval
  readonly still: StandsStill | null
  /** Others than the lab have consented to its time, and to no other. */
  readonly lacksConsent: boolean
  readonly refusals: readonly Refusal[]
  /** As it would be; null where something stands against it. */
  readonly next: Booking | null
  /** True where the price is an estimate. */
  readonly isEstimate: boolean
  /** For time that is given up too late, in minor units. */
  readonly feeMinor: number
}

/**
 * A dry run of a move by whoever manages the facility, in one round trip. Throws Unauthenticated; NotFound for a
 * booking of another facility as for one that does not exist.
 */
export async function readMovePreview(
  deps: Deps,
  actor: Actor,
  id: BookingId,
  to: NewInterval | null,
): Promise<MovePreview> {
  const ids = sql`SELECT ${id} AS id`
  const resourceIds = sql<{ id: string }>`SELECT resource_id AS id FROM booking WHERE id = ${id}`
  const window: Interval = to ?? { startsAt: deps.now(), endsAt: deps.now() + 60 }
  const rows = await deps.db.read({
    ...bookingFactsQueries(deps, actor, {
      by: { projectId: null, onBehalfOf: null },
      resourceIds,
      times: [window],
      replaces: id,
    }),
    booking: namedBookingsQuery(ids),
    before: beforeQuery(ids),
    claims: sql<QuotaClaim>`SELECT quota_id AS quotaId, counted_id AS countedId, bucket, amount, waived FROM
      booking_quota_use WHERE booking_id = ${id} LIMIT 500`,
  })
  const known = bookingFactsOf(rows, deps.now(), await currentPark(deps, rows))
  if (!known) throw new NotFound('booking')
  const named = visibleBookingOf(rows.booking, known.viewer)
  const { booking, facilityId } = named
  const asked = known.resources.get(booking.resourceId)
  if (!asked || !managesFacility(known.viewer, facilityId)) throw new NotFound('booking')
  const overran = previousOverran(booking.startsAt, rows.before, known.now)
  const excused = overran || isLabsDoing(booking, known.viewer, facilityId)
  const facts = { ...known, replaces: replacedBy(booking, rows.claims, excused) }
  const judged = to === null ? null : judgedMove(booking, to, facts, asked)
  const formKey = newId('frm', facts.now * 1000, deps.entropy)
  return { ...named, viewer: facts.viewer, facts, asked, judged, formKey }
}

function judgedMove(booking: Booking, to: NewInterval, facts: BookingFacts, asked: ResourceFacts): JudgedMove {
  const still = standsStill(booking, to, facts.now)
  const verdict = judgeMove(booking, to, facts)
  const { refusals, price } = verdict
  const unconsented = lacksConsent(booking, to, verdict)
  const next = still === null && !unconsented && refusals.length === 0 ? moved(booking, verdict, facts, asked) : null
  const lost = next === null ? [] : lateFeeLines(next, next.terms.givenUp, [])
  const feeMinor = sumMinor(lost.map(({ amountMinor }) => amountMinor))
  return { to, still, lacksConsent: unconsented, refusals, next, isEstimate: price?.estimate ?? false, feeMinor }
}
