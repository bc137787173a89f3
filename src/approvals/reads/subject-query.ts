import { sql, type Query } from '../../platform/db/sql.ts'
import type { Giver, SubjectKind } from '../standing.ts'

/**
 * Whom a text means: a firm by a name, credit code or id, a person by address, a project by code, with its firm's name
 * before it where several have that code. A firm's own admins mean only their own.
 */
export function subjectQuery(subject: { readonly kind: SubjectKind; readonly text: string }, giver: Giver) {
  const { kind, text } = subject
  const firmId = giver.by === 'firm-admin' ? giver.firmId : null
  switch (kind) {
    case 'firm':
      return found(sql`SELECT f.id AS id FROM firm f WHERE f.state <> 'departed' AND (f.id = ${text}
        OR f.credit_code = ${text} OR ${text} IN (f.name_hans, f.name_hant) OR lower(f.name_en) = lower(${text}))
        AND coalesce(${firmId}, f.id) = f.id LIMIT 2`)
    case 'person':
      return found(sql`SELECT p.id AS id FROM person p WHERE p.state = 'active' AND p.email = lower(${text})
        AND (${firmId} IS NULL OR EXISTS (SELECT 1 FROM role WHERE person_id = p.id AND firm_id = ${firmId})) LIMIT 2`)
    case 'project':
      return found(sql`SELECT p.id AS id FROM project p JOIN firm f ON f.id = p.firm_id WHERE p.state = 'open'
        AND (p.id = ${text} OR p.code = ${text} OR ${text} IN (f.name_hans || ' ' || p.code,
          f.name_hant || ' ' || p.code, f.name_en || ' ' || p.code))
        AND coalesce(${firmId}, f.id) = f.id LIMIT 2`)
  }
}

function found(query: Query): Query<{ id: string }> {
  return query as Query<{ id: string }>
}
