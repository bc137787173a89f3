import type { Actor } from '../deps.ts'
import { sql, type Query } from '../platform/db/sql.ts'
import { viewerId } from '../sign-in/viewer-id.sql.ts'
import { rolesThatMay } from './roles.sql.ts'

/** Whether the viewer manages the resources of a facility, a column of the statement around it. */
export function manages(actor: Actor, facilityId: Query): Query {
  return sql`EXISTS (SELECT 1 FROM role m WHERE m.person_id = ${viewerId(actor)}
    AND m.role IN (${rolesThatMay('manage-resources')}) AND (m.facility_id IS NULL OR m.facility_id = ${facilityId}))`
}
