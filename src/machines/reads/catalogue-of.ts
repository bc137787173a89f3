import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sql } from '../../platform/db/sql.ts'
import { cataloguedOf, cataloguedQuery } from '../../resources/reads/catalogue-query.ts'
import { writeCatalogue } from '../../resources/write-catalogue.ts'
import type { MachineFilter } from '../machine-filter.ts'
import { fitting } from './fitting.ts'

/** The machines that fit, as the CSV file that can be imported again; one round trip. Throws Unauthenticated. */
export async function readCatalogueOf(deps: Deps, actor: Actor, filter: MachineFilter): Promise<string> {
  const now = deps.now()
  const { viewer, resources } = await deps.db.read({
    viewer: viewerQuery(actor, now),
    resources: cataloguedQuery(sql`SELECT r.id FROM resource r WHERE ${fitting(actor, filter)}`, now),
  })
  viewerOf(viewer)
  const entries = resources.map((row) => cataloguedOf(row).entry)
  return writeCatalogue(entries.toSorted((one, other) => (one.assetNumber < other.assetNumber ? -1 : 1)))
}
