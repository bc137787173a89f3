import { auditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility } from '../../firms/viewer.ts'
import type { FacilityId, ResourceId, UnitId } from '../../kernel/id.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import type { Code } from '../code.ts'

interface StickerRow {
  readonly resourceId: ResourceId
  readonly unitId: UnitId | null
  readonly facilityId: FacilityId
  readonly replaced: number
}

/**
 * Gives whatever bears a code another one, as when a sticker was torn off: from then on the old code only says that it
 * is out of date. Throws Unauthenticated, NotFound, KeyReused, Conflict (`state-forbids` when it was replaced before),
 * DbUnavailable.
 */
export async function replaceCode(
  deps: Deps,
  actor: Actor,
  code: Code | null,
  key: RequestKey,
): Promise<{ resourceId: string }> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    stored: storedAnswerQuery(actor, key.key),
    stickers: sql<StickerRow>`SELECT c.resource_id AS resourceId, c.unit_id AS unitId, r.facility_id AS facilityId,
      c.replaced_at IS NOT NULL AS replaced FROM qr_code c JOIN resource r ON r.id = c.resource_id
      WHERE c.code = ${code} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const stored = storedAnswerOf(rows.stored, key)
  if (stored) return JSON.parse(stored.body) as { resourceId: string }
  const [sticker] = rows.stickers
  if (!sticker || code === null || !managesFacility(viewer, sticker.facilityId)) throw new NotFound('code')
  if (sticker.replaced === 1) throw new Conflict('state-forbids', { state: 'replaced' })
  const answer = { resourceId: sticker.resourceId }
  await deps.db.write([sameViewerRow(viewer), ...replacingRows(code, sticker, viewer.personId, now)], {
    idempotency: { actor: viewer.personId, ...key, status: 200, body: JSON.stringify(answer), at: now },
  })
  return answer
}

function replacingRows(
  code: Code,
  { resourceId, unitId, facilityId }: StickerRow,
  actorId: string,
  at: number,
): Query[] {
  return [
    ...asserting(
      sql`UPDATE qr_code SET replaced_at = ${at} WHERE code = ${code} AND replaced_at IS NULL`,
      'STALE_VERSION',
    ),
    sql`INSERT INTO uncoded (resource_id, unit_id) VALUES (${resourceId}, ${unitId})`,
    auditRow({
      at,
      actorId,
      action: 'code.replaced',
      entity: `qr_${code}`,
      entityVersion: 1,
      firmId: null,
      facilityId,
      detail: { resourceId, unitId },
    }),
  ]
}
