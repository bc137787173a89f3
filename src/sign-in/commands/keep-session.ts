import type { Deps, Instant } from '../../deps.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import { newId } from '../../kernel/id.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql } from '../../platform/db/sql.ts'
import { newToken } from '../session.sql.ts'

/** Notes that a token was used just now. */
export async function touchSession(deps: Deps, tokenHash: string): Promise<void> {
  const at = deps.now()
  const used = sql`UPDATE session SET last_used_at = ${at} WHERE token_hash = ${tokenHash}`
  const key = `touch:${tokenHash}:${at}`
  try {
    await deps.db.write([used], {
      idempotency: { actor: 'session', key, requestHash: '', status: 204, body: '', at },
    })
  } catch (error) {
    if (!(error instanceof DbAbort)) throw error
  }
}

/**
 * Draws a browser's token anew after its person's roles have changed, so that whoever had the old one has nothing. The
 * old one lives on for half a minute, for requests that are under way. Null when another request was quicker.
 */
export async function renewSession(
  deps: Deps,
  tokenHash: string,
): Promise<{ token: string; expiresAt: Instant } | null> {
  const at = deps.now()
  const token = newToken(deps.entropy)
  const newHash = await sha256Hex(token)
  const id = newId('ses', at * 1000, deps.entropy)
  const { expiries } = await deps.db.read({
    expiries: sql<{ expiresAt: Instant }>`SELECT expires_at AS expiresAt FROM session
      WHERE token_hash = ${tokenHash} LIMIT 1`,
  })
  const expiresAt = expiries[0]?.expiresAt ?? at
  const person = sql`(SELECT access_version FROM person WHERE id = session.person_id)`
  const aged = sql`UPDATE session SET access_version = ${person}, expires_at = min(expires_at, ${at + graceSeconds})
    WHERE token_hash = ${tokenHash} AND kind = 'cookie' AND revoked_at IS NULL AND access_version < ${person}`
  const renewed = sql`INSERT INTO session (token_hash, id, person_id, kind, label, method, agent, firm_id,
      access_version, created_at, last_used_at, expires_at)
    SELECT ${newHash}, ${id}, person_id, kind, label, method, agent, firm_id, access_version, created_at, ${at},
      ${expiresAt} FROM session WHERE token_hash = ${tokenHash}`
  try {
    await deps.db.write([...asserting(aged, 'STALE_VERSION'), renewed], {
      idempotency: { actor: 'session', key: `renew:${newHash}`, requestHash: '', status: 204, body: '', at },
    })
    return { token, expiresAt }
  } catch (error) {
    if (error instanceof DbAbort) return null
    throw error
  }
}

const graceSeconds = 30
