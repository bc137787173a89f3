import { admits, ofChosenFirm } from '../../firms/projects.sql.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { Actor } from '../../deps.ts'
import { sql, type Query } from '../../platform/db/sql.ts'

/** The person whose session it is, as a sub-select: known before any read. */
export function viewerId(actor: Actor): Query {
  return sql`(SELECT person_id FROM session WHERE token_hash = ${actor.tokenHash})`
}

export interface ProjectRow {
  id: string
  firmId: string
  code: string
  name: string
}

/** Open projects on which the viewer may book. */
export function viewersProjects(actor: Actor): Query<ProjectRow> {
  return sql`SELECT p.id AS id, p.firm_id AS firmId, p.code AS code, p.name AS name FROM project p
    WHERE p.state = 'open' AND p.firm_id IN (SELECT r.firm_id FROM role r WHERE r.person_id = ${viewerId(actor)}
      AND r.role IN (${rolesThatMay('book')})) AND ${admits(viewerId(actor))} AND ${ofChosenFirm(actor)}
    ORDER BY p.code LIMIT 200`
}
