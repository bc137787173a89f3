import type { Actor, Deps } from '../../deps.ts'
import type { FirmId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import { viewerOf, viewerQuery } from '../reads/viewer-query.ts'
import { belongsTo } from '../viewer.ts'

/** The firm that this browser acts for from now on. Throws Unauthenticated, NotFound for one not the viewer's. */
export async function chooseFirm(deps: Deps, actor: Actor, firmId: FirmId): Promise<void> {
  const at = deps.now()
  const { viewer: rows } = await deps.db.read({ viewer: viewerQuery(actor, at) })
  const viewer = viewerOf(rows)
  if (!belongsTo(viewer, firmId)) throw new NotFound('firm')
  const chosen = sql`UPDATE session SET firm_id = ${firmId} WHERE token_hash = ${actor.tokenHash} AND kind = 'cookie'`
  const key = `choose-firm:${actor.requestId}`
  const idempotency = { actor: viewer.personId, key, requestHash: '', status: 303, body: '', at }
  await deps.db.write([chosen], { idempotency })
}
