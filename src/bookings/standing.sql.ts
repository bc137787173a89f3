import type { Instant } from '../kernel/interval.ts'
import { sql, type Query } from '../platform/db/sql.ts'

/**
 * True of a booking `b` that is in use or still to come. `ofResource` says whose: `= r.id`, `IN (…)`. It is found from
 * the longest booking that can be, so that history is not visited.
 */
export function comingOf(ofResource: Query, now: Instant): Query {
  return sql`b.resource_id ${ofResource} AND b.ends_at > ${now}
    AND b.starts_at > ${now} - (SELECT ifnull(max(max_minutes), 0) * 60 + 86400 FROM resource)
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
