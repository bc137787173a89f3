import { hexOf } from '../../kernel/hex.ts'
import type { Instant } from '../../kernel/interval.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { closedBy, type OpeningHours } from '../../resources/opening-hours.ts'
import type { Park } from '../../deps.ts'
import type { BookingId, ResourceId } from '../../kernel/id.ts'
import { comingOf, isOutside } from '../standing.sql.ts'

/** Who marks, and what was judged of bookings that are too far ahead for the days that are laid out. */
export interface Marking {
  readonly at: Instant
  readonly entropy: (bytes: number) => Uint8Array
  /** Ids of far bookings that are known to be within the new hours. */
  readonly openFar?: readonly BookingId[]
}

/**
 * After a change of hours, state or units: marks each coming booking of these resources that now stands where nobody
 * could book it, and tells its owner, once; takes the mark from those that stand well again. It looks at the rows as
 * the batch has left them, so that no booking made meanwhile is missed.
 */
export function markRows(resourceIds: readonly ResourceId[], { at, entropy, openFar = [] }: Marking): Query[] {
  const ids = sql`SELECT value FROM json_each(${json(resourceIds)})`
  const why = sql`CASE WHEN r.state = 'retired' OR u.state = 'retired' THEN 'retired'
    WHEN r.state <> 'published' THEN 'out-of-service'
    WHEN ${isOutside(sql`r.hours_id`, at, json(openFar))} THEN 'hours' END`
  const standing = sql`SELECT b.id AS id, b.resource_id AS resourceId, b.person_id AS personId, ${why} AS why
    FROM booking b JOIN resource r ON r.id = b.resource_id JOIN unit u ON u.id = b.unit_id 
    WHERE ${comingOf(sql`IN (${ids})`, at)}`
  const salt = hexOf(entropy(4))
  const isNew = sql`s.why IS NOT NULL AND NOT EXISTS (SELECT 1 FROM booking_mark m WHERE m.booking_id = s.id)`
  return [
    sql`DELETE FROM booking_mark WHERE resource_id IN (${ids})
      AND booking_id NOT IN (SELECT s.id FROM (${standing}) s WHERE s.why IS NOT NULL)`,
    sql`INSERT INTO outbox (id, kind, body, created_at) SELECT 'out_' || substr(s.id, 5, 18) || ${salt},
      'booking.outside', json_object('bookingId', s.id, 'personId', s.personId), ${at}
      FROM (${standing}) s WHERE ${isNew}`,
    sql`INSERT INTO booking_mark (booking_id, resource_id, why, marked_at)
      SELECT s.id, s.resourceId, s.why, ${at} FROM (${standing}) s WHERE ${isNew}`,
  ]
}

// Hours are laid out for 400 days, and renewed every night.
const surelyLaidOut = 300 * 86_400
const longestSeconds = 366 * 86_400

/** Coming bookings of resources that end where hours may not be laid out: judged by the rule itself. */
export function farBookingsQuery(resourceIds: Query, now: Instant): Query<FarBooking> {
  const laidUntil = now + surelyLaidOut
  return sql<FarBooking>`SELECT b.id AS id, b.resource_id AS resourceId, b.starts_at AS startsAt,
    b.ends_at AS endsAt FROM booking b
    WHERE b.resource_id IN (${resourceIds}) AND b.starts_at > ${laidUntil - longestSeconds} AND b.ends_at > ${laidUntil}
      AND b.state IN ('offered', 'pending', 'confirmed', 'in-use') LIMIT 20000`
}

export interface FarBooking {
  readonly id: BookingId
  readonly resourceId: ResourceId
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** Which of them are within the hours. */
export function openFarOf(
  far: readonly FarBooking[],
  hours: OpeningHours,
  { calendar, timeZone }: Pick<Park, 'calendar' | 'timeZone'>,
): BookingId[] {
  return far.filter((one) => closedBy(hours, calendar, timeZone, one) === null).map(({ id }) => id)
}
