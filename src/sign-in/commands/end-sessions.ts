import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { SessionId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { endOtherSessionRows, endRows } from '../session.sql.ts'
import { viewerId } from '../viewer-id.sql.ts'

/** Ends one of the viewer's sessions, tokens or feeds; ended twice, it stays so. Throws Unauthenticated, NotFound. */
export async function endSession(deps: Deps, actor: Actor, id: SessionId): Promise<void> {
  const at = deps.now()
  const { viewer, found } = await deps.db.read({
    viewer: viewerQuery(actor, at),
    found: sql<{ id: string }>`SELECT id FROM session WHERE id = ${id} AND person_id = ${viewerId(actor)} LIMIT 1`,
  })
  const { personId } = viewerOf(viewer)
  if (found.length === 0) throw new NotFound('session')
  await write(deps, actor, personId, endRows(sql`id = ${id} AND person_id = ${personId}`, at, sql`s.person_id`))
}

/** Signs every other browser of the viewer out; with `here`, this one too. Tokens live on. Throws Unauthenticated. */
export async function endOtherSessions(deps: Deps, actor: Actor, here: 'here too' | 'not here'): Promise<void> {
  const at = deps.now()
  const { viewer } = await deps.db.read({ viewer: viewerQuery(actor, at) })
  const { personId } = viewerOf(viewer)
  const kept = here === 'here too' ? null : actor.tokenHash
  await write(deps, actor, personId, endOtherSessionRows(personId, kept, at))
}

async function write(deps: Deps, actor: Actor, personId: string, rows: readonly Query[]): Promise<void> {
  const key = `end-sessions:${actor.requestId}`
  const idempotency = { actor: personId, key, requestHash: '', status: 204, body: '', at: deps.now() }
  await deps.db.write(rows, { idempotency })
}
