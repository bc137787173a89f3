import type { Deps } from '../../deps.ts'
import { nextAuditRow } from '../../audit/record.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import { newId, type FirmId, type PersonId, type ProviderId } from '../../kernel/id.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { domainOf, normalAddress } from '../address.ts'
import { useRows } from '../attempt.sql.ts'
import type { Browser } from '../browser.ts'
import { claimsOf, providerPurpose, type Claims, type Client, type Journey } from '../issuer.ts'
import { askCode } from './ask-code.ts'
import { journeyPurpose, redirectUriOf } from './begin-sso.ts'
import { startSession, type SignedIn } from './start-session.ts'
import { newPersonRows } from './try-code.ts'

export type Arrived =
  | { readonly kind: 'signed-in'; readonly session: SignedIn; readonly isNew: boolean; readonly next: string }
  /** The address has to be proven once, by a code that is on its way. */
  | { readonly kind: 'code-sent'; readonly address: string; readonly token: string; readonly next: string }
  | { readonly kind: 'failed' }
  | { readonly kind: 'suspended' }

export interface Arrival {
  /** What the browser was given when it left. */
  readonly token: string
  /** The host in the address that the browser came back to. */
  readonly host: string
  readonly parameters: URLSearchParams
  readonly locale: Locale
}

/**
 * Ends a sign-in at a provider. Whom the provider has named before is signed in. An address that has an account is
 * never joined to it on the provider's word alone: a code proves it once. And who is somebody elsewhere too proves it
 * each time: a firm's own provider must not open what belongs to another firm.
 */
export async function finishSso(
  deps: Deps,
  { token, host, parameters, locale }: Arrival,
  browser: Browser,
): Promise<Arrived> {
  const browserHash = await sha256Hex(token)
  const { journeys } = await deps.db.read({ journeys: journeyQuery(browserHash, deps.now()) })
  const [found] = journeys
  if (!found || new URL(found.issuer).host !== host) return failed
  const journey = JSON.parse(await deps.secrets.open(found.secret, journeyPurpose)) as Journey
  const claims = await claimsOrNull(deps, found, journey, parameters)
  if (claims === null) return failed
  const address = claims.email === null ? null : normalAddress(claims.email)
  const known = await readKnown(deps, found, claims.subject, address)
  const end = useRows(browserHash, found.secret, deps.now())
  if (known.identity) {
    const { personId, locale: own, state, email, isElsewhere } = known.identity
    if (state !== 'active') return { kind: 'suspended' }
    if (isElsewhere === 1)
      return { kind: 'code-sent', address: email, token: await askCode(deps, email, own), next: journey.next }
    return enter(deps, { personId, locale: own, first: end, isNew: false }, browser, journey)
  }
  if (address === null) return failed
  const mayJoin = claims.emailVerified && (found.firmId === null || known.ownsDomain)
  if (known.hasAccount || !mayJoin) {
    const claimed = { providerId: found.providerId, subject: claims.subject }
    return { kind: 'code-sent', address, token: await askCode(deps, address, locale, claimed), next: journey.next }
  }
  const personId = newId('usr', deps.now() * 1000, deps.entropy)
  const first = [
    ...end,
    ...newPersonRows(deps, personId, address, locale),
    ...joinRows(deps, personId, found.firmId),
    sql`INSERT INTO identity (provider_id, subject, person_id, created_at)
      VALUES (${found.providerId}, ${claims.subject}, ${personId}, ${deps.now()})`,
  ]
  return enter(deps, { personId, locale, first, isNew: found.firmId === null }, browser, journey)
}

const failed: Arrived = { kind: 'failed' }

interface Entering {
  readonly personId: PersonId
  readonly locale: Locale
  readonly first: readonly Query[]
  readonly isNew: boolean
}

