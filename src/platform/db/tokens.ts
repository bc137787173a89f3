import { BindError } from './bind.ts'
import type { AbortToken } from './port.ts'

/**
 * What a failed trip means: refused; not applied (worth another try, or not); nobody knows; or our own mistake, to be
 * thrown on.
 */
export type Failure =
  | { readonly kind: 'abort'; readonly token: AbortToken }
  | { readonly kind: 'not-applied'; readonly again: boolean }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'mistake' }

/**
 * Judges what an engine threw. Both engines wrap errors in errors, the remote one gives only the base code
 * and the native one unnamed extended codes, so the whole chain of causes is looked at.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof BindError) return mistake
  const chain = causesOf(error)
  for (const cause of chain) {
    const primary = primaryCode(cause)
    if (primary === 'SQLITE_CONSTRAINT') return { kind: 'abort', token: tokenIn(chain) }
    const known = (primary !== null && failures[primary]) || (cause.status !== undefined && httpFailure(cause.status))
    if (known) return known
  }
  // `fetch failed`, a body that is no JSON, a closed stream, a time-out: committed or not, nobody can tell.
  return chain.some((cause) => /^(?:SQLITE|SQL|ARGS)_/.test(cause.code ?? '')) ? mistake : unknown
}

const again: Failure = { kind: 'not-applied', again: true }
const final: Failure = { kind: 'not-applied', again: false }
const unknown: Failure = { kind: 'unknown' }
const mistake: Failure = { kind: 'mistake' }

const failures: Record<string, Failure> = {
  SQLITE_BUSY: again,
  SQLITE_LOCKED: again,
  SQLITE_PROTOCOL: again,
  SQLITE_ABORT: again,
  SQLITE_INTERRUPT: again,
  SQLITE_NOMEM: again,
  TRANSACTION_BUSY: again,
  TRANSACTION_CLOSED: again,
  TRANSACTION_TIMEOUT: again,
  SQLITE_FULL: final,
  SQLITE_READONLY: final,
  SQLITE_CANTOPEN: final,
  SQLITE_PERM: final,
  SQLITE_AUTH: final,
  BLOCKED: final,
  SQLITE_IOERR: unknown,
}

function httpFailure(status: number): Failure {
  if (status === 429) return again
  return status === 408 || status >= 500 ? unknown : final
}

interface Cause {
  readonly message: string
  readonly code: string | undefined
  readonly rawCode: number | undefined
  readonly status: number | undefined
}

const deepest = 8

function causesOf(error: unknown): Cause[] {
  const chain: Cause[] = []
  for (let cause = error; cause instanceof Error && chain.length < deepest; cause = cause.cause) {
    chain.push(causeOf(cause))
  }
  return chain
}

// The fields of others' errors are looked at before they are believed: a DOMException's `code` is a number.
function causeOf(error: Error): Cause {
  const { code, rawCode, status } = error as { code?: unknown; rawCode?: unknown; status?: unknown }
  return {
    message: error.message,
    code: typeof code === 'string' ? code : undefined,
    rawCode: typeof rawCode === 'number' ? rawCode : undefined,
    status: typeof status === 'number' ? status : undefined,
  }
}

/**
 * The low byte of an extended code is the primary one: 3091 is a CHECK of a STRICT table, and the native engine has
 * no name for it.
 */
function primaryCode({ code, rawCode }: Cause): string | null {
  const byNumber = rawCode === undefined ? undefined : primaryNames[rawCode & 0xff]
  if (byNumber !== undefined) return byNumber
  if (code === undefined) return null
  return code.startsWith('SQLITE_') ? code.split('_', 2).join('_') : code
}

const primaryNames: Record<number, string> = {
  3: 'SQLITE_PERM',
  4: 'SQLITE_ABORT',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  7: 'SQLITE_NOMEM',
  8: 'SQLITE_READONLY',
  9: 'SQLITE_INTERRUPT',
  10: 'SQLITE_IOERR',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  15: 'SQLITE_PROTOCOL',
  19: 'SQLITE_CONSTRAINT',
  23: 'SQLITE_AUTH',
}

const ownTokens = /\b(?:(UNIT|CLOSURE|SEATS)_TAKEN|PERSON_BUSY|QUOTA_EXCEEDED|STALE_(VERSION|RULES)|[A-Z]+_SPENT)\b/

function tokenIn(chain: readonly Cause[]): AbortToken {
  for (const { message } of chain) {
    const own = ownTokens.exec(message)
    if (own !== null) return own[0] as AbortToken
    if (/UNIQUE constraint failed: idempotency\.actor, idempotency\.key\b/.test(message)) return 'IDEMPOTENCY_KEY'
    if (/UNIQUE constraint failed: booking\.number\b/.test(message)) return 'BOOKING_NUMBER'
  }
  return 'OTHER_CONSTRAINT'
}
