import type { Actor, RequestKey } from '../../deps.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { KeyReused } from '../../kernel/thrown.ts'

export interface StoredAnswerRow {
  readonly requestHash: string
  readonly status: number
  readonly body: string
}

/** The answer that the viewer's earlier request with this key got, if there was one. */
export function storedAnswerQuery(actor: Actor, key: string): Query<StoredAnswerRow> {
  return sql<StoredAnswerRow>`SELECT request_hash AS requestHash, status, body FROM idempotency
    WHERE actor = (SELECT person_id FROM session WHERE token_hash = ${actor.tokenHash}) AND key = ${key} LIMIT 1`
}

/** The stored answer, or null. Throws KeyReused when the key was used for another request. */
export function storedAnswerOf(
  rows: readonly StoredAnswerRow[],
  key: RequestKey,
): { readonly status: number; readonly body: string } | null {
  const [row] = rows
  if (!row) return null
  if (row.requestHash !== key.requestHash) throw new KeyReused()
  return { status: row.status, body: row.body }
}
