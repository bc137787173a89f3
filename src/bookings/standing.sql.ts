import type { Instant } from '../kernel/interval.ts'
import { sql, type Query } from '../platform/db/sql.ts'

/** True of a booking `b` that is in use or still to come. `resourceIds` is a select of one column. */
export function comingOf(resourceIds: Query, now: Instant): Query {
  return sql`b.resource_id IN (${resourceIds}) AND b.ends_at > ${now} AND b.starts_at > ${now} - 60 *
    (SELECT max_minutes FROM resource WHERE id = b.resource_id) - 86400
    AND b.state IN ('offered', 'pending', 'confirmed', 'in-use')`
}

/**
 * True of a booking `b` of which some minute from now on is not within the hours that have this id. Neither do spans
 * overlap nor touch: the last to begin decides. Past the days that are laid out, all but `openFar` (JSON) count as
 * outside; without it none does, and they are judged apart.
 */
export function isOutside(hoursId: Query, now: Instant, openFar: string | null): Query {
  const laid = sql`b.ends_at <= (SELECT spans_until FROM opening_hours WHERE id = ${hoursId})`
  const span = sql`ifnull((SELECT o.ends_at FROM open_span o WHERE o.hours_id = ${hoursId}
    AND o.starts_at <= max(b.starts_at, ${now}) ORDER BY o.starts_at DESC LIMIT 1), 0)`
  return sql`CASE WHEN ${laid} THEN ${span} < b.ends_at
    ELSE ${openFar} IS NOT NULL AND b.id NOT IN (SELECT value FROM json_each(ifnull(${openFar}, '[]'))) END`
}
