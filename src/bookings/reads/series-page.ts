import type { Actor, Deps } from '../../deps.ts'
import { viewerOf } from '../../firms/reads/viewer-query.ts'
import { belongsTo, type Viewer } from '../../firms/viewer.ts'
import { newId, type GroupId, type ProjectId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { addDays, dayOf, spanOfDay } from '../../kernel/wall-clock.ts'
import { sql } from '../../platform/db/sql.ts'
import { alternativesTo, type Alternative } from '../alternatives.ts'
import type { BookingFacts } from '../facts.ts'
import { maySee } from '../may-change.ts'
import { nobody } from '../offered-slots.ts'
import { bookingFactsOf, bookingFactsQueries, currentPark } from './booking-facts.ts'
import { namedBookingOf, namedBookingsQuery, type NamedBooking } from './booking-with-names.ts'

/** The bookings of a series, and what could be had instead of those that were not made. */
export interface SeriesPage {
  readonly viewer: Viewer
  readonly now: Instant
  /** By time. */
  readonly bookings: readonly NamedBooking[]
  readonly missed: readonly Missed[]
  readonly formKey: string
}

/** A week that was asked for and not booked. */
export interface Missed extends Interval {
  readonly alternatives: readonly Alternative[]
}

export interface SeriesWanted {
  readonly projectId: ProjectId | null
  readonly missed: readonly Interval[]
}

/** One round trip. Throws Unauthenticated; NotFound for a series that is not the viewer's business. */
export async function readSeriesPage(
  deps: Deps,
  actor: Actor,
  id: GroupId,
  { projectId, missed }: SeriesWanted,
): Promise<SeriesPage> {
  const now = deps.now()
  const zone = deps.park().timeZone
  const days = missed.slice(0, withAlternatives).map((time) => daysAround(time, now, zone))
  const resourceIds = sql<{ id: string }>`SELECT resource_id AS id FROM booking WHERE group_id = ${id} LIMIT 1`
  const by = { projectId, onBehalfOf: null }
  const times = days.length === 0 ? [{ startsAt: now, endsAt: now + 60 }] : days
  const rows = await deps.db.read({
    ...bookingFactsQueries(deps, actor, { by, resourceIds, times, replaces: null }),
    bookings: namedBookingsQuery(sql`SELECT id FROM booking WHERE group_id = ${id}`),
  })
  const viewer = viewerOf(rows.viewer)
  const bookings = rows.bookings.map(namedBookingOf).toSorted((a, b) => a.booking.startsAt - b.booking.startsAt)
  const [first] = bookings
  if (!first || !maySee(viewer, first.booking.firmId, first.facilityId)) throw new NotFound('series')
  const facts = bookingFactsOf(rows, now, await currentPark(deps, rows))
  if (facts?.payer && !belongsTo(viewer, facts.payer.firmId)) throw new NotFound('project')
  const others = missed.map((time, index) => ({ ...time, alternatives: instead(first, facts, time, days[index]) }))
  return { viewer, now, bookings, missed: others, formKey: newId('frm', now * 1000, deps.entropy) }
}

// Each costs a search: of the rest the page of other times tells.
const withAlternatives = 8
const alternativesShown = 2

/** The day before, the day and the day after, as far as they are still to come. */
function daysAround({ startsAt }: Interval, now: Instant, zone: string): Interval {
  const { date } = dayOf(startsAt, zone)
  const from = Math.max(now + 60, spanOfDay(addDays(date, -1), zone).startsAt)
  return { startsAt: from, endsAt: Math.max(from + 60, spanOfDay(addDays(date, 1), zone).endsAt) }
}

function instead(
  { booking }: NamedBooking,
  facts: BookingFacts | null,
  { startsAt, endsAt }: Interval,
  window: Interval | undefined,
): Alternative[] {
  if (!facts || !window) return []
  const { resourceId, whole, samples, purpose } = booking
  const wish = { resourceId, whole, samples, purpose, unitId: null, startsAt, endsAt }
  const by = { projectId: facts.payer?.projectId ?? null, onBehalfOf: null, override: null }
  return alternativesTo(wish, by, facts, window, nobody).slice(0, alternativesShown)
}