async function enter(
  deps: Deps,
  { isNew, ...proven }: Entering,
  browser: Browser,
  { next }: Journey,
): Promise<Arrived> {
  try {
    const session = await startSession(deps, { ...proven, method: 'oidc' }, browser)
    return { kind: 'signed-in', session, isNew, next }
  } catch (error) {
    // Brought back twice, or the address became an account meanwhile.
    if (error instanceof DbAbort) return failed
    throw error
  }
}

interface JourneyRow extends Client {
  secret: string
  providerId: ProviderId
  firmId: FirmId | null
}

function journeyQuery(browserHash: string, at: number): Query<JourneyRow> {
  return sql`SELECT a.secret AS secret, p.id AS providerId, p.firm_id AS firmId, p.issuer AS issuer,
    p.client_id AS clientId, p.client_secret AS clientSecret
    FROM sign_in_attempt a JOIN identity_provider p ON p.id = a.provider_id AND p.disabled_at IS NULL
    WHERE a.browser_hash = ${browserHash} AND a.kind = 'oidc' AND a.used_at IS NULL AND a.expires_at > ${at} LIMIT 1`
}

async function claimsOrNull(deps: Deps, kept: JourneyRow, journey: Journey, parameters: URLSearchParams) {
  try {
    const clientSecret = await deps.secrets.open(kept.clientSecret, providerPurpose(kept.providerId))
    const client = { ...kept, clientSecret }
    const answer = { parameters, redirectUri: redirectUriOf(deps, client.issuer) }
    return await claimsOf(deps.fetch, client, journey, answer)
  } catch {
    return null
  }
}

interface IdentityRow {
  personId: PersonId
  locale: Locale
  state: string
  email: string
  isElsewhere: number
}

interface Known {
  readonly identity: IdentityRow | undefined
  readonly hasAccount: boolean
  /** True when the provider's firm is the one whose addresses end so. */
  readonly ownsDomain: boolean
}

async function readKnown(
  deps: Deps,
  { providerId, firmId }: JourneyRow,
  subject: Claims['subject'],
  address: string | null,
): Promise<Known> {
  const domain = address === null ? '' : domainOf(address)
  const { identities, accounts, domains } = await deps.db.read({
    identities: sql<IdentityRow>`SELECT p.id AS personId, p.locale AS locale, p.state AS state, p.email AS email,
      ${isElsewhere(firmId)} AS isElsewhere FROM identity i JOIN person p ON p.id = i.person_id
      WHERE i.provider_id = ${providerId} AND i.subject = ${subject} LIMIT 1`,
    accounts: sql`SELECT id FROM person WHERE email = ${address ?? ''} LIMIT 1`,
    domains: sql`SELECT domain FROM firm_domain WHERE domain = ${domain} AND firm_id = ${firmId} LIMIT 1`,
  })
  return { identity: identities[0], hasAccount: accounts.length > 0, ownsDomain: domains.length > 0 }
}

/** Who holds a role outside the provider's firm, with an address that is not the firm's: its mail may be read there. */
function isElsewhere(firmId: FirmId | null): Query {
  if (firmId === null) return sql`0`
  return sql`EXISTS (SELECT 1 FROM role r WHERE r.person_id = p.id AND r.firm_id IS NOT ${firmId})
    AND NOT EXISTS (SELECT 1 FROM firm_domain d WHERE d.firm_id = ${firmId}
      AND d.domain = substr(p.email, instr(p.email, '@') + 1))`
}

/** Whom a firm's own provider vouches for works there. */
function joinRows(deps: Deps, personId: PersonId, firmId: FirmId | null): Query[] {
  if (firmId === null) return []
  const about = { actorId: personId, action: 'role.granted', entity: personId, firmId, facilityId: null }
  return [
    sql`INSERT INTO role (person_id, role, firm_id) VALUES (${personId}, 'researcher', ${firmId})`,
    nextAuditRow({ at: deps.now(), ...about, detail: { role: 'researcher', by: 'provider' } }),
  ]
}
