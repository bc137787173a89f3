import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { hexOf } from '../../kernel/hex.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import { importResources } from '../../resources/commands/import-resources.ts'
import type { ImportReport } from '../../resources/import-report.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'

/**
 * Keeps a catalogue file with what it would change, so that exactly this file can be applied; the person's file before
 * it goes. Throws UnusableFile, Unauthenticated, KeyReused.
 */
export async function draftCatalogue(deps: Deps, actor: Actor, csvText: string, key: RequestKey): Promise<void> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    stored: storedAnswerQuery(actor, key.key),
  })
  const { personId } = viewerOf(rows.viewer)
  if (storedAnswerOf(rows.stored, key)) return
  const report = await importResources(deps, actor, csvText, { preview: true })
  const id = hexOf(deps.entropy(8))
  await deps.db.write(
    [
      sql`DELETE FROM catalogue_draft WHERE person_id = ${personId}`,
      sql`INSERT INTO catalogue_draft (person_id, id, file, report, made_at)
        VALUES (${personId}, ${id}, ${csvText}, ${JSON.stringify(report)}, ${now})`,
    ],
    { idempotency: { actor: personId, ...key, status: 200, body: '', at: now } },
  )
}

/**
 * Applies the file that was looked at; what became of each line is kept in its place, and the file itself goes. Sent
 * again, it is done once. Throws Unauthenticated, and NotFound for a file that another one has replaced.
 */
export async function applyCatalogueDraft(deps: Deps, actor: Actor, id: string, key: RequestKey): Promise<void> {
  const now = deps.now()
  const { viewer, drafts } = await deps.db.read({
    viewer: viewerQuery(actor, now),
    drafts: sql<{ file: string; appliedAt: number | null }>`SELECT file, applied_at AS appliedAt FROM catalogue_draft
      WHERE person_id = ${viewerId(actor)} AND id = ${id} LIMIT 1`,
  })
  const { personId } = viewerOf(viewer)
  const [draft] = drafts
  if (!draft) throw new NotFound('file')
  if (draft.appliedAt !== null) return
  // The file's own key: two browsers that apply it at once apply it once.
  const request = { key: `catalogue:${id}`, requestHash: id }
  const report: ImportReport = await importResources(deps, actor, draft.file, { preview: false, request })
  await deps.db.write(
    [
      sql`UPDATE catalogue_draft SET report = ${JSON.stringify(report)}, applied_at = ${now}, file = ''
        WHERE person_id = ${personId} AND id = ${id}`,
    ],
    { idempotency: { actor: personId, ...key, status: 200, body: '', at: now } },
  )
}
