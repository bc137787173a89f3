import type { BookingId } from '../../kernel/id.ts'
import type { Interval } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { limitNow } from '../../quotas/limit-now.sql.ts'
import type { Claim, Neighbour, NextHold, OtherBooking, Surroundings } from '../surroundings.ts'
import { fundingOf, fundingQueries } from '../../subsidies/reads/funding.ts'
import type { NamedBooking } from './booking-with-names.ts'

/** A booking beside everything that its end depends on, of one snapshot. */
export interface Standing extends NamedBooking {
  readonly around: Surroundings
}

interface OfBooking {
  readonly of: string
}

type OtherRow = Omit<OtherBooking, 'whole' | 'givenUp'> & { readonly whole: number; readonly givenUp: string }

/** What stands beside these bookings; `surroundingsOf` makes it out of the rows. `ids` is a select of one column. */
export function surroundingsQueries(ids: Query) {
  return {
    before: beforeQuery(ids),
    after: afterQuery(ids),
    others: othersQuery(ids),
    closed: closedQuery(ids),
    claims: claimsQuery(ids),
    untouched: untouchedQuery(ids),
    ...fundingQueries(ids),
  }
}

export type SurroundingsRows = {
  [K in keyof ReturnType<typeof surroundingsQueries>]: ReturnType<typeof surroundingsQueries>[K] extends Query<
    infer Row
  >
    ? Row[]
    : never
}

export function surroundingsOf(rows: SurroundingsRows, id: BookingId): Surroundings {
  const own = <Row extends OfBooking>(all: readonly Row[]) => all.filter((row) => row.of === id)
  return {
    before: own(rows.before),
    after: own(rows.after),
    others: own(rows.others).map((row) => ({
      ...row,
      whole: row.whole === 1,
      givenUp: JSON.parse(row.givenUp) as Interval[],
    })),
    closed: own(rows.closed),
    claims: own(rows.claims),
    untouched: own(rows.untouched),
    funding: fundingOf(rows, id),
  }
}

// Rows of a unit never overlap: the one before and the one after are found by their key.
export function beforeQuery(ids: Query) {
  return sql<Neighbour & OfBooking>`SELECT b.id AS of, o.starts_at AS startsAt, o.ends_at AS endsAt, o.state AS state,
    o.outcome AS outcome, o.checked_out_at AS checkedOutAt,
    CASE o.terms ->> '$.checkIn' WHEN 'none' THEN 0 ELSE o.terms ->> '$.overrunMinutes' END AS overrunMinutes
    FROM booking b CROSS JOIN unit u ON u.resource_id = b.resource_id AND (b.whole = 1 OR u.id = b.unit_id)
    CROSS JOIN allocation a ON a.unit_id = u.id AND a.starts_at =
      (SELECT p.starts_at FROM allocation p WHERE p.unit_id = u.id AND p.starts_at < b.held_from
        ORDER BY p.starts_at DESC LIMIT 1)
    CROSS JOIN booking o ON o.id = a.booking_id WHERE b.id IN (${ids}) LIMIT 5000`
}

function afterQuery(ids: Query) {
  return sql<NextHold & OfBooking>`SELECT b.id AS of, a.starts_at AS heldFrom, o.starts_at AS startsAt
    FROM booking b CROSS JOIN unit u ON u.resource_id = b.resource_id AND (b.whole = 1 OR u.id = b.unit_id)
    CROSS JOIN allocation a ON a.unit_id = u.id AND a.starts_at =
      (SELECT n.starts_at FROM allocation n WHERE n.unit_id = u.id AND n.starts_at > b.held_from ORDER BY n.starts_at
        LIMIT 1)
    LEFT JOIN booking o ON o.id = a.booking_id WHERE b.id IN (${ids}) LIMIT 5000`
}

/**
 * No booking is longer than its resource's longest and its overrun, so the look back in the index of starts is bounded.
 */
