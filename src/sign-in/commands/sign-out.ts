import type { Actor, Deps } from '../../deps.ts'
import { endSessionRow } from '../session.sql.ts'

/** Ends the session for good: its token is dead from the next request on. Doing it again changes nothing. */
export async function signOut(deps: Deps, actor: Actor): Promise<void> {
  const at = deps.now()
  const key = `sign-out:${actor.requestId}`
  const idempotency = { actor: 'session', key, requestHash: '', status: 303, body: '', at }
  await deps.db.write(endSessionRow(actor.tokenHash, at), { idempotency })
}
