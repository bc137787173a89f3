import type { Deps, Instant } from '../../deps.ts'
import type { FirmId, PersonId } from '../../kernel/id.ts'
import type { Query } from '../../platform/db/sql.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import type { Browser } from '../browser.ts'
import { endSessionRow, newSession, type SignInMethod } from '../session.sql.ts'

export interface SignedIn {
  /** 256 bits; the database knows only its hash. */
  readonly token: string
  readonly expiresAt: Instant
  readonly locale: Locale
}

export interface Proven {
  readonly personId: PersonId
  readonly locale: Locale
  readonly method: SignInMethod
  readonly firmId?: FirmId | null
  /** What must be true, or become true, in the very write that begins the session. */
  readonly first?: readonly Query[]
}

/**
 * Begins a session for somebody who has proven who they are, and ends the one that this browser had. Throws DbAbort
 * when what must come first is refused.
 */
export async function startSession(deps: Deps, proven: Proven, browser: Browser): Promise<SignedIn> {
  const { personId, locale, method, firmId = null, first = [] } = proven
  const session = await newSession(deps, { personId, method, agent: browser.agent, firmId })
  const ended = browser.formerHash === null ? [] : endSessionRow(browser.formerHash, deps.now())
  const key = `sign-in:${session.id}`
  const idempotency = { actor: personId, key, requestHash: '', status: 303, body: '', at: deps.now() }
  await deps.db.write([...first, ...session.rows, ...ended], { idempotency })
  return { token: session.token, expiresAt: session.expiresAt, locale }
}
