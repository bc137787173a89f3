import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { managesFacility, mayAnywhere } from '../../firms/viewer.ts'
import { Forbidden } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import { writeCatalogue } from '../write-catalogue.ts'
import { cataloguedOf, cataloguedQuery } from './catalogue-query.ts'

/**
 * The resources that the viewer manages, as the CSV file that can be imported again. At most 20,000. Throws
 * Unauthenticated, Forbidden.
 */
export async function readCatalogueFile(deps: Deps, actor: Actor): Promise<string> {
  const now = deps.now()
  const all = sql`SELECT m.id FROM resource m`
  const { viewer: viewers, resources } = await deps.db.read({
    viewer: viewerQuery(actor, now),
    resources: cataloguedQuery(all, now),
  })
  const viewer = viewerOf(viewers)
  const manages = mayAnywhere(viewer, 'manage-resources')
  if (!manages) throw new Forbidden()
  const managed = resources.map(cataloguedOf).filter((one) => managesFacility(viewer, one.facilityId))
  const entries = managed.map((one) => one.entry)
  return writeCatalogue(entries.toSorted((one, other) => (one.assetNumber < other.assetNumber ? -1 : 1)))
}
