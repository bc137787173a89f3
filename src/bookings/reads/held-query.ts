import type { Instant, Interval } from '../../kernel/interval.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'

export interface HeldRow extends Interval {
  resourceId: string
  unitId: number
  bookingId: string | null
  closureId: string | null
  closureKind: string | null
  closureReason: string | null
  lapsed: number
}

/**
 * What holds the units of these resources at these times, widened by each resource's own set-up and clean-down. Rows
 * of a unit never overlap, so the one before a start is found by its key, and no row older than that is visited.
 */
export function heldQuery(resourceIds: Query, times: readonly Interval[], now: Instant): Query<HeldRow> {
  const [time] = times
  const asked =
    times.length === 1 && time
      ? sql`SELECT ${time.startsAt} AS starts_at, ${time.endsAt} AS ends_at`
      : sql`SELECT value ->> 'startsAt' AS starts_at, value ->> 'endsAt' AS ends_at FROM json_each(${json(times)})`
  return sql<HeldRow>`SELECT u.resource_id AS resourceId, a.unit_id AS unitId, a.starts_at AS startsAt, a.ends_at AS
    endsAt,
    a.booking_id AS bookingId, a.closure_id AS closureId, c.kind AS closureKind, c.reason AS closureReason,
    ifnull(b.state IN ('pending', 'offered') AND b.wake_at <= ${now}, 0) AS lapsed
    FROM (${asked}) t CROSS JOIN resource r CROSS JOIN unit u ON u.resource_id = r.id
    CROSS JOIN allocation a ON a.unit_id = u.id AND a.starts_at < t.ends_at + r.cleanup_minutes * 60
      AND a.starts_at >= coalesce(
      (SELECT p.starts_at FROM allocation p WHERE p.unit_id = u.id AND p.starts_at <= t.starts_at - r.setup_minutes * 60
        ORDER BY p.starts_at DESC LIMIT 1), t.starts_at - r.setup_minutes * 60)
    LEFT JOIN closure c ON c.id = a.closure_id LEFT JOIN booking b ON b.id = a.booking_id
    WHERE r.id IN (${resourceIds}) AND a.ends_at > t.starts_at - r.setup_minutes * 60 LIMIT 20000`
}

export interface RateRow {
  resourceId: string
  priceCategory: string
  validFrom: Instant
  terms: string
}

/**
 * The rates of these resources for every price category, as far as they begin before an instant and a day's slack;
 * oldest first.
 */
export function ratesQuery(resourceIds: Query, until: Instant): Query<RateRow> {
  return sql<RateRow>`SELECT resource_id AS resourceId, price_category AS priceCategory, valid_from AS validFrom,
    terms FROM rate
    WHERE resource_id IN (${resourceIds}) AND valid_from < ${until + 86_400} ORDER BY resource_id, price_category,
    valid_from LIMIT 5000`
}
