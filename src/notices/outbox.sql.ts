import type { Instant } from '../kernel/interval.ts'
import { newId } from '../kernel/id.ts'
import type { Deps } from '../deps.ts'
import { json, sql, type Query } from '../platform/db/sql.ts'
import type { Notice } from './notice.ts'

/**
 * Something that happened, to be told later. Written in the batch that made it true, so that it is told if and only if
 * it is.
 */
export function outboxRow(id: string, kind: string, body: Record<string, unknown>, at: Instant): Query {
  return sql`INSERT INTO outbox (id, kind, body, created_at) VALUES (${id}, ${kind}, ${json(body)}, ${at})`
}

/** The row of a notice, under an id of its own. */
export function noticeRow({ now, entropy }: Pick<Deps, 'now' | 'entropy'>, { kind, ...body }: Notice): Query {
  const at = now()
  return outboxRow(newId('out', at * 1000, entropy), kind, body, at)
}
