import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import type { RateReport } from '../commands/draft-rates.ts'

/** The last file of rates that a person sent, and what it would publish, or has published. */
export interface RateDraft {
  readonly id: string
  readonly report: RateReport
  /** Null while nothing of it has been published. */
  readonly appliedAt: Instant | null
}

/** One round trip. Throws Unauthenticated, Forbidden. */
export async function readRateDraft(
  deps: Deps,
  actor: Actor,
): Promise<{ readonly viewer: Viewer; readonly draft: RateDraft | null }> {
  const { viewer, drafts } = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    drafts: sql<Omit<RateDraft, 'report'> & { report: string }>`SELECT id, report, applied_at AS appliedAt
      FROM rate_draft WHERE person_id = ${viewerId(actor)} LIMIT 1`,
  })
  const [row] = drafts
  return {
    viewer: viewerOf(viewer),
    draft: row === undefined ? null : { ...row, report: JSON.parse(row.report) as RateReport },
  }
}
