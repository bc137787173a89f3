import type { Actor, Deps } from '../../deps.ts'
import { sql } from '../../platform/db/sql.ts'
import type { RoleName } from '../role-table.ts'
import { viewerOf, viewerQuery } from './viewer-query.ts'

/** How many people hold each role somewhere. One trip. Throws Unauthenticated. */
export async function readRoleHolders(deps: Deps, actor: Actor) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    holders: sql<{ role: RoleName; people: number }>`SELECT role, count(DISTINCT person_id) AS people FROM role
      GROUP BY role LIMIT 20`,
  })
  const holders = new Map(rows.holders.map(({ role, people }) => [role, people]))
  return { viewer: viewerOf(rows.viewer), holders }
}
