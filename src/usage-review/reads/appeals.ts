import { namesOf } from '../../access/reads/request-query.ts'
import type { Names } from '../../deps.ts'
import type { ConsequenceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { ConsequenceKind } from '../conduct.ts'

/** A consequence that its person does not agree with. */
export interface Appeal {
  readonly id: ConsequenceId
  readonly kind: ConsequenceKind
  readonly person: string
  readonly facility: Names
  readonly missed: number
  readonly until: Instant | null
  readonly appeal: string
  readonly appealedAt: Instant
}

export type AppealRow = Omit<Appeal, 'facility'> & { readonly facility: string }

/** Appeals that wait for these facilities, oldest first. */
export function openAppealsQuery(managed: Query): Query<AppealRow> {
  return sql<AppealRow>`SELECT c.id AS id, c.kind AS kind, p.name AS person, c.missed AS missed, c.until AS until,
    json_array(f.name_hans, f.name_hant, f.name_en) AS facility, c.appeal AS appeal, c.appealed_at AS appealedAt
    FROM consequence c JOIN person p ON p.id = c.person_id JOIN facility f ON f.id = c.facility_id
    WHERE c.facility_id IN (${managed}) AND c.appealed_at IS NOT NULL AND c.decided_at IS NULL
    ORDER BY c.appealed_at LIMIT 100`
}

export function appealOf({ facility, ...row }: AppealRow): Appeal {
  return { ...row, facility: namesOf(facility) }
}
