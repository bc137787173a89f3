import { sql, type Query } from '../platform/db/sql.ts'
import { optionalKinds, type Notice } from './notice.ts'

/** True where person `p` has not turned off the letters of a kind; those that nobody may turn off are always wanted. */
export function wants(kind: Notice['kind']): Query {
  const optional: readonly string[] = optionalKinds
  return optional.includes(kind) ? sql`NOT EXISTS (SELECT 1 FROM json_each(p.muted) WHERE value = ${kind})` : sql`1`
}