function othersQuery(ids: Query) {
  return sql<
    OtherRow & OfBooking
  >`WITH span AS (SELECT b.id AS id, b.resource_id AS resource, b.unit_id AS unit, b.whole AS whole,
      min(b.starts_at, ifnull((SELECT min(value ->> 'startsAt') FROM json_each(b.terms, '$.givenUp')),
        b.starts_at)) AS opens,
      max(b.ends_at, ifnull((SELECT max(value ->> 'endsAt') FROM json_each(b.terms, '$.givenUp')),
        b.ends_at)) AS closes,
      (r.max_minutes + 1440) * 60 AS longest
      FROM booking b CROSS JOIN resource r ON r.id = b.resource_id WHERE b.id IN (${ids}))
    SELECT s.id AS of, o.id AS id, o.starts_at AS startsAt, o.ends_at AS endsAt, o.unit_id AS unitId, o.whole AS whole,
      o.state AS state, o.requested_at AS requestedAt, o.checked_in_at AS checkedInAt, o.checked_out_at AS checkedOutAt,
      o.tariff ->> '$.chargeBasis' AS chargeBasis, o.terms -> '$.givenUp' AS givenUp
    FROM span s CROSS JOIN booking o ON o.resource_id = s.resource AND o.starts_at < s.closes
      AND o.starts_at > s.opens - s.longest
    WHERE o.id <> s.id AND (s.whole = 1 OR o.whole = 1 OR o.unit_id = s.unit)
      AND o.state IN ('confirmed', 'in-use', 'completed', 'no-show', 'cancelled')
      AND (o.ends_at > s.opens OR o.checked_out_at > s.opens OR o.terms -> '$.givenUp' <> '[]') LIMIT 10000`
}

function closedQuery(ids: Query) {
  return sql<
    Interval & OfBooking
  >`SELECT b.id AS of, c.starts_at AS startsAt, min(c.ends_at, ifnull(c.lifted_at, c.ends_at)) AS endsAt
    FROM booking b CROSS JOIN closure c ON c.resource_id = b.resource_id AND c.ends_at > b.starts_at
    WHERE b.id IN (${ids}) AND c.starts_at < b.ends_at AND ifnull(c.lifted_at, c.ends_at) > max(b.starts_at,
      c.starts_at) AND EXISTS (
      SELECT 1 FROM closure_unit x WHERE x.closure_id = c.id AND (b.whole = 1 OR x.unit_id = b.unit_id)) LIMIT 2000`
}

function claimsQuery(ids: Query) {
  return sql<
    Claim & OfBooking
  >`SELECT t.booking_id AS of, t.quota_id AS quotaId, t.counted_id AS countedId, t.bucket AS bucket,
    t.amount AS amount, t.waived AS waived, q.kind AS kind, q.measure AS measure, q.window AS window, q.band AS band,
      ${limitNow} AS "limit",
    u.used - u.waived AS counted
    FROM booking_quota_use t CROSS JOIN quota q ON q.id = t.quota_id
    CROSS JOIN quota_use u ON u.quota_id = t.quota_id AND u.counted_id = t.counted_id AND u.bucket = t.bucket
    WHERE t.booking_id IN (${ids}) LIMIT 20000`
}

function untouchedQuery(ids: Query) {
  return sql<Surroundings['untouched'][number] & OfBooking>`WITH subject AS (
      SELECT b.id AS of, 'project' AS kind, b.project_id AS id FROM booking b WHERE b.id IN (${ids})
      UNION ALL SELECT b.id, 'firm', b.firm_id FROM booking b WHERE b.id IN (${ids})
      UNION ALL SELECT b.id, 'person', b.person_id FROM booking b WHERE b.id IN (${ids})
      UNION ALL SELECT b.id, 'consortium', f.consortium_id FROM booking b CROSS JOIN firm f ON f.id = b.firm_id
        WHERE b.id IN (${ids}) AND f.consortium_id IS NOT NULL)
    SELECT s.of AS of, q.id AS id, q.window AS window
    FROM subject s CROSS JOIN quota q ON q.subject_kind = s.kind AND q.subject_id = s.id
    CROSS JOIN booking b ON b.id = s.of CROSS JOIN resource r ON r.id = b.resource_id
    WHERE q.measure = 'amount' AND q.kind IN ('budget', 'credit') AND q.band = 'all'
      AND q.scope_id = CASE q.scope_kind WHEN 'all' THEN '' WHEN 'resource' THEN r.id WHEN 'category' THEN r.category_id
        ELSE r.facility_id END
      AND NOT EXISTS (SELECT 1 FROM booking_quota_use t WHERE t.booking_id = s.of AND t.quota_id = q.id) LIMIT 5000`
}
