import type { BookingId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { covers } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { alternativesTo, type Alternative } from '../alternatives.ts'
import type { Booking } from '../booking.ts'
import type { BookingFacts } from '../facts.ts'

/**
 * The resource of a booking; and where the house took it back before it began, up to five that do the same, those of
 * its facility first. A select of one column.
 */
export function withElsewhere(id: BookingId, now: Instant): Query<{ id: string }> {
  return sql<{ id: string }>`SELECT resource_id AS id FROM booking WHERE id = ${id} UNION ALL
    SELECT id FROM (SELECT r.id AS id FROM booking b JOIN resource o ON o.id = b.resource_id
      JOIN resource r ON r.category_id = o.category_id AND r.kind = o.kind AND r.id <> o.id AND r.state = 'published'
    WHERE b.id = ${id} AND b.state = 'cancelled' AND b.starts_at > ${now} AND EXISTS (SELECT 1 FROM audit a
      WHERE a.entity = b.id AND a.entity_version = b.version
        AND (a.detail ->> '$.closureId' IS NOT NULL OR a.detail ->> '$.hoursSet' IS NOT NULL))
    ORDER BY r.facility_id <> o.facility_id, r.id LIMIT 5)`
}

const most = 3

/**
 * Where whoever lost a booking may have the same time instead: another unit, then what does the same. `reach` is what
 * was read: nobody knows what is free outside it.
 */
export function elsewhereOf(booking: Booking, facts: BookingFacts, reach: Interval): Alternative[] {
  if (facts.resources.size < 2 || booking.startsAt <= facts.now || !covers(reach, booking)) return []
  const { resourceId, unitId, startsAt, endsAt, whole, samples, purpose } = booking
  const wanted = { resourceId, unitId: whole ? null : unitId, startsAt, endsAt, whole, samples, purpose }
  const by = { projectId: booking.projectId, onBehalfOf: null, override: null }
  return alternativesTo(wanted, by, { ...facts, replaces: null }, reach, booking.id)
    .filter(({ reason }) => reason === 'sister-unit' || reason === 'equivalent')
    .slice(0, most)
}
