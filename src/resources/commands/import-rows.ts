import { auditRow } from '../../audit/record.ts'
import { usualTerms } from '../../billing/usual-terms.ts'
import { markRows, openFarOf, type FarBooking } from '../../bookings/commands/mark-rows.ts'
import { newId, type FacilityId, type ResourceId } from '../../kernel/id.ts'
import { invariant } from '../../kernel/invariant.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { eachPersonRows } from '../../quotas/each-person.sql.ts'
import { policyOf, type CatalogueEntry } from '../catalogue-entry.ts'
import type { Catalogued, Named } from '../catalogued.ts'
import { allHoursRows } from '../open-span.sql.ts'
import type { OpeningHours } from '../opening-hours.ts'
import type { Fresh, ImportPlan, PlannedLine } from '../plan-import.ts'
import { usualPolicy } from '../resource.ts'
import {
  addedUnitRows,
  changedResourceRows,
  newResourceRows,
  rateRow,
  type CatalogueWrite,
  type ResourceProfile,
} from './resource-rows.ts'

/** Where resources go that no facility has claimed yet. */
export const sharedFacility: Named = {
  id: 'fac_00000000000000000000shared',
  code: 'SHARED',
  nameHans: '公共平台',
  nameHant: '公共平台',
  nameEn: 'Shared instruments',
}

/** The statements of a plan: for each line that is taken a few, each with its audit row. */
export function importRows(
  plan: ImportPlan,
  facilities: readonly Named[],
  far: readonly FarBooking[],
  write: CatalogueWrite,
): Query[] {
  const taken = plan.lines.filter((line) => line.entry !== null)
  if (taken.length === 0) return []
  return [
    ...freshRows('category', plan.newCategories),
    ...freshRows('qualification_kind', plan.newQualificationKinds),
    ...allHoursRows(taken.map(hoursOf), write.park, write.at),
    ...taken.flatMap((line) => lineRows(line, facilities, write)),
    ...markRows(
      taken.flatMap(({ current }) => current?.id ?? []),
      { ...write, openFar: openFarOfLines(far, taken, write) },
    ),
  ]
}

function openFarOfLines(far: readonly FarBooking[], taken: readonly PlannedLine[], { park }: CatalogueWrite) {
  const byResource = Map.groupBy(far, ({ resourceId }) => resourceId)
  return taken.flatMap((line) =>
    line.current === null ? [] : openFarOf(byResource.get(line.current.id) ?? [], hoursOf(line), park),
  )
}

/** Makes the shared facility. */
export function facilityRows({ at, actorId }: CatalogueWrite): Query[] {
  const { id, code, nameHans, nameHant, nameEn } = sharedFacility
  return [
    sql`INSERT INTO facility (id, code, name_hans, name_hant, name_en) VALUES (${id}, ${code}, ${nameHans},
      ${nameHant}, ${nameEn})`,
    auditRow({
      at,
      actorId,
      action: 'facility.added',
      entity: id,
      entityVersion: 1,
      firmId: null,
      facilityId: id,
      detail: { code },
    }),
  ]
}

function freshRows(table: 'category' | 'qualification_kind', fresh: readonly Fresh[]): Query[] {
  return fresh.map(({ id, names: { hans, hant, en } }) =>
    table === 'category'
      ? sql`INSERT INTO category (id, name_hans, name_hant, name_en) VALUES (${id}, ${hans}, ${hant}, ${en})`
      : sql`INSERT INTO qualification_kind (id, name_hans, name_hant, name_en) VALUES (${id}, ${hans}, ${hant}, ${en})`,
  )
}

function lineRows(line: PlannedLine, facilities: readonly Named[], write: CatalogueWrite): Query[] {
  const { entry, current, imported } = line
  invariant(entry, 'a line that is taken has an entry')
  const profile = { ...profileOf(entry, current, facilities), hours: hoursOf(line) }
  const id = current?.id ?? newId('res', write.at * 1000, write.entropy)
  const changes = Object.fromEntries(imported.changes.map((field) => [field, [current?.entry[field], entry[field]]]))
  const added = entry.units.filter((unit) => !current?.entry.units.includes(unit))
  const record = { action: 'resource.imported', detail: { line: imported.line, changes } }
  return [
    ...(current
      ? [...changedResourceRows(current, profile, record, write), ...addedUnitRows(id, added, write.at)]
      : newResourceRows(id, profile, added, write)),
    ...priceRows(id, entry, current, write),
    ...tagRows(id, entry.tags, current?.entry.tags ?? []),
    ...(entry.perPersonDay === null || entry.perPersonDay === current?.entry.perPersonDay
      ? []
      : dayLimitRows(id, entry.perPersonDay)),
  ]
}

function hoursOf({ entry, current }: PlannedLine): OpeningHours {
  invariant(entry, 'a line that is taken has an entry')
  return { weekly: entry.weekly, holidayRule: entry.holidayRule, ...(current?.beside ?? { exceptions: [] }) }
}

function profileOf(
  entry: CatalogueEntry,
  current: Catalogued | null,
  facilities: readonly Named[],
): Omit<ResourceProfile, 'hours'> {
  const facility = facilities.find((one) => one.code === entry.facility)
  invariant(facility, 'a line that is taken names a facility')
  const { nameHans: hans, nameHant: hant, nameEn: en, category, qualification, ...shared } = entry
  return {
    ...shared,
    facilityId: facility.id as FacilityId,
    categoryId: category,
    names: { hans, hant, en },
    qualificationId: qualification,
    policy: policyOf(entry, current?.policy ?? usualPolicy),
  }
}

/** A price that differs is in force from now on; what else the rate said stays. */
function priceRows(id: ResourceId, entry: CatalogueEntry, current: Catalogued | null, write: CatalogueWrite): Query[] {
  return Object.entries(entry.perHourMinor)
    .filter(([category, price]) => current?.entry.perHourMinor[category] !== price)
    .map(([category, perHourMinor]) => {
      const terms = { ...(current?.terms[category] ?? usualTerms(perHourMinor)), perHourMinor }
      return rateRow(id, category, write.at, terms, write)
    })
}

function tagRows(id: ResourceId, tags: readonly string[], before: readonly string[]): Query[] {
  if (JSON.stringify(tags) === JSON.stringify(before)) return []
  return [
    sql`DELETE FROM resource_tag WHERE resource_id = ${id}`,
    sql`INSERT INTO resource_tag (resource_id, tag) SELECT ${id}, value FROM json_each(${json(tags)})`,
  ]
}

function dayLimitRows(scopeId: ResourceId, limitValue: number): Query[] {
  const perDay = { scopeKind: 'resource', measure: 'bookings', window: 'day', windowDays: 0, band: 'all' } as const
  return eachPersonRows({ ...perDay, scopeId, limitValue })
}
