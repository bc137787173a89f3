import type { Deps } from '../../deps.ts'
import type { ProviderId } from '../../kernel/id.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { demoPeople } from '../demo-people.ts'

export interface LoginFacts {
  /** Those of the demo's people that this park has; nobody outside a demo. */
  readonly people: readonly { readonly email: string; readonly name: string }[]
  /** The park's own sign-in. */
  readonly providers: readonly { readonly id: ProviderId; readonly name: string }[]
}

/** The provider of the firm whose addresses end so; null where there is none. */
export async function readProviderOf(deps: Deps, domain: string): Promise<LoginFacts['providers'][number] | null> {
  const { providers } = await deps.db.read({
    providers: sql<LoginFacts['providers'][number]>`SELECT p.id AS id, p.name AS name FROM firm_domain d
      JOIN identity_provider p ON p.firm_id = d.firm_id AND p.disabled_at IS NULL
      WHERE d.domain = ${domain} ORDER BY p.created_at LIMIT 1`,
  })
  return providers[0] ?? null
}

/** What the sign-in page offers besides a code, in one trip. */
export async function readLogin(deps: Deps): Promise<LoginFacts> {
  const addresses = json(deps.park().demo ? demoPeople.map((person) => person.email) : [])
  return deps.db.read({
    people: sql`SELECT email, name FROM person
      WHERE email IN (SELECT value FROM json_each(${addresses})) AND state = 'active' LIMIT 20` as Query<
      LoginFacts['people'][number]
    >,
    providers: sql`SELECT id, name FROM identity_provider WHERE firm_id IS NULL AND disabled_at IS NULL
      ORDER BY created_at LIMIT 10` as Query<LoginFacts['providers'][number]>,
  })
}
