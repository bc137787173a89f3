import {
  Conflict,
  Forbidden,
  KeyReused,
  Malformed,
  NotFound,
  SignInAgain,
  Stale,
  Unauthenticated,
  type Fault,
} from '../../kernel/thrown.ts'
import type { World } from '../../world.ts'
import { DbAbort, DbUnavailable } from '../db/port.ts'
import type { ProblemName } from '../i18n/catalogue.ts'
import { callerLocale } from './caller-locale.ts'
import type { DoorContext } from './door.ts'
import { faultsIn, usualProblem } from './problem.ts'
import { TurnedAway } from './turned-away.ts'

/** What went wrong, in words that may be shown. */
export interface Trouble {
  readonly name: ProblemName
  readonly headers: Readonly<Record<string, string>>
  /** More of the problem's members. */
  readonly members: Readonly<Record<string, unknown>>
  readonly faults: readonly Fault[]
}

/** Names what was thrown. Whatever nobody foresaw is an internal error: it is logged, and its text stays inside. */
export function troubleOf(c: DoorContext, world: World, error: unknown): Trouble {
  const known = knownTrouble(error)
  if (known !== null) return { headers: {}, members: {}, faults: [], ...known }
  world.log({ level: 'error', what: 'request failed', requestId: c.get('requestId'), error })
  return { name: 'internal-error', headers: {}, members: {}, faults: [] }
}

/** The API's answer to trouble. A 500 says only its title and the request's number. */
export function problemOfTrouble(c: DoorContext, { name, headers, members, faults }: Trouble): Response {
  const locale = callerLocale(c)
  const errors = faults.length === 0 ? {} : { errors: faultsIn(locale, faults) }
  const detail = name === 'internal-error' ? { detail: undefined } : {}
  return usualProblem(c, locale, name, { headers, members: { ...members, ...errors }, ...detail })
}

function knownTrouble(error: unknown): (Partial<Trouble> & { name: ProblemName }) | null {
  if (error instanceof TurnedAway) return { name: error.problem, headers: error.headers }
  if (error instanceof Unauthenticated) return { name: 'unauthenticated', headers: { 'www-authenticate': 'Bearer' } }
  if (error instanceof SignInAgain) return { name: 'sign-in-again' }
  if (error instanceof Forbidden) return { name: 'forbidden' }
  if (error instanceof NotFound) return { name: 'not-found' }
  if (error instanceof Malformed) return { name: 'malformed-request', faults: error.faults }
  if (error instanceof KeyReused) return { name: 'idempotency-key-reused' }
  if (error instanceof Stale) return { name: 'stale-version', members: { current: error.current } }
  if (error instanceof Conflict) return { name: error.kind, members: error.members }
  if (error instanceof DbUnavailable) return unavailable(error)
  // Somebody else was quicker, and the command did not judge again: nothing was applied.
  if (error instanceof DbAbort && error.token !== 'OTHER_CONSTRAINT')
    return { name: 'try-again', headers: { 'retry-after': '1' } }
  return null
}

function unavailable({ outcome, retryAfterSeconds }: DbUnavailable): Partial<Trouble> & { name: ProblemName } {
  const name = outcome === 'unknown' ? 'outcome-unknown' : 'database-unavailable'
  return { name, headers: { 'retry-after': String(retryAfterSeconds) } }
}
