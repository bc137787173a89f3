import type { Actor, Deps, Instant } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { SessionId } from '../../kernel/id.ts'
import { sql } from '../../platform/db/sql.ts'
import { viewerId } from '../viewer-id.sql.ts'
import type { SignInMethod } from '../session.sql.ts'

export interface Device {
  readonly id: SessionId
  readonly kind: 'cookie' | 'bearer' | 'feed'
  /** Of a token: what its person calls it. */
  readonly label: string
  readonly method: SignInMethod | ''
  readonly agent: string
  /** JSON; null is everything. */
  readonly scopes: string | null
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
  readonly expiresAt: Instant
}

export interface PasskeyRow {
  readonly id: string
  readonly name: string
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
}

export interface SignIns {
  readonly viewer: Viewer
  /** Browsers, access tokens and calendar feeds that live, newest first. */
  readonly devices: readonly Device[]
  readonly passkeys: readonly PasskeyRow[]
}

/** Everything that can sign in as the viewer, in one trip. Throws Unauthenticated. */
export async function readSignIns(deps: Deps, actor: Actor): Promise<SignIns> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    devices: sql<Device>`SELECT id, kind, label, method, agent, scopes, created_at AS createdAt,
      last_used_at AS lastUsedAt, expires_at AS expiresAt FROM session
      WHERE person_id = ${viewerId(actor)} AND kind IN ('cookie', 'bearer', 'feed') AND revoked_at IS NULL
        AND expires_at > ${at} AND id IS NOT NULL ORDER BY created_at DESC LIMIT 200`,
    passkeys: sql<PasskeyRow>`SELECT id, name, created_at AS createdAt, last_used_at AS lastUsedAt FROM passkey
      WHERE person_id = ${viewerId(actor)} ORDER BY created_at DESC LIMIT 50`,
  })
  return { viewer: viewerOf(rows.viewer), devices: rows.devices, passkeys: rows.passkeys }
}
