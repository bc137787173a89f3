import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql } from '../../platform/db/sql.ts'
import type { ImportReport } from '../../resources/import-report.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'

/** The last catalogue file of a person, and what it would change, or has changed. */
export interface CatalogueDraft {
  readonly id: string
  readonly report: ImportReport
  readonly madeAt: Instant
  /** Null while nothing of it has been applied. */
  readonly appliedAt: Instant | null
}

export interface DraftRow extends Omit<CatalogueDraft, 'report'> {
  readonly report: string
}

export function draftQuery(actor: Actor) {
  return sql<DraftRow>`SELECT id, report, made_at AS madeAt, applied_at AS appliedAt FROM catalogue_draft
    WHERE person_id = ${viewerId(actor)} LIMIT 1`
}

/** One round trip. Throws Unauthenticated. */
export async function readCatalogueDraft(
  deps: Deps,
  actor: Actor,
): Promise<{ readonly viewer: Viewer; readonly draft: CatalogueDraft | null }> {
  const { viewer, drafts } = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    drafts: draftQuery(actor),
  })
  const [row] = drafts
  return {
    viewer: viewerOf(viewer),
    draft: row === undefined ? null : { ...row, report: JSON.parse(row.report) as ImportReport },
  }
}
