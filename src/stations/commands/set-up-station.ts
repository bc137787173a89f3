import { auditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility } from '../../firms/viewer.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import { newId, type FacilityId, type ResourceId, type StationId, type UnitId } from '../../kernel/id.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql } from '../../platform/db/sql.ts'
import { newToken } from '../../sign-in/session.sql.ts'
import type { StationKind } from '../station.ts'

export type StationWish =
  | { readonly kind: 'kiosk'; readonly name: string; readonly facilityId: FacilityId; readonly room: string }
  | { readonly kind: Exclude<StationKind, 'kiosk'>; readonly name: string; readonly unitId: UnitId }

/** Its token is shown this once: the database knows only its hash. */
export interface NewStation {
  readonly id: StationId
  readonly kind: StationKind
  readonly token: string
}

/**
 * Sets up a screen for a room, or a meter or reader for a unit, with a token of its own. Throws Unauthenticated,
 * NotFound for what is not the viewer's to manage.
 */
export async function setUpStation(deps: Deps, actor: Actor, wish: StationWish, key: RequestKey): Promise<NewStation> {
  const at = deps.now()
  const place =
    wish.kind === 'kiosk'
      ? sql<Place>`SELECT r.facility_id AS facilityId, NULL AS resourceId, NULL AS unitId FROM resource r
          WHERE r.facility_id = ${wish.facilityId} AND r.location = ${wish.room} AND r.location <> '' LIMIT 1`
      : sql<Place>`SELECT r.facility_id AS facilityId, r.id AS resourceId, u.id AS unitId FROM unit u
          JOIN resource r ON r.id = u.resource_id WHERE u.id = ${wish.unitId} LIMIT 1`
  const rows = await deps.db.read({ viewer: viewerQuery(actor, at), place })
  const viewer = viewerOf(rows.viewer)
  const [found] = rows.place
  if (!found || !managesFacility(viewer, found.facilityId)) throw new NotFound('place')
  const id = newId('stn', at * 1000, deps.entropy)
  const token = `gs_${newToken(deps.entropy)}`
  const { kind, name } = wish
  const room = wish.kind === 'kiosk' ? wish.room : ''
  const statements = [
    sameViewerRow(viewer),
    sql`INSERT INTO station (id, facility_id, kind, name, room, resource_id, unit_id, token_hash, created_by,
        created_at)
      VALUES (${id}, ${found.facilityId}, ${kind}, ${name}, ${room}, ${found.resourceId}, ${found.unitId},
        ${await sha256Hex(token)}, ${viewer.personId}, ${at})`,
    stationAudit(id, 1, 'station.set-up', { at, actorId: viewer.personId, facilityId: found.facilityId }),
  ]
  const idempotency = { actor: viewer.personId, ...key, status: 201, body: JSON.stringify({ id }), at }
  try {
    await deps.db.write(statements, { idempotency })
  } catch (error) {
    // The token of the first answer is not known any more: whoever lost it ends that station and sets up another.
    if (error instanceof DbAbort) throw new Conflict('try-again')
    throw error
  }
  return { id, kind, token }
}

interface Place {
  readonly facilityId: FacilityId
  readonly resourceId: ResourceId | null
  readonly unitId: UnitId | null
}

/** Ends a station: its token says nothing more. Throws Unauthenticated, NotFound. */
export async function endStation(deps: Deps, actor: Actor, id: StationId, key: RequestKey): Promise<void> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stations: sql<{ facilityId: FacilityId; ended: number }>`SELECT facility_id AS facilityId,
      ended_at IS NOT NULL AS ended FROM station WHERE id = ${id} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [station] = rows.stations
  if (!station || !managesFacility(viewer, station.facilityId)) throw new NotFound('station')
  if (station.ended === 1) return
  const { personId: actorId } = viewer
  const statements = [
    sameViewerRow(viewer),
    ...asserting(sql`UPDATE station SET ended_at = ${at} WHERE id = ${id} AND ended_at IS NULL`, 'STALE_VERSION'),
    stationAudit(id, 2, 'station.ended', { at, actorId, facilityId: station.facilityId }),
  ]
  try {
    await deps.db.write(statements, { idempotency: { actor: actorId, ...key, status: 204, body: '', at } })
  } catch (error) {
    // Ended meanwhile by somebody else, or by the same tap.
    if (!(error instanceof DbAbort)) throw error
  }
}

function stationAudit(
  entity: StationId,
  entityVersion: number,
  action: string,
  who: { at: number; actorId: string; facilityId: FacilityId },
) {
  return auditRow({ ...who, action, entity, entityVersion, firmId: null, detail: {} })
}
