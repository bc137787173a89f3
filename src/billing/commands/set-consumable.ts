import { auditRow } from '../../audit/record.ts'
import { inRounds, wrote } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, Names, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { newId, type ConsumableId, type FacilityId, type ResourceId } from '../../kernel/id.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { asserting, sql } from '../../platform/db/sql.ts'

/** What a facility sells with a use of one of its resources, or of any. */
export interface NewConsumable {
  readonly names: Names
  readonly facilityId: FacilityId
  readonly assetNumber: string
  readonly unitMinor: number
  readonly taxBasisPoints: number
}

/** Puts something on a facility's price list. Throws Unauthenticated, Forbidden, KeyReused, Malformed. */
export function addConsumable(deps: Deps, actor: Actor, wanted: NewConsumable, key: RequestKey): Promise<void> {
  return inRounds(() => addOnce(deps, actor, wanted, key))
}

async function addOnce(deps: Deps, actor: Actor, wanted: NewConsumable, key: RequestKey): Promise<boolean> {
  const at = deps.now()
  const { names, facilityId, assetNumber, unitMinor, taxBasisPoints } = wanted
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    facility: sql<{ id: string }>`SELECT id FROM facility WHERE id = ${facilityId} LIMIT 1`,
    resource: sql<{ id: ResourceId }>`SELECT id FROM resource WHERE asset_number = ${assetNumber}
      AND facility_id = ${facilityId} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  if (storedAnswerOf(rows.stored, key)) return true
  const resourceId = rows.resource[0]?.id ?? null
  if (rows.facility.length === 0) throw new Malformed([{ pointer: '/facility', kind: 'value' }])
  if (assetNumber !== '' && resourceId === null) throw new Malformed([{ pointer: '/asset', kind: 'value' }])
  if (names.en === '' && names.hans === '') throw new Malformed([{ pointer: '/name', kind: 'missing' }])
  if (unitMinor < 1 || unitMinor > 1_000_000_000) throw new Malformed([{ pointer: '/price', kind: 'value' }])
  const id = newId('cns', at * 1000, deps.entropy)
  const { personId: actorId } = viewer
  const statements = [
    sameViewerRow(viewer),
    sql`INSERT INTO consumable (id, facility_id, resource_id, name_hans, name_hant, name_en, unit_minor,
      tax_basis_points) VALUES (${id}, ${facilityId}, ${resourceId}, ${names.hans}, ${names.hant}, ${names.en},
      ${unitMinor}, ${taxBasisPoints})`,
    auditRow({
      at,
      actorId,
      action: 'consumable.added',
      entity: id,
      entityVersion: 1,
      firmId: null,
      facilityId,
      detail: { resourceId, unitMinor, taxBasisPoints },
    }),
  ]
  return wrote(deps, statements, { actor: actorId, ...key, status: 201, body: '', at })
}

/** Takes something off the price list; what was reported stays billed. Throws NotFound, Conflict when it is off. */
export function retireConsumable(deps: Deps, actor: Actor, id: ConsumableId, key: RequestKey): Promise<void> {
  return inRounds(() => retireOnce(deps, actor, id, key))
}

async function retireOnce(deps: Deps, actor: Actor, id: ConsumableId, key: RequestKey): Promise<boolean> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    consumable: sql<{ state: string; version: number; facilityId: FacilityId }>`SELECT state, version,
      facility_id AS facilityId FROM consumable WHERE id = ${id} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  if (storedAnswerOf(rows.stored, key)) return true
  const [found] = rows.consumable
  if (!found) throw new NotFound('consumable')
  if (found.state === 'retired') throw new Conflict('over')
  const entityVersion = found.version + 1
  const { personId: actorId } = viewer
  const { facilityId } = found
  const statements = [
    sameViewerRow(viewer),
    ...asserting(
      sql`UPDATE consumable SET state = 'retired', version = ${entityVersion}
        WHERE id = ${id} AND version = ${found.version}`,
      'STALE_RULES',
    ),
    auditRow({
      at,
      actorId,
      action: 'consumable.retired',
      entity: id,
      entityVersion,
      firmId: null,
      facilityId,
      detail: {},
    }),
  ]
  return wrote(deps, statements, { actor: actorId, ...key, status: 200, body: '', at })
}
