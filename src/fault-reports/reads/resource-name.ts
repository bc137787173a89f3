import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import type { FacilityId, ResourceId, UnitId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Unit } from '../../resources/resource.ts'

/** What a form about a resource says of it. */
export interface ResourceName {
  readonly id: ResourceId
  readonly names: Names
  readonly units: readonly Unit[]
  readonly viewer: Viewer
}

/** One trip. Throws Unauthenticated; NotFound, also for what is not published to the viewer. */
export async function readResourceName(deps: Deps, actor: Actor, id: ResourceId): Promise<ResourceName> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    resource: sql<Names & { facilityId: FacilityId; state: string }>`SELECT name_hans AS hans, name_hant AS hant,
      name_en AS en, facility_id AS facilityId, state FROM resource WHERE id = ${id} LIMIT 1`,
    units: sql<{ id: UnitId; name: string; state: Unit['state'] }>`SELECT id, name, state FROM unit
      WHERE resource_id = ${id} ORDER BY id LIMIT 1000`,
  })
  const viewer = viewerOf(rows.viewer)
  const [resource] = rows.resource
  if (!resource || (resource.state === 'draft' && !managesFacility(viewer, resource.facilityId)))
    throw new NotFound('resource')
  const { hans, hant, en } = resource
  return { id, names: { hans, hant, en }, units: rows.units, viewer }
}
