import type { Fault } from '../../kernel/thrown.ts'
import { wordsIn } from '../i18n/words.ts'
import type { ProblemName } from '../i18n/catalogue.ts'
import type { Locale } from '../i18n/locale.ts'
import type { DoorContext } from './door.ts'

export const problemStatus: Readonly<Record<ProblemName, number>> = {
  'malformed-request': 400,
  unauthenticated: 401,
  forbidden: 403,
  'cross-site': 403,
  'sign-in-again': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'state-forbids': 409,
  'too-early': 409,
  'too-late': 409,
  'unit-busy': 409,
  'bookings-affected': 409,
  'already-reversed': 409,
  'too-many': 409,
  'last-admin': 409,
  'name-taken': 409,
  over: 409,
  'import-changed': 409,
  'rates-clash': 409,
  'secrets-key-missing': 409,
  'try-again': 409,
  'stale-version': 412,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'unknown-host': 421,
  'idempotency-key-reused': 422,
  'version-required': 428,
  'too-many-requests': 429,
  'internal-error': 500,
  overloaded: 503,
  'database-unavailable': 503,
  'outcome-unknown': 503,
}

/** What a problem says, as RFC 9457 has it; `members` are refusals, errors, alternatives, the current state. */
export interface Problem {
  readonly name: string
  readonly status: number
  readonly title: string
  readonly detail: string | undefined
  readonly members?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer of `application/problem+json`. */
export function problemAnswer(c: DoorContext, problem: Problem): Response {
  const { name, status, title, detail, members, headers } = problem
  const body = { type: `/problems/${name}`, title, status, detail, requestId: c.get('requestId'), ...members }
  return c.body(JSON.stringify(body), status as 400, { ...headers, 'content-type': 'application/problem+json' })
}

/** One of the problems that every door has, in the caller's language. */
export function usualProblem(c: DoorContext, locale: Locale, name: ProblemName, more: Partial<Problem> = {}): Response {
  return problemAnswer(c, { name, status: problemStatus[name], ...wordsIn(locale).problems[name], ...more })
}

/** `errors[]` of a malformed request. */
export function faultsIn(locale: Locale, faults: readonly Fault[]): { pointer: string; detail: string }[] {
  const { faults: sentences } = wordsIn(locale)
  return faults.map(({ pointer, kind, expected }) => ({ pointer, detail: sentences[kind](expected ?? '') }))
}
