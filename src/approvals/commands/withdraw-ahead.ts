import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { FacilityId, FirmId, PreapprovalId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { asserting, sql } from '../../platform/db/sql.ts'
import { wrote } from '../../bookings/commands/change-booking.ts'
import type { Giver } from '../standing.ts'
import { authorityOf, authorityQueries } from '../reads/authority.ts'
import { assertGives } from './give-ahead.ts'

/**
 * Takes a consent given ahead back: what is booked stays booked, what comes is asked again. Twice is as once. Throws
 * Unauthenticated, NotFound for one that is not the viewer's to give, DbUnavailable.
 */
export async function withdrawAhead(deps: Deps, actor: Actor, id: PreapprovalId, key: RequestKey): Promise<void> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    ...authorityQueries(actor, at),
    found: sql<GivenRow>`SELECT step AS "by", facility_id AS facilityId, firm_id AS firmId,
      withdrawn_at AS withdrawnAt FROM preapproval WHERE id = ${id} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [given] = rows.found
  if (!given) throw new NotFound('preapproval')
  const { facilityId, firmId, withdrawnAt } = given
  assertGives(given as Giver, authorityOf(viewer, rows))
  if (withdrawnAt !== null) return
  const actorId = viewer.personId
  const statements = [
    sameViewerRow(viewer),
    ...asserting(
      sql`UPDATE preapproval SET withdrawn_by = ${actorId}, withdrawn_at = ${at}
        WHERE id = ${id} AND withdrawn_at IS NULL`,
      'STALE_VERSION',
    ),
    nextAuditRow({ at, actorId, action: 'preapproval.withdrawn', entity: id, firmId, facilityId, detail: {} }),
  ]
  // Somebody else who took it back at the same moment did the same.
  await wrote(deps, statements, { actor: actorId, ...key, status: 204, body: '', at })
}

interface GivenRow {
  readonly by: Giver['by']
  readonly facilityId: FacilityId | null
  readonly firmId: FirmId | null
  readonly withdrawnAt: Instant | null
}
