import type { Actor } from '../deps.ts'
import { sql, type Query } from '../platform/db/sql.ts'

/** The person whose session it is, as a sub-select: known before any read. */
export function viewerId(actor: Actor): Query {
  return sql`(SELECT person_id FROM session WHERE token_hash = ${actor.tokenHash})`
}
