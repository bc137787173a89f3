import type { Deps } from '../../deps.ts'
import { nextAuditRow } from '../../audit/record.ts'
import { hexOf } from '../../kernel/hex.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import { newId, type PersonId, type ProviderId } from '../../kernel/id.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { nameFrom } from '../address.ts'
import { tryRows, useRows } from '../attempt.sql.ts'
import type { Browser } from '../browser.ts'
import { codeSecret } from './ask-code.ts'
import { startSession, type SignedIn } from './start-session.ts'

export type Tried =
  | { readonly kind: 'signed-in'; readonly session: SignedIn; readonly isNew: boolean }
  /** Another code; so many tries are left. */
  | { readonly kind: 'wrong'; readonly address: string; readonly triesLeft: number }
  /** Expired, used, spent, or asked for by another browser. */
  | { readonly kind: 'over' }
  | { readonly kind: 'suspended' }

export interface Guess {
  /** What the browser that asked for the code was given. */
  readonly token: string
  readonly code: string
  /** In which a new person is spoken to. */
  readonly locale: Locale
}

/**
 * Signs in by a code. The try is counted before anything is compared, in a write of its own, so that of any number of
 * guesses at once five are looked at. An address that no account has becomes one, without a role.
 */
export async function tryCode(deps: Deps, { token, code, locale }: Guess, browser: Browser): Promise<Tried> {
  const browserHash = await sha256Hex(token)
  if (!(await countTry(deps, browserHash))) return { kind: 'over' }
  const { attempts } = await deps.db.read({ attempts: attemptQuery(browserHash) })
  const [attempt] = attempts
  if (!attempt) return { kind: 'over' }
  const { address, secret, tries } = attempt
  if ((await codeSecret(token, code)) !== secret) {
    await noteWrongCode(deps, attempt)
    return tries >= mostTries ? { kind: 'over' } : { kind: 'wrong', address, triesLeft: mostTries - tries }
  }
  if (attempt.state === 'suspended') return { kind: 'suspended' }
  const known = attempt.personId === null ? null : { personId: attempt.personId, locale: attempt.locale ?? locale }
  const personId = known?.personId ?? newId('usr', deps.now() * 1000, deps.entropy)
  const first = [
    ...useRows(browserHash, secret, deps.now()),
    ...(known ? [] : newPersonRows(deps, personId, address, locale)),
    ...identityRows(deps, personId, attempt),
  ]
  try {
    const session = await startSession(
      deps,
      { personId, locale: known?.locale ?? locale, method: 'code', first },
      browser,
    )
    return { kind: 'signed-in', session, isNew: known === null }
  } catch (error) {
    // The same code sent twice at once, or the address became an account meanwhile: the first one has it.
    if (error instanceof DbAbort) return { kind: 'over' }
    throw error
  }
}

const mostTries = 5

interface AttemptRow {
  address: string
  secret: string
  tries: number
  providerId: ProviderId | null
  subject: string | null
  personId: PersonId | null
  state: string | null
  locale: Locale | null
}

function attemptQuery(browserHash: string): Query<AttemptRow> {
  return sql`SELECT a.address AS address, a.secret AS secret, a.tries AS tries, a.provider_id AS providerId,
    a.subject AS subject, p.id AS personId, p.state AS state, p.locale AS locale
    FROM sign_in_attempt a LEFT JOIN person p ON p.email = a.address WHERE a.browser_hash = ${browserHash} LIMIT 1`
}

async function countTry(deps: Deps, browserHash: string): Promise<boolean> {
  const at = deps.now()
  const key = `try-code:${hexOf(deps.entropy(16))}`
  try {
    await deps.db.write(tryRows(browserHash, 'code', at), {
      idempotency: { actor: 'sign-in', key, requestHash: '', status: 200, body: '', at },
    })
    return true
  } catch (error) {
    if (error instanceof DbAbort && (error.token === 'TRIES_SPENT' || error.token === 'STALE_VERSION')) return false
    throw error
  }
}

/** An address that no account has leaves its row too: else the time that an answer takes would tell which are known. */
async function noteWrongCode(deps: Deps, { personId, tries }: AttemptRow): Promise<void> {
  const at = deps.now()
  const about = { actorId: 'sign-in', action: 'sign-in.failed', entity: personId ?? 'sign-in' }
  const row = nextAuditRow({ at, ...about, firmId: null, facilityId: null, detail: { tries } })
  const key = `wrong-code:${hexOf(deps.entropy(16))}`
  await deps.db.write([row], {
    idempotency: { actor: 'sign-in', key, requestHash: '', status: 200, body: '', at },
  })
}

/** A person without any role: what they may do, a firm decides. */
export function newPersonRows(deps: Deps, personId: PersonId, address: string, locale: Locale): Query[] {
  const at = deps.now()
  return [
    sql`INSERT INTO person (id, email, name, locale, created_at)
      VALUES (${personId}, ${address}, ${nameFrom(address)}, ${locale}, ${at})`,
    nextAuditRow({
      at,
      actorId: personId,
      action: 'person.joined',
      entity: personId,
      firmId: null,
      facilityId: null,
      detail: {},
    }),
  ]
}

/** The provider's word for this person, now that a code has proven the address too. */
function identityRows(deps: Deps, personId: PersonId, { providerId, subject }: AttemptRow): Query[] {
  if (providerId === null || subject === null) return []
  return [
    sql`INSERT INTO identity (provider_id, subject, person_id, created_at)
      VALUES (${providerId}, ${subject}, ${personId}, ${deps.now()})`,
  ]
}
