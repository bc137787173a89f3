import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { FirmId, ProviderId } from '../../kernel/id.ts'
import { sql } from '../../platform/db/sql.ts'

export interface ProviderRow {
  readonly id: ProviderId
  readonly firmId: FirmId | null
  readonly name: string
  readonly issuer: string
  readonly clientId: string
}

/** The providers in use, never their secrets, and the firms that may have one. One trip. Throws Unauthenticated. */
export async function readProviders(deps: Deps, actor: Actor) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    providers: sql<ProviderRow>`SELECT id, firm_id AS firmId, name, issuer, client_id AS clientId
      FROM identity_provider WHERE disabled_at IS NULL ORDER BY created_at DESC LIMIT 200`,
    firms: sql<{ id: FirmId; hans: string; hant: string; en: string }>`SELECT id, name_hans AS hans,
      name_hant AS hant, name_en AS en FROM firm WHERE state <> 'departed' ORDER BY name_en LIMIT 2000`,
  })
  const viewer: Viewer = viewerOf(rows.viewer)
  return { viewer, providers: rows.providers, firms: rows.firms }
}
