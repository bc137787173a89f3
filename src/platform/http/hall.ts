import type { Deps } from '../../deps.ts'
import { sessionCookie } from './cookies.ts'
import type { DoorContext, PolicyName, Scope } from './door.ts'
import type { Credentials } from './identify.ts'
import type { RateGate } from './rate-gate.ts'

/** What all doors share. */
export interface Hall {
  readonly gate: RateGate
  /** What a token with scopes must carry at a door that does not say it itself. */
  readonly scopeOf: (policy: PolicyName, method: string) => Scope
  readonly sessions: Sessions
}

/** What is done with a session after its request was answered. */
export interface Sessions {
  /** Notes that a token was used. */
  readonly touch: (deps: Deps, tokenHash: string) => Promise<void>
  /** A new token for a browser whose person's roles have changed; null when another request was quicker. */
  readonly renew: (deps: Deps, tokenHash: string) => Promise<{ token: string; expiresAt: number } | null>
}

/** What follows once a read has told whose a request was: counting, noting the use, renewing a browser's token. */
export async function follow(
  hall: Hall,
  c: DoorContext,
  credentials: Credentials | null,
  answer: Response,
): Promise<void> {
  const { seen, deps } = c.get('visit')
  if (seen === null || credentials === null) return
  const { tokenHash } = credentials.actor
  hall.gate.learn(tokenHash, seen)
  if (seen.unused) deps.afterResponse(hall.sessions.touch(deps, tokenHash))
  if (!seen.outdated || credentials.by !== 'cookie') return
  const renewed = await hall.sessions.renew(deps, tokenHash)
  if (renewed !== null) answer.headers.append('set-cookie', sessionCookie(c, renewed.token, renewed.expiresAt))
}
