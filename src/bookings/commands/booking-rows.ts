import { auditRow } from '../../audit/record.ts'
import type { QuotaClaim } from '../../quotas/quota.ts'
import type { BookingId, FacilityId, PersonId, StationId, UnitId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { outboxRow } from '../../notices/outbox.sql.ts'
import { askedRows } from './approval-rows.ts'
import { asserting, json, sql, type Query } from '../../platform/db/sql.ts'
import type { Booking } from '../booking.ts'
import type { GivenAhead } from '../consent.ts'
import type { BookingFacts } from '../facts.ts'

/** Everything a new booking writes, in the order in which the database must see it. */
export function newBookingRows(
  booking: Booking,
  units: readonly UnitId[],
  claims: readonly QuotaClaim[],
  { facilityId, oneBookingAtATime }: { facilityId: FacilityId; oneBookingAtATime: boolean },
  outboxId: string,
  ahead: readonly GivenAhead[] = [],
): Query[] {
  return [
    bookingRow(booking),
    ...allocationRows(booking, units),
    ...(oneBookingAtATime ? [busyRow(booking)] : []),
    ...claimRows(booking.id, claims),
    ...askedRows(booking, facilityId, booking.requestedAt, ahead),
    outboxRow(
      outboxId,
      `booking.${booking.state}`,
      { bookingId: booking.id, personId: booking.personId },
      booking.requestedAt,
    ),
    bookingAudit(
      booking,
      // An offer is the house's doing: its person has yet to answer.
      booking.state === 'offered' ? 'clock' : booking.bookedBy,
      facilityId,
      booking.requestedAt,
      booking.waiver ? { override: booking.waiver } : {},
    ),
  ]
}

/**
 * Asserts that what was judged still holds: nobody changed the resources' rules, the firm, the park, or what the two
 * people may do. No trigger guards these, so a stale judgement must not be written.
 */
export function judgedRows(facts: BookingFacts, resourceIds: readonly string[]): Query[] {
  const { viewer, booker, payer, park } = facts
  return [...new Set(resourceIds)].map((id) => {
    const rulesVersion = facts.resources.get(id as never)?.resource.rulesVersion ?? 0
    return sql`INSERT INTO assert_rules (n) SELECT count(*) FROM resource r
      JOIN firm f ON f.id = ${payer?.firmId ?? ''} AND f.rules_version = ${payer?.firmRulesVersion ?? 0}
      JOIN person v ON v.id = ${viewer.personId} AND v.access_version = ${viewer.accessVersion}
      JOIN person b ON b.id = ${booker.personId} AND b.access_version = ${booker.accessVersion}
      JOIN park k ON k.id = 1 AND k.rules_version = ${park.rulesVersion}
      WHERE r.id = ${id} AND r.rules_version = ${rulesVersion}`
  })
}

/** The columns that a change of a booking may set. */
export type BookingChange = Partial<
  Pick<
    Booking,
    | 'state'
    | 'startsAt'
    | 'endsAt'
    | 'unitId'
    | 'heldFrom'
    | 'heldUntil'
    | 'wakeAt'
    | 'requestedAt'
    | 'terms'
    | 'tariff'
    | 'priceLines'
    | 'priceMinor'
    | 'samples'
    | 'consumables'
    | 'assistedMinutes'
    | 'checkedInAt'
    | 'checkedOutAt'
    | 'cancelledAt'
    | 'outcome'
    | 'settlement'
    | 'waiver'
  >
>

/**
 * Changes a booking from the very version that was judged, with its audit row; another version aborts the batch
 * (STALE_VERSION).
 */
export function changeRows(
  booking: Booking,
  change: BookingChange,
  { actorId, facilityId, at, action, detail = {} }: ChangeRecord,
): Query[] {
  const next: Booking = { ...booking, ...change, version: booking.version + 1 }
  return [
    ...asserting(
      sql`UPDATE booking SET state = ${next.state}, version = ${next.version}, starts_at = ${next.startsAt}, ends_at =
        ${next.endsAt},
        unit_id = ${next.unitId}, held_from = ${next.heldFrom}, held_until = ${next.heldUntil}, wake_at =
        ${next.wakeAt},
        requested_at = ${next.requestedAt}, terms = ${json(next.terms)}, tariff = ${json(next.tariff)},
        price_lines = ${json(next.priceLines)}, price_minor = ${next.priceMinor},
        samples = ${next.samples}, consumables = ${json(next.consumables)},
        assisted_minutes = ${next.assistedMinutes}, checked_in_at = ${next.checkedInAt},
        checked_out_at = ${next.checkedOutAt}, cancelled_at = ${next.cancelledAt}, outcome = ${next.outcome},
        settlement = ${next.settlement}, waiver = ${next.waiver && json(next.waiver)}
        WHERE id = ${booking.id} AND version = ${booking.version} AND state = ${booking.state}`,
      'STALE_VERSION',
    ),
    bookingAudit(next, actorId, facilityId, at, detail, action),
  ]
}

export interface ChangeRecord {
  readonly actorId: PersonId | StationId | 'clock' | 'operator'
  readonly facilityId: FacilityId
  readonly at: Instant
  /** What happened, when the new state does not say it: `booking.moved`. */
  readonly action?: string
  readonly detail?: Record<string, unknown>
}

/** Gives the unit back from now on, or whole when it never began; the same write must change the state. */
export function releaseAllocationRows({ id, resourceId, heldFrom }: Booking): Query[] {
  return [
    sql`DELETE FROM allocation WHERE unit_id IN (SELECT id FROM unit WHERE resource_id = ${resourceId})
      AND starts_at = ${heldFrom} AND booking_id = ${id}`,
  ]
}

/** Ends or lengthens what a booking holds. Lengthening over somebody else aborts (UNIT_TAKEN). */
export function holdUntilRows({ id, resourceId, heldFrom }: Booking, heldUntil: Instant): Query[] {
  return [
    sql`UPDATE allocation SET ends_at = ${heldUntil} WHERE unit_id IN (SELECT id FROM unit WHERE resource_id =
      ${resourceId})
      AND starts_at = ${heldFrom} AND booking_id = ${id}`,
  ]
}

export function allocationRows({ id, heldFrom, heldUntil }: Booking, units: readonly UnitId[]): Query[] {
  return units.map(
    (unit) =>
      sql`INSERT INTO allocation (unit_id, starts_at, ends_at, booking_id) VALUES (${unit}, ${heldFrom}, ${heldUntil},
        ${id})`,
  )
}

export function busyRow({ id, personId, startsAt, endsAt }: Booking): Query {
  return sql`INSERT INTO person_busy (person_id, starts_at, ends_at, booking_id) VALUES (${personId}, ${startsAt},
    ${endsAt}, ${id})`
}

export function releaseBusyRow({ id, personId, startsAt }: Booking): Query {
  return sql`DELETE FROM person_busy WHERE person_id = ${personId} AND starts_at = ${startsAt} AND booking_id = ${id}`
}

/** Takes from the counters; the database refuses to let one pass its limit (QUOTA_EXCEEDED). */
export function claimRows(bookingId: BookingId, claims: readonly QuotaClaim[]): Query[] {
  return claims.flatMap(({ quotaId, countedId, bucket, amount, waived }) => [
    sql`INSERT INTO quota_use (quota_id, counted_id, bucket, used, waived)
      VALUES (${quotaId}, ${countedId}, ${bucket}, ${amount}, ${waived})
      ON CONFLICT (quota_id, counted_id, bucket) DO UPDATE SET used = used + excluded.used, waived = waived +
      excluded.waived`,
    sql`INSERT INTO booking_quota_use (booking_id, quota_id, counted_id, bucket, amount, waived)
      VALUES (${bookingId}, ${quotaId}, ${countedId}, ${bucket}, ${amount}, ${waived})`,
  ])
}

/** Gives back exactly what a booking took. */
export function releaseClaimRows(bookingId: BookingId): Query[] {
  return [
    sql`UPDATE quota_use SET used = used - b.amount, waived = quota_use.waived - b.waived FROM booking_quota_use b
      WHERE b.booking_id = ${bookingId} AND quota_use.quota_id = b.quota_id
      AND quota_use.counted_id = b.counted_id AND quota_use.bucket = b.bucket`,
    sql`DELETE FROM booking_quota_use WHERE booking_id = ${bookingId}`,
  ]
}

function bookingRow(booking: Booking): Query {
  const b = booking
  return sql`INSERT INTO booking (id, number, firm_id, project_id, person_id, booked_by, resource_id, unit_id, whole,
    group_id, starts_at,
    ends_at, held_from, held_until, state, version, requested_at, wake_at, purpose, samples, terms, tariff,
    price_lines, price_minor,
    currency, settlement, waiver)
    VALUES (${b.id}, ${b.number}, ${b.firmId}, ${b.projectId}, ${b.personId}, ${b.bookedBy}, ${b.resourceId},
    ${b.unitId}, ${b.whole},
      ${b.groupId}, ${b.startsAt}, ${b.endsAt}, ${b.heldFrom}, ${b.heldUntil}, ${b.state}, ${b.version},
      ${b.requestedAt}, ${b.wakeAt},
      ${b.purpose}, ${b.samples}, ${json(b.terms)}, ${json(b.tariff)}, ${json(b.priceLines)}, ${b.priceMinor},
      ${b.currency},
      ${b.settlement}, ${b.waiver && json(b.waiver)})`
}

function bookingAudit(
  booking: Booking,
  actorId: ChangeRecord['actorId'],
  facilityId: FacilityId,
  at: Instant,
  detail: Record<string, unknown>,
  action = `booking.${booking.state}`,
): Query {
  return auditRow({
    at,
    actorId,
    action,
    entity: booking.id,
    entityVersion: booking.version,
    firmId: booking.firmId,
    facilityId,
    detail,
  })
}
