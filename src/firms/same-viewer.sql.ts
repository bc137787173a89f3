import { sql, type Query } from '../platform/db/sql.ts'
import type { Viewer } from './viewer.ts'

/** Asserts that the viewer may still do what was judged. */
export function sameViewerRow({ personId, accessVersion }: Viewer): Query {
  return sql`INSERT INTO assert_rules (n) SELECT count(*) FROM person WHERE id = ${personId}
    AND access_version = ${accessVersion}`
}
