import type { Deps } from '../../deps.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import type { ProviderId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import { attemptRow } from '../attempt.sql.ts'
import { authorizationUrl, isIssuer, providerPurpose, type Client, type Journey } from '../issuer.ts'
import { newToken } from '../session.sql.ts'

/** What a journey is sealed for. */
export const journeyPurpose = 'journey'

/** How long somebody may take at the issuer's, in seconds. */
export const journeySeconds = 900

export interface Departure {
  /** What the browser keeps until it comes back. */
  readonly token: string
  /** Where it goes; null when the issuer can't be asked now. */
  readonly url: string | null
}

/** Begins a sign-in at a provider. Throws NotFound for one that is unknown or switched off. */
export async function beginSso(deps: Deps, id: ProviderId, next: string): Promise<Departure> {
  const { providers } = await deps.db.read({
    providers: sql<Client>`SELECT issuer, client_id AS clientId, client_secret AS clientSecret FROM identity_provider
      WHERE id = ${id} AND disabled_at IS NULL LIMIT 1`,
  })
  const [kept] = providers
  if (!kept) throw new NotFound('provider')
  const client = { ...kept, clientSecret: await deps.secrets.open(kept.clientSecret, providerPurpose(id)) }
  const token = newToken(deps.entropy)
  const journey = {
    state: newToken(deps.entropy),
    nonce: newToken(deps.entropy),
    verifier: newToken(deps.entropy),
    next,
  }
  const url = await urlOrNull(deps, client, journey)
  if (url === null) return { token, url }
  const at = deps.now()
  const browserHash = await sha256Hex(token)
  const none = { address: '', personId: null, subject: null }
  const time = { createdAt: at, expiresAt: at + journeySeconds }
  const attempt = {
    browserHash,
    kind: 'oidc',
    secret: await deps.secrets.seal(JSON.stringify(journey), journeyPurpose),
    providerId: id,
    ...none,
    ...time,
  } as const
  const key = `begin-sso:${browserHash}`
  await deps.db.write([attemptRow(attempt)], {
    idempotency: { actor: 'sign-in', key, requestHash: '', status: 200, body: '', at },
  })
  return { token, url }
}

/**
 * Where an issuer sends browsers back to: each to an address of its own, so that no issuer can pass off as its own what
 * another one answered (RFC 9700, 4.4).
 */
export function redirectUriOf({ publicUrl }: Pick<Deps, 'publicUrl'>, issuer: string): string {
  return `${publicUrl}/login/callback/${new URL(issuer).host}`
}

async function urlOrNull(deps: Deps, client: Client, journey: Journey): Promise<string | null> {
  // A demo's provider that came along into a real park.
  if (!isIssuer(client.issuer, deps.park())) return null
  try {
    return await authorizationUrl(deps.fetch, client, journey, redirectUriOf(deps, client.issuer))
  } catch {
    return null
  }
}
