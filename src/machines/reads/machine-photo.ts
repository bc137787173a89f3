import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { managesFacility } from '../../firms/viewer.ts'
import type { FacilityId, ResourceId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { PhotoType } from '../../platform/photos/photo-store.ts'

/** A machine's photo, for whoever may see the machine. One round trip. Throws Unauthenticated, NotFound. */
export async function readMachinePhoto(
  deps: Deps,
  actor: Actor,
  id: ResourceId,
): Promise<{ readonly type: PhotoType; readonly bytes: Uint8Array<ArrayBuffer> }> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    photo: sql<{ key: string; type: PhotoType; state: string; facilityId: FacilityId }>`SELECT p.key AS key,
      p.type AS type, r.state AS state, r.facility_id AS facilityId
      FROM resource_photo p JOIN resource r ON r.id = p.resource_id WHERE p.resource_id = ${id} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.photo
  if (!row || (row.state === 'draft' && !managesFacility(viewer, row.facilityId))) throw new NotFound('photo')
  const bytes = (await deps.photos?.get(row.key)) ?? null
  if (bytes === null) throw new NotFound('photo')
  return { type: row.type, bytes }
}
