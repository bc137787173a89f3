import type { Actor } from '../../deps.ts'
import type { ResourceId } from '../../kernel/id.ts'
import type { Interval } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { PastUse } from '../habits.ts'
import { viewerId } from './viewer-projects.ts'

export interface PastUseRow extends Interval {
  resourceId: string
  categoryId: string
}

/** What the viewer booked last and did not give back, latest first: what habits are learned from. */
export function pastUsesQuery(actor: Actor): Query<PastUseRow> {
  return sql<PastUseRow>`SELECT b.resource_id AS resourceId, r.category_id AS categoryId, b.starts_at AS startsAt,
    b.ends_at AS endsAt FROM (SELECT resource_id, starts_at, ends_at, state FROM booking
      WHERE person_id = ${viewerId(actor)} ORDER BY starts_at DESC LIMIT 120) b
    JOIN resource r ON r.id = b.resource_id WHERE b.state IN ('confirmed', 'in-use', 'completed')
    ORDER BY b.starts_at DESC LIMIT 120`
}

export function pastUsesOf(rows: readonly PastUseRow[]): PastUse[] {
  return rows.map((row) => ({ ...row, resourceId: row.resourceId as ResourceId }))
}
