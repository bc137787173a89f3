import type { Actor, Deps, Names, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import { newId, type FacilityId, type ResourceId } from '../../kernel/id.ts'
import { Conflict, Malformed, NotFound, type Fault } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { usualEntry } from '../catalogue-entry.ts'
import type { NewResource } from '../new-resource.ts'
import type { OpeningHours } from '../opening-hours.ts'
import { hoursRows } from '../open-span.sql.ts'
import { usualPolicy, type Policy } from '../resource.ts'
import type { ResourceAnswer } from './change-resource.ts'
import { newResourceRows, rateRow, type ResourceProfile } from './resource-rows.ts'

/** A resource to be added: with hours of its own, or with those that another one of the viewer's has. */
export type AddedResource = Omit<NewResource, 'openingHours'> & {
  readonly openingHours: NewResource['openingHours'] | { readonly from: ResourceId }
}

const rounds = 2

/**
 * Adds a resource with its units, hours and first prices, in one write: it can be booked at once. A facility that the
 * viewer does not manage is answered like one that does not exist. Throws Unauthenticated, NotFound, Malformed,
 * KeyReused, Conflict, DbUnavailable.
 */
export async function addResource(
  deps: Deps,
  actor: Actor,
  wanted: AddedResource,
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
    const hours = hoursOf(wanted, rows.hours, viewer)
    assertFits(wanted, found, hours)
    if (hours === null) throw new NotFound('resource')
    const write = { actorId: viewer.personId, at: deps.now(), park: deps.park(), entropy: deps.entropy }
    const statements = [
      sameViewerRow(viewer),
      ...hoursRows(hours, write.park, write.at),
      ...usualCategoryRows(wanted.categoryId),
      ...newResourceRows(id, profileOf(wanted, hours), wanted.units, write),
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

interface HoursRow {
  readonly facilityId: FacilityId
  readonly weekly: string
  readonly holidayRule: OpeningHours['holidayRule']
  readonly exceptions: string
}

function queriesFor(deps: Deps, actor: Actor, wanted: AddedResource, key: RequestKey) {
  const { facilityId, categoryId, qualificationId, assetNumber, openingHours } = wanted
  const from = 'from' in openingHours ? openingHours.from : ''
  return {
    hours: sql<HoursRow>`SELECT r.facility_id AS facilityId, h.weekly AS weekly, h.holiday_rule AS holidayRule,
      h.exceptions AS exceptions FROM resource r JOIN opening_hours h ON h.id = r.hours_id
      WHERE r.id = ${from} LIMIT 1`,
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    found: sql<FoundRow>`SELECT EXISTS (SELECT 1 FROM facility WHERE id = ${facilityId}) AS facility,
      ${categoryId} = ${usualEntry.category} OR EXISTS (SELECT 1 FROM category WHERE id = ${categoryId}) AS category,
      ${qualificationId} IS NULL OR EXISTS (SELECT 1 FROM qualification_kind
        WHERE id = ${qualificationId}) AS qualification,
      EXISTS (SELECT 1 FROM resource WHERE asset_number = ${assetNumber}) AS taken LIMIT 1`,
  }
}

/** Null where the other resource is not there, or not the viewer's. */
function hoursOf({ openingHours }: AddedResource, [row]: readonly HoursRow[], viewer: Viewer): OpeningHours | null {
  if (!('from' in openingHours)) return openingHours
  if (!row || !managesFacility(viewer, row.facilityId)) return null
  const { weekly, holidayRule, exceptions } = row
  return {
    weekly: JSON.parse(weekly) as OpeningHours['weekly'],
    holidayRule,
    exceptions: JSON.parse(exceptions) as OpeningHours['exceptions'],
  }
}

/** A new park has no categories yet: the usual one is made for its first resource. */
function usualCategoryRows(categoryId: string): Query[] {
  if (categoryId !== usualEntry.category) return []
  return [
    sql`INSERT INTO category (id, name_hans, name_hant, name_en) SELECT ${categoryId}, '其他', '其他', 'Other'
      WHERE NOT EXISTS (SELECT 1 FROM category WHERE id = ${categoryId})`,
  ]
}

function assertFits(
  { minMinutes, maxMinutes }: AddedResource,
  { category, qualification, taken }: FoundRow,
  hours: OpeningHours | null,
): void {
  const faults: Fault[] = []
  if (hours === null) faults.push({ pointer: '/openingHours/from', kind: 'value' })
  if (!category) faults.push({ pointer: '/categoryId', kind: 'value' })
  if (!qualification) faults.push({ pointer: '/qualificationId', kind: 'value' })
  if (taken) faults.push({ pointer: '/assetNumber', kind: 'repeated' })
  if (minMinutes > maxMinutes) faults.push({ pointer: '/maxMinutes', kind: 'value' })
  if (faults.length > 0) throw new Malformed(faults)
}

function profileOf(wanted: AddedResource, hours: OpeningHours): ResourceProfile {
  return {
    ...wanted,
    facilityId: wanted.facilityId as FacilityId,
    names: inThreeLanguages(wanted.names),
    hours,
    policy: { ...usualPolicy, ...(wanted.policy as Partial<Policy>) },
  }
}

function inThreeLanguages({ hans, hant, en }: NewResource['names']): Names {
  const any = en ?? hans ?? hant ?? ''
  return { hans: hans ?? hant ?? any, hant: hant ?? hans ?? any, en: en ?? any }
}
