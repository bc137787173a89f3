import type { FirmId, PersonId, ProjectId } from '../kernel/id.ts'
import { json, sql, type Query } from '../platform/db/sql.ts'
import type { WantedProject } from './project.ts'

/** A project more. */
export function newProjectRow(
  id: ProjectId,
  firmId: FirmId,
  { code, name, state, startsAt, endsAt, memberIds }: WantedProject,
): Query {
  return sql`INSERT INTO project (id, firm_id, code, name, state, starts_at, ends_at, restricted)
    VALUES (${id}, ${firmId}, ${code}, ${name}, ${state}, ${startsAt}, ${endsAt}, ${memberIds !== null})`
}

/** A project as it is from now on. */
export function changedProjectRow(
  id: ProjectId,
  { code, name, state, startsAt, endsAt, memberIds }: WantedProject,
): Query {
  return sql`UPDATE project SET code = ${code}, name = ${name}, state = ${state}, starts_at = ${startsAt},
    ends_at = ${endsAt}, restricted = ${memberIds !== null}, version = version + 1 WHERE id = ${id}`
}

/** Who may book on it and what it may spend, in place of what was so. */
export function projectRows(id: ProjectId, firmId: FirmId, { memberIds, budgetMinor }: WantedProject): Query[] {
  return [
    ...memberRows(id, firmId, memberIds),
    ...budgetRows(id, budgetMinor),
    // Whoever is judging by the project now judges again.
    sql`UPDATE firm SET rules_version = rules_version + 1 WHERE id = ${firmId}`,
  ]
}

function memberRows(id: ProjectId, firmId: FirmId, memberIds: readonly PersonId[] | null): Query[] {
  return [
    sql`DELETE FROM project_member WHERE project_id = ${id}`,
    sql`INSERT INTO project_member (firm_id, project_id, person_id)
      SELECT DISTINCT ${firmId}, ${id}, value FROM json_each(${json(memberIds ?? [])})`,
  ]
}

const noLimit = 9_000_000_000_000

/** One budget for each project and year. Taken away it stays, so that what was counted stays so, but binds no more. */
function budgetRows(id: ProjectId, budgetMinor: number | null): Query[] {
  const own = sql`kind = 'budget' AND subject_kind = 'project' AND subject_id = ${id} AND scope_id = ''
    AND window = 'year' AND measure = 'amount'`
  const changed = sql`UPDATE quota SET limit_value = ${budgetMinor ?? noLimit}, version = version + 1 WHERE ${own}`
  if (budgetMinor === null) return [changed]
  const added = sql`INSERT INTO quota (kind, subject_kind, subject_id, scope_kind, measure, window, limit_value)
    SELECT 'budget', 'project', ${id}, 'all', 'amount', 'year', ${budgetMinor}
    WHERE NOT EXISTS (SELECT 1 FROM quota WHERE ${own})`
  return [changed, added]
}
