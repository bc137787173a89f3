import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { FindGap } from './find-query.ts'

/**
 * True where some unit of resource `r` has a stretch of so many minutes that is open and free, buffers included.
 * Starts need not lie on the step. It never misses one: requests that lapsed still hold their units, so their
 * resources count as free.
 */
export function gapExists(gap: FindGap, now: Instant): Query {
  const isWhole = gap.endsAt - gap.startsAt === gap.minutes * 60
  return sql`(${isWhole ? freeAllAlong(gap) : freeSomewhere(gap)}
    OR r.id IN (SELECT id FROM lapsed)${beyondTheSpans(gap.endsAt, now)})`
}

// Hours are laid down for 400 days ahead, and renewed every night; only a far window needs to ask how far.
const surelyLaidDown = 300 * 86_400

function beyondTheSpans(endsAt: Instant, now: Instant): Query {
  if (endsAt <= now + surelyLaidDown) return sql``
  return sql` OR (SELECT spans_until FROM opening_hours WHERE id = r.hours_id) < ${endsAt}`
}

/** Open and free for the whole of the window. Neither spans nor a unit's rows overlap: the last to begin decides. */
export function freeAllAlong({ startsAt, endsAt }: Record<'startsAt' | 'endsAt', Instant | Query>): Query {
  return sql`(SELECT o.ends_at FROM open_span o WHERE o.hours_id = r.hours_id AND o.starts_at <= ${startsAt}
      ORDER BY o.starts_at DESC LIMIT 1) >= ${endsAt}
    AND EXISTS (SELECT 1 FROM unit u WHERE u.resource_id = r.id AND u.state = 'active' AND ifnull(
      (SELECT p.ends_at FROM allocation p WHERE p.unit_id = u.id AND p.starts_at < ${endsAt} + r.cleanup_minutes * 60
        ORDER BY p.starts_at DESC LIMIT 1), 0) <= ${startsAt} - r.setup_minutes * 60)`
}

function freeSomewhere(gap: FindGap): Query {
  const length = gap.minutes * 60
  return sql`EXISTS (SELECT 1 FROM (${openStretches(gap)}) w
    CROSS JOIN unit u ON u.resource_id = r.id AND u.state = 'active'
    WHERE w.endsAt - w.startsAt >= ${length} AND (${freeFromTheStart(length)} OR ${freeAfterSomebody(length)}))`
}

/**
 * The open time of resource `r` in the window. Spans never overlap: none is visited before the one that holds its
 * start.
 */
function openStretches({ startsAt, endsAt }: FindGap): Query {
  return sql`SELECT max(o.starts_at, ${startsAt}) AS startsAt, min(o.ends_at, ${endsAt}) AS endsAt FROM open_span o
    WHERE o.hours_id = r.hours_id AND o.starts_at < ${endsAt} AND o.ends_at > ${startsAt} AND o.starts_at >= coalesce(
      (SELECT s.starts_at FROM open_span s WHERE s.hours_id = r.hours_id AND s.starts_at <= ${startsAt}
        ORDER BY s.starts_at DESC LIMIT 1), ${startsAt})
    LIMIT 1000`
}

/** From the stretch's start, or from whoever holds the unit then, up to the next one. */
function freeFromTheStart(length: number): Query {
  const next = sql`ifnull((SELECT n.starts_at FROM allocation n WHERE n.unit_id = u.id
    AND n.starts_at > w.startsAt - r.setup_minutes * 60 ORDER BY n.starts_at LIMIT 1)
    - r.cleanup_minutes * 60, w.endsAt)`
  const before = sql`ifnull((SELECT p.ends_at FROM allocation p WHERE p.unit_id = u.id
      AND p.starts_at <= w.startsAt - r.setup_minutes * 60 ORDER BY p.starts_at DESC LIMIT 1)
    + r.setup_minutes * 60, w.startsAt)`
  // Most units fail on the next one alone; only the others are looked up a second time.
  return sql`(${next} - w.startsAt >= ${length} AND min(w.endsAt, ${next}) - max(w.startsAt, ${before}) >= ${length})`
}

/** From the end of somebody who comes within the stretch, up to the next one. */
function freeAfterSomebody(length: number): Query {
  const next = sql`(SELECT n.starts_at FROM allocation n WHERE n.unit_id = u.id AND n.starts_at >= a.ends_at
    ORDER BY n.starts_at LIMIT 1) - r.cleanup_minutes * 60`
  return sql`EXISTS (SELECT 1 FROM allocation a
    WHERE a.unit_id = u.id AND a.starts_at > w.startsAt - r.setup_minutes * 60 AND a.starts_at < w.endsAt - ${length}
    AND w.endsAt - a.ends_at - r.setup_minutes * 60 >= ${length}
    AND ifnull(${next}, w.endsAt) - a.ends_at - r.setup_minutes * 60 >= ${length})`
}
