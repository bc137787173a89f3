import type { ResourceId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { hoursRules } from '../outside-hours.ts'

/** When resources will be open, from an instant on. */
export interface NewSpans {
  readonly resourceIds: Query<{ id: ResourceId }>
  readonly from: Instant
  readonly open: readonly Interval[]
}

/**
 * Bookings yet to end that stand outside, and are not marked so. A select of one column. Spans are found by their day:
 * a booking is compared with those of the day on which it begins.
 */
export function outsideIds(spans: NewSpans, most: number): Query {
  return sql`SELECT id FROM (${comingBookings(spans, false)} LIMIT ${most})`
}

/** Bookings marked as outside that are inside now. */
export function insideAgainIds(spans: NewSpans, most: number): Query {
  return sql`SELECT id FROM (${comingBookings(spans, true)} LIMIT ${most})`
}

function comingBookings({ resourceIds, from, open }: NewSpans, isMarked: boolean): Query {
  const begins = sql`max(b.starts_at, ${from})`
  const isInside = sql`EXISTS (SELECT 1 FROM span s WHERE s.day = ${begins} / 86400 AND s.starts_at <= ${begins}
    AND s.ends_at >= b.ends_at)`
  const marked = sql`(EXISTS (SELECT 1 FROM booking_mark m WHERE m.booking_id = b.id AND m.why = 'hours')
    OR EXISTS (SELECT 1 FROM json_each(b.waiver, '$.rules')
      WHERE value IN (SELECT value FROM json_each(${json(hoursRules)}))))`
  return sql`WITH span AS MATERIALIZED (SELECT value ->> 0 AS day, value ->> 1 AS starts_at, value ->> 2 AS ends_at
      FROM json_each(${json(byDay(open))}))
    SELECT b.id AS id FROM resource r CROSS JOIN booking b ON b.resource_id = r.id
      AND b.starts_at > ${from} - (r.max_minutes + 1440) * 60
    WHERE r.id IN (${resourceIds}) AND b.ends_at > ${from} AND b.state IN ('offered', 'pending', 'confirmed', 'in-use')
      AND ${isMarked ? sql`${marked} AND ${isInside}` : sql`NOT ${marked} AND NOT ${isInside}`}
    ORDER BY b.starts_at`
}

const daySeconds = 86_400

function byDay(open: readonly Interval[]): [number, Instant, Instant][] {
  return open.flatMap(({ startsAt, endsAt }) => {
    const first = Math.floor(startsAt / daySeconds)
    const days = Math.floor((endsAt - 1) / daySeconds) - first + 1
    return Array.from({ length: days }, (_, at): [number, Instant, Instant] => [first + at, startsAt, endsAt])
  })
}
