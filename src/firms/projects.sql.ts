import type { Actor } from '../deps.ts'
import { sql, type Query } from '../platform/db/sql.ts'

/** True where the project, `p`, is for everybody of its firm, or for this person among others. */
export function admits(personId: Query): Query {
  return sql`(p.restricted = 0 OR EXISTS (SELECT 1 FROM project_member m
    WHERE m.project_id = p.id AND m.person_id = ${personId}))`
}

/** True where the project, `p`, is of the firm that this browser acts for, if it acts for a certain one. */
export function ofChosenFirm({ tokenHash }: Actor): Query {
  return sql`p.firm_id = coalesce((SELECT s.firm_id FROM session s JOIN role r ON r.person_id = s.person_id
    AND r.firm_id = s.firm_id WHERE s.token_hash = ${tokenHash} LIMIT 1), p.firm_id)`
}
