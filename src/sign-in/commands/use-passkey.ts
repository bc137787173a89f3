import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server'
import { isoBase64URL } from '@simplewebauthn/server/helpers'
import type { Deps } from '../../deps.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import type { PersonId } from '../../kernel/id.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { attemptRow, useRows } from '../attempt.sql.ts'
import type { Browser } from '../browser.ts'
import { challengeSeconds, relyingParty } from '../passkey.ts'
import { newToken } from '../session.sql.ts'
import { unproven } from './make-passkey.ts'
import { startSession, type SignedIn } from './start-session.ts'

/** What a browser needs to sign in with any passkey of this site, and the token it keeps meanwhile. */
export async function askForPasskey(deps: Deps) {
  const { id: rpID } = relyingParty(deps)
  const challenge = deps.entropy(32) as Uint8Array<ArrayBuffer>
  const options = await generateAuthenticationOptions({ rpID, challenge, userVerification: 'required' })
  const token = newToken(deps.entropy)
  const browserHash = await sha256Hex(token)
  const at = deps.now()
  const none = { address: '', personId: null, providerId: null, subject: null }
  const time = { createdAt: at, expiresAt: at + challengeSeconds }
  const attempt = attemptRow({ browserHash, kind: 'passkey', secret: options.challenge, ...none, ...time })
  const key = `ask-passkey:${browserHash}`
  await deps.db.write([attempt], { idempotency: { actor: 'sign-in', key, requestHash: '', status: 200, body: '', at } })
  return { options, token }
}

/** Signs in by a passkey. Throws Malformed, always alike, when it proves nothing. */
export async function usePasskey(deps: Deps, token: string, response: unknown, browser: Browser): Promise<SignedIn> {
  const browserHash = await sha256Hex(token)
  const { keys } = await deps.db.read({ keys: keyQuery(browserHash, credentialIdOf(response), deps.now()) })
  const [key] = keys
  if (!key) throw unproven()
  const counter = await verifiedCounter(deps, response, key)
  // Removed, or used by a copy, since it was read: then it proves nothing.
  const used = sql`UPDATE passkey SET counter = ${counter}, last_used_at = ${deps.now()}
    WHERE id = ${key.id} AND counter = ${key.counter}`
  const first = [...useRows(browserHash, key.challenge, deps.now()), ...asserting(used, 'STALE_VERSION')]
  try {
    return await startSession(deps, { personId: key.personId, locale: key.locale, method: 'passkey', first }, browser)
  } catch (error) {
    if (error instanceof DbAbort) throw unproven()
    throw error
  }
}

interface KeyRow {
  challenge: string
  id: string
  personId: PersonId
  locale: Locale
  publicKey: string
  counter: number
}

function keyQuery(browserHash: string, credentialId: string, at: number): Query<KeyRow> {
  return sql`SELECT a.secret AS challenge, k.id AS id, k.person_id AS personId, p.locale AS locale,
    k.public_key AS publicKey, k.counter AS counter FROM sign_in_attempt a JOIN passkey k ON k.id = ${credentialId}
    JOIN person p ON p.id = k.person_id AND p.state = 'active'
    WHERE a.browser_hash = ${browserHash} AND a.kind = 'passkey' AND a.used_at IS NULL AND a.expires_at > ${at} LIMIT 1`
}

function credentialIdOf(response: unknown): string {
  const id = typeof response === 'object' && response !== null && 'id' in response ? response.id : null
  return typeof id === 'string' ? id.slice(0, 1_400) : ''
}

async function verifiedCounter(deps: Deps, response: unknown, key: KeyRow): Promise<number> {
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty(deps)
  const credential = { id: key.id, publicKey: isoBase64URL.toBuffer(key.publicKey), counter: key.counter }
  const expected = { expectedChallenge: key.challenge, expectedOrigin, expectedRPID, requireUserVerification: true }
  try {
    const result = await verifyAuthenticationResponse({ response: response as never, credential, ...expected })
    if (result.verified) return result.authenticationInfo.newCounter
  } catch {
    // The library throws on whatever does not fit, a counter that ran backwards included.
  }
  throw unproven()
}
