import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sql } from '../../platform/db/sql.ts'

/** Who looks after a facility. */
export interface Contact extends Names {
  readonly building: string
  readonly addresses: readonly string[]
}

/**
 * Lab managers' addresses by facility, in one trip; null for whoever belongs to no firm and has no office here, and may
 * be anybody.
 */
export async function readContacts(deps: Deps, actor: Actor | null): Promise<readonly Contact[] | null> {
  if (actor === null) return null
  const { viewer, managers } = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    managers: sql<Names & { building: string; addresses: string }>`SELECT f.name_hans AS hans, f.name_hant AS hant,
      f.name_en AS en, f.building AS building,
      (SELECT json_group_array(email) FROM (SELECT p.email AS email FROM role r JOIN person p ON p.id = r.person_id
        WHERE r.facility_id = f.id AND r.role = 'lab-manager' AND p.state = 'active'
        ORDER BY p.email LIMIT 5)) AS addresses
      FROM facility f ORDER BY f.code LIMIT 200`,
  })
  const [row] = viewer
  if (row === undefined || row.roles === '[]') return null
  return managers
    .map((one) => ({ ...one, addresses: JSON.parse(one.addresses) as string[] }))
    .filter(({ addresses }) => addresses.length > 0)
}
