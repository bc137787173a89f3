import type { PersonId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { sql, type Query } from '../platform/db/sql.ts'

/** Qualifies a person until a time. What still holds goes on and is never shortened; disuse is counted anew. */
export function grantRow(
  { personId, kindId }: { readonly personId: PersonId; readonly kindId: string },
  at: Instant,
  until: Instant,
): Query {
  return grantsFrom(sql`VALUES (${personId}, ${kindId}, ${at}, ${until}, ${at})`)
}

/** The same for each row of a source: person, kind, from, until, and from when disuse is counted. */
export function grantsFrom(source: Query): Query {
  const holds = sql`withdrawn_at IS NULL AND valid_until > excluded.valid_from`
  return sql`INSERT INTO qualification (person_id, kind_id, valid_from, valid_until, counted_from) ${source}
    ON CONFLICT (person_id, kind_id) DO UPDATE SET
      valid_from = CASE WHEN ${holds} THEN min(valid_from, excluded.valid_from) ELSE excluded.valid_from END,
      valid_until = CASE WHEN ${holds} THEN max(valid_until, excluded.valid_until) ELSE excluded.valid_until END,
      counted_from = excluded.counted_from, withdrawn_at = NULL, withdrawn_reason = ''`
}
