import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, Instant } from '../../deps.ts'
import type { Scope } from '../../firms/policy.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import { newId, type SessionId } from '../../kernel/id.ts'
import { Conflict } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { json, sql } from '../../platform/db/sql.ts'
import { demandFreshSignIn } from '../fresh.ts'
import { newToken } from '../session.sql.ts'
import { viewerId } from '../viewer-id.sql.ts'

export interface WantedToken {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly days: number
}

export interface MadeToken {
  readonly id: SessionId
  /** Shown this once: the database knows only its hash. */
  readonly token: string
  readonly expiresAt: Instant
}

const mostTokens = 50

/**
 * Makes a token for programs that act as the viewer, within its scopes. Throws Unauthenticated, SignInAgain, Conflict
 * when the person has too many.
 */
export async function makeToken(deps: Deps, actor: Actor, { name, scopes, days }: WantedToken): Promise<MadeToken> {
  const at = deps.now()
  const { viewer: rows, tokens } = await deps.db.read({
    viewer: viewerQuery(actor, at),
    tokens: sql<{ id: string | null }>`SELECT id FROM session WHERE person_id = ${viewerId(actor)} AND kind = 'bearer'
      AND revoked_at IS NULL AND expires_at > ${at} LIMIT ${mostTokens}`,
  })
  const viewer = viewerOf(rows)
  demandFreshSignIn(viewer, at)
  if (tokens.length >= mostTokens) throw new Conflict('too-many')
  const { personId } = viewer
  const id = newId('ses', at * 1000, deps.entropy)
  // A prefix of its own, so that one that leaks into a text can be found.
  const token = `gt_${newToken(deps.entropy)}`
  const expiresAt = at + days * 86_400
  const about = { actorId: personId, action: 'token.made', entity: id, firmId: null, facilityId: null }
  await deps.db.write(
    [
      sameViewerRow(viewer),
      sql`INSERT INTO session (token_hash, id, person_id, kind, label, scopes, created_at, expires_at)
        VALUES (${await sha256Hex(token)}, ${id}, ${personId}, 'bearer', ${name}, ${json(scopes)}, ${at},
          ${expiresAt})`,
      nextAuditRow({ at, ...about, detail: { scopes } }),
      noticeRow(deps, { kind: 'token.made', personId }),
    ],
    { idempotency: { actor: personId, key: `make-token:${id}`, requestHash: '', status: 201, body: '', at } },
  )
  return { id, token, expiresAt }
}
