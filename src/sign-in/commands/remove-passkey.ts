import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql } from '../../platform/db/sql.ts'

/** Forgets a passkey of the viewer's. Throws Unauthenticated, NotFound. */
export async function removePasskey(deps: Deps, actor: Actor, id: string): Promise<void> {
  const at = deps.now()
  const { viewer: rows } = await deps.db.read({ viewer: viewerQuery(actor, at) })
  const viewer = viewerOf(rows)
  const { personId } = viewer
  const about = { actorId: personId, action: 'passkey.removed', entity: personId, firmId: null, facilityId: null }
  const key = `remove-passkey:${actor.requestId}`
  try {
    await deps.db.write(
      [
        sameViewerRow(viewer),
        ...asserting(sql`DELETE FROM passkey WHERE id = ${id} AND person_id = ${personId}`, 'STALE_VERSION'),
        nextAuditRow({ at, ...about, detail: {} }),
        noticeRow(deps, { kind: 'passkey.removed', personId }),
      ],
      { idempotency: { actor: personId, key, requestHash: '', status: 204, body: '', at } },
    )
  } catch (error) {
    if (error instanceof DbAbort && error.token === 'STALE_VERSION') throw new NotFound('passkey')
    throw error
  }
}
