import type { Actor, Deps, Names, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility } from '../../firms/viewer.ts'
import { newId, type FacilityId } from '../../kernel/id.ts'
import { Conflict, Malformed, NotFound, type Fault } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql } from '../../platform/db/sql.ts'
import type { NewResource } from '../new-resource.ts'
import { hoursRows } from '../open-span.sql.ts'
import { usualPolicy, type Policy } from '../resource.ts'
import type { ResourceAnswer } from './change-resource.ts'
import { newResourceRows, rateRow, type ResourceProfile } from './resource-rows.ts'

const rounds = 2

/**
 * Adds a resource with its units, hours and first prices, in one write: it can be booked at once. A facility that the
 * viewer does not manage is answered like one that does not exist. Throws Unauthenticated, NotFound, Malformed,
 * KeyReused, Conflict, DbUnavailable.
 */
export async function addResource(
  deps: Deps,
  actor: Actor,
  wanted: NewResource,
  key: RequestKey,
): Promise<ResourceAnswer> {
  const id = newId('res', deps.now() * 1000, deps.entropy)
  for (let round = 1; round <= rounds; round++) {
    const rows = await deps.db.read(queriesFor(deps, actor, wanted, key))
    const viewer = viewerOf(rows.viewer)
    const stored = storedAnswerOf(rows.stored, key)
    if (stored) return stored
    const [found] = rows.found
    if (!found?.facility || !managesFacility(viewer, wanted.facilityId as FacilityId)) throw new NotFound('facility')
    assertFits(wanted, found)
    const write = { actorId: viewer.personId, at: deps.now(), park: deps.park(), entropy: deps.entropy }
    const statements = [
      sameViewerRow(viewer),
      ...hoursRows(wanted.openingHours, write.park, write.at),
      ...newResourceRows(id, profileOf(wanted), wanted.units, write),
      ...wanted.rates.map(({ priceCategory, terms }) => rateRow(id, priceCategory, write.at, terms, write)),
    ]
    const body = JSON.stringify({ id, assetNumber: wanted.assetNumber, state: wanted.state, version: 1 })
    try {
      await deps.db.write(statements, {
        idempotency: { actor: viewer.personId, ...key, status: 201, body, at: write.at },
      })
      return { status: 201, body }
    } catch (error) {
      if (!(error instanceof DbAbort)) throw error
    }
  }
  throw new Conflict('try-again')
}

interface FoundRow {
  readonly facility: number
  readonly category: number
  readonly qualification: number
  readonly taken: number
}

function queriesFor(deps: Deps, actor: Actor, wanted: NewResource, key: RequestKey) {
  const { facilityId, categoryId, qualificationId, assetNumber } = wanted
  return {
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    found: sql<FoundRow>`SELECT EXISTS (SELECT 1 FROM facility WHERE id = ${facilityId}) AS facility,
      EXISTS (SELECT 1 FROM category WHERE id = ${categoryId}) AS category,
      ${qualificationId} IS NULL OR EXISTS (SELECT 1 FROM qualification_kind
        WHERE id = ${qualificationId}) AS qualification,
      EXISTS (SELECT 1 FROM resource WHERE asset_number = ${assetNumber}) AS taken LIMIT 1`,
  }
}

function assertFits({ minMinutes, maxMinutes }: NewResource, { category, qualification, taken }: FoundRow): void {
  const faults: Fault[] = []
  if (!category) faults.push({ pointer: '/categoryId', kind: 'value' })
  if (!qualification) faults.push({ pointer: '/qualificationId', kind: 'value' })
  if (taken) faults.push({ pointer: '/assetNumber', kind: 'repeated' })
  if (minMinutes > maxMinutes) faults.push({ pointer: '/maxMinutes', kind: 'value' })
  if (faults.length > 0) throw new Malformed(faults)
}

function profileOf(wanted: NewResource): ResourceProfile {
  return {
    ...wanted,
    facilityId: wanted.facilityId as FacilityId,
    names: inThreeLanguages(wanted.names),
    hours: wanted.openingHours,
    policy: { ...usualPolicy, ...(wanted.policy as Partial<Policy>) },
  }
}

function inThreeLanguages({ hans, hant, en }: NewResource['names']): Names {
  const any = en ?? hans ?? hant ?? ''
  return { hans: hans ?? hant ?? any, hant: hant ?? hans ?? any, en: en ?? any }
}
