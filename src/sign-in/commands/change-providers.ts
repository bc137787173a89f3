import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { may } from '../../firms/viewer.ts'
import { newId, type FirmId, type ProviderId } from '../../kernel/id.ts'
import { Conflict, Forbidden, Malformed, NotFound } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql } from '../../platform/db/sql.ts'
import { demandFreshSignIn } from '../fresh.ts'
import { isIssuer, providerPurpose } from '../issuer.ts'

export interface WantedProvider {
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Whose people sign in with it; null for the park's own. */
  readonly firmId: FirmId | null
}

const mostProviders = 200

/**
 * Adds an OpenID Connect provider. Its secret is never answered. Throws Forbidden, SignInAgain (whoever vouches for
 * people could be anybody), Malformed, NotFound, Conflict.
 */
export async function addProvider(deps: Deps, actor: Actor, wanted: WantedProvider, key: RequestKey) {
  if (!isIssuer(wanted.issuer, deps.park())) throw new Malformed([{ pointer: '/issuer', kind: 'format' }])
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    providers: sql`SELECT id FROM identity_provider WHERE disabled_at IS NULL LIMIT ${mostProviders}`,
    firms: sql`SELECT id FROM firm WHERE id = ${wanted.firmId} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  if (!may(viewer, 'manage-sign-in')) throw new Forbidden()
  demandFreshSignIn(viewer, at)
  if (!deps.secrets.areSealed && !deps.park().demo) throw new Conflict('secrets-key-missing')
  const stored = storedAnswerOf(rows.stored, key)
  if (stored) return stored
  if (wanted.firmId !== null && rows.firms.length === 0) throw new NotFound('firm')
  if (rows.providers.length >= mostProviders) throw new Conflict('too-many')
  const { name, issuer, clientId, clientSecret, firmId } = wanted
  const id = newId('idp', at * 1000, deps.entropy)
  const kept = await deps.secrets.seal(clientSecret, providerPurpose(id))
  const body = JSON.stringify({ id, name, issuer, clientId, firmId })
  const about = { actorId: viewer.personId, action: 'provider.added', entity: id, firmId, facilityId: null }
  await deps.db.write(
    [
      sameViewerRow(viewer),
      sql`INSERT INTO identity_provider (id, firm_id, name, issuer, client_id, client_secret, created_at)
        VALUES (${id}, ${firmId}, ${name}, ${issuer}, ${clientId}, ${kept}, ${at})`,
      nextAuditRow({ at, ...about, detail: { issuer, clientId } }),
    ],
    { idempotency: { actor: viewer.personId, ...key, status: 201, body, at } },
  )
  return { status: 201, body }
}

/** Switches a provider off: nobody signs in with it any more. Throws Forbidden, NotFound. */
export async function disableProvider(deps: Deps, actor: Actor, id: ProviderId, key: RequestKey): Promise<void> {
  const at = deps.now()
  const { viewer: rows } = await deps.db.read({ viewer: viewerQuery(actor, at) })
  const viewer = viewerOf(rows)
  if (!may(viewer, 'manage-sign-in')) throw new Forbidden()
  const about = { actorId: viewer.personId, action: 'provider.disabled', entity: id, firmId: null, facilityId: null }
  const off = sql`UPDATE identity_provider SET disabled_at = ${at} WHERE id = ${id} AND disabled_at IS NULL`
  try {
    await deps.db.write(
      [sameViewerRow(viewer), ...asserting(off, 'STALE_VERSION'), nextAuditRow({ at, ...about, detail: {} })],
      { idempotency: { actor: viewer.personId, ...key, status: 204, body: '', at } },
    )
  } catch (error) {
    if (error instanceof DbAbort && error.token === 'STALE_VERSION') throw new NotFound('provider')
    if (!(error instanceof DbAbort && error.token === 'IDEMPOTENCY_KEY')) throw error
  }
}
