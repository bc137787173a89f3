import type { Deps, Instant } from '../deps.ts'
import { nextAuditRow } from '../audit/record.ts'
import { sha256Hex } from '../kernel/digest.ts'
import { newId, type FirmId, type PersonId, type SessionId } from '../kernel/id.ts'
import { asserting, sql, type Query } from '../platform/db/sql.ts'

/** How somebody proved who they are. */
export type SignInMethod = 'demo' | 'code' | 'passkey' | 'oidc'

export interface NewSession {
  readonly id: SessionId
  /** 256 bits in base64url; the database knows only its hash. */
  readonly token: string
  readonly expiresAt: Instant
  /** Statements that make it, its audit row among them; they abort with STALE_VERSION where the person is suspended. */
  readonly rows: readonly Query[]
}

export interface SessionOf {
  readonly personId: PersonId
  readonly method: SignInMethod
  /** The browser, in a few words that its owner will recognise. */
  readonly agent: string
  readonly firmId?: FirmId | null
}

/** A browser's session, drawn but not yet written. It lives for thirty days. */
export async function newSession(
  deps: Deps,
  { personId, method, agent, firmId = null }: SessionOf,
): Promise<NewSession> {
  const at = deps.now()
  const id = newId('ses', at * 1000, deps.entropy)
  const token = newToken(deps.entropy)
  const expiresAt = at + sessionSeconds
  const session = sql`INSERT INTO session (token_hash, id, person_id, kind, method, agent, firm_id, access_version,
      created_at, expires_at)
    SELECT ${await sha256Hex(token)}, ${id}, id, 'cookie', ${method}, ${agent}, ${firmId}, access_version, ${at},
      ${expiresAt} FROM person WHERE id = ${personId} AND state = 'active'`
  const audit = nextAuditRow({
    at,
    actorId: personId,
    action: 'session.started',
    entity: id,
    firmId: null,
    facilityId: null,
    detail: { method },
  })
  return { id, token, expiresAt, rows: [...asserting(session, 'STALE_VERSION'), audit] }
}

/** Ends the session of a token for good, with its audit row; nothing where it has ended before. */
export function endSessionRow(tokenHash: string, at: Instant): Query[] {
  return endRows(sql`token_hash = ${tokenHash}`, at, sql`s.person_id`)
}

/** Ends a person's sessions, but for the one with this hash. */
export function endOtherSessionRows(personId: PersonId, keptHash: string | null, at: Instant): Query[] {
  const kept = keptHash === null ? sql`` : sql` AND token_hash <> ${keptHash}`
  return endRows(sql`person_id = ${personId} AND kind = 'cookie'${kept}`, at, sql`s.person_id`)
}

/** The audit rows first: they are of those that still live. */
export function endRows(which: Query, at: Instant, actorId: Query): Query[] {
  return [
    sql`INSERT INTO audit (at, actor_id, action, entity, entity_version, firm_id, facility_id, detail)
      SELECT ${at}, ${actorId}, 'session.ended', s.id,
        (SELECT ifnull(max(entity_version), 0) + 1 FROM audit WHERE entity = s.id), NULL, NULL, '{}'
      FROM session s WHERE ${which} AND s.revoked_at IS NULL AND s.id IS NOT NULL AND s.expires_at > ${at}`,
    sql`UPDATE session SET revoked_at = ${at} WHERE ${which} AND revoked_at IS NULL`,
  ]
}

/** 256 unguessable bits in base64url. */
export function newToken(entropy: Deps['entropy']): string {
  return btoa(String.fromCharCode(...entropy(32)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

const sessionSeconds = 30 * 86_400
