import type { Instant } from '../deps.ts'
import type { PersonId, ProviderId } from '../kernel/id.ts'
import { asserting, sql, type Query } from '../platform/db/sql.ts'

export type AttemptKind = 'code' | 'passkey' | 'new-passkey' | 'oidc'

/** A sign-in that a browser began. */
export interface Attempt {
  /** SHA-256 of the token in that browser's cookie. */
  readonly browserHash: string
  readonly kind: AttemptKind
  readonly address: string
  /** The hash of the code, the passkey's challenge, or the state, nonce and verifier of OpenID Connect. */
  readonly secret: string
  readonly personId: PersonId | null
  readonly providerId: ProviderId | null
  readonly subject: string | null
  readonly createdAt: Instant
  readonly expiresAt: Instant
}

export function attemptRow(attempt: Attempt): Query {
  const { browserHash, kind, address, secret, personId, providerId, subject, createdAt, expiresAt } = attempt
  return sql`INSERT INTO sign_in_attempt (browser_hash, kind, address, secret, person_id, provider_id, subject,
      created_at, expires_at)
    VALUES (${browserHash}, ${kind}, ${address}, ${secret}, ${personId}, ${providerId}, ${subject}, ${createdAt},
      ${expiresAt})`
}

/**
 * Counts one try, or aborts the write: with TRIES_SPENT after five, with STALE_VERSION when the attempt is none, over,
 * or used. A write of its own, before anything is compared: however many guesses come at once, five are looked at.
 */
export function tryRows(browserHash: string, kind: AttemptKind, now: Instant): [Query, Query] {
  const tried = sql`UPDATE sign_in_attempt SET tries = tries + 1
    WHERE browser_hash = ${browserHash} AND kind = ${kind} AND used_at IS NULL AND expires_at > ${now}`
  return asserting(tried, 'STALE_VERSION')
}

/** Ends the attempt, if its secret is this one and nobody has ended it; aborts with STALE_VERSION otherwise. */
export function useRows(browserHash: string, secret: string, now: Instant): [Query, Query] {
  const used = sql`UPDATE sign_in_attempt SET used_at = ${now}
    WHERE browser_hash = ${browserHash} AND secret = ${secret} AND used_at IS NULL AND expires_at > ${now}`
  return asserting(used, 'STALE_VERSION')
}
