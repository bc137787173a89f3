import type { Actor } from '../../deps.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { FacilityId, ResourceId } from '../../kernel/id.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'

/** What of today is wanted. */
export interface TodayWanted {
  /** Null: every facility that the viewer manages. */
  readonly facilityId: FacilityId | null
  /** Machines that are called so; empty takes all. */
  readonly words: string
  /** The machine after which to go on. */
  readonly after: ResourceId | null
}

/** The facilities that the viewer manages, or the one of them that is wanted: a select of their ids. */
export function managedFacilities(actor: Actor, { facilityId }: Pick<TodayWanted, 'facilityId'>): Query {
  const chosen = facilityId === null ? sql`1` : sql`g.id = ${facilityId}`
  return sql`SELECT g.id FROM facility g WHERE ${chosen} AND EXISTS (SELECT 1 FROM role m
    WHERE m.person_id = ${viewerId(actor)} AND m.role IN (${rolesThatMay('manage-resources')})
      AND (m.facility_id IS NULL OR m.facility_id = g.id))`
}
