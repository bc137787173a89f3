import type { Actor, Deps, Instant } from '../../deps.ts'
import type { FirmId, PersonId, ProjectId } from '../../kernel/id.ts'
import { sql } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { rolesThatMay } from '../roles.sql.ts'
import { viewerOf, viewerQuery } from './viewer-query.ts'

export interface ProjectRow {
  readonly id: ProjectId
  readonly firmId: FirmId
  readonly code: string
  readonly name: string
  readonly state: 'open' | 'closed'
  readonly startsAt: Instant | null
  readonly endsAt: Instant | null
  readonly restricted: number
  /** JSON: ids of those who may book on a restricted one. */
  readonly members: string
  readonly budgetMinor: number | null
  readonly usedMinor: number
}

/** The projects of the firms whose admin the viewer is, with what they may spend and have, and who could be on them. */
export async function readProjects(deps: Deps, actor: Actor, yearBucket: number) {
  const mine = sql`SELECT firm_id FROM role WHERE person_id = ${viewerId(actor)}
    AND role IN (${rolesThatMay('manage-projects')})`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    projects: sql<ProjectRow>`SELECT p.id AS id, p.firm_id AS firmId, p.code AS code, p.name AS name, p.state AS state,
      p.starts_at AS startsAt, p.ends_at AS endsAt, p.restricted AS restricted,
      (SELECT json_group_array(person_id) FROM project_member WHERE project_id = p.id) AS members,
      q.limit_value AS budgetMinor, ifnull((SELECT used FROM quota_use WHERE quota_id = q.id AND counted_id = ''
        AND bucket = ${yearBucket}), 0) AS usedMinor
      FROM project p LEFT JOIN quota q ON q.subject_kind = 'project' AND q.subject_id = p.id AND q.scope_id = ''
        AND q.kind = 'budget' AND q.window = 'year' AND q.measure = 'amount' AND q.limit_value < 9000000000000
      WHERE p.firm_id IN (${mine}) ORDER BY p.state DESC, p.code LIMIT 500`,
    people: sql<{ id: PersonId; firmId: FirmId; name: string }>`SELECT DISTINCT p.id AS id, r.firm_id AS firmId,
      p.name AS name FROM role r JOIN person p ON p.id = r.person_id WHERE r.firm_id IN (${mine})
      AND r.role IN (${rolesThatMay('book')}) ORDER BY p.name LIMIT 1000`,
  })
  return { viewer: viewerOf(rows.viewer), projects: rows.projects, people: rows.people }
}
