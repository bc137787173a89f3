import type { RateTerms } from '../../billing/tariff.ts'
import type { FacilityId, ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { eachPerson } from '../../quotas/each-person.sql.ts'
import type { CatalogueEntry } from '../catalogue-entry.ts'
import type { Catalogued, Named } from '../catalogued.ts'
import { hoursOfRow } from '../hours-row.sql.ts'
import type { OpeningHours } from '../opening-hours.ts'
import type { Policy } from '../resource.ts'

export const facilitiesQuery = sql<Named>`SELECT id, code, name_hans AS nameHans, name_hant AS nameHant,
  name_en AS nameEn
  FROM facility ORDER BY code LIMIT 1000`

export const categoriesQuery = sql<Named>`SELECT id, id AS code, name_hans AS nameHans, name_hant AS nameHant,
  name_en AS nameEn
  FROM category ORDER BY id LIMIT 2000`

export const qualificationKindsQuery = sql<Named>`SELECT id, id AS code, name_hans AS nameHans, name_hant AS nameHant,
  name_en AS nameEn FROM qualification_kind ORDER BY id LIMIT 2000`

export interface CataloguedRow {
  id: string
  facilityId: string
  rulesVersion: number
  entry: string
  weekly: string
  exceptions: string
  staffed: string | null
  later: string
  policy: string
  units: string
  terms: string
}

/** Resources by their asset numbers, or by their ids: a select of resource ids. */
export function cataloguedQuery(resourceIds: Query, now: Instant): Query<CataloguedRow> {
  return sql<CataloguedRow>`SELECT r.id AS id, r.facility_id AS facilityId, r.rules_version AS rulesVersion,
    json_object('assetNumber', r.asset_number, 'facility', f.code, 'category', r.category_id, 'kind', r.kind, 'state',
      r.state,
      'nameHans', r.name_hans, 'nameHant', r.name_hant, 'nameEn', r.name_en, 'model', r.model, 'location', r.location,
      'holidayRule', h.holiday_rule, 'setupMinutes', r.setup_minutes, 'cleanupMinutes', r.cleanup_minutes,
      'stepMinutes', r.step_minutes, 'minMinutes', r.min_minutes, 'maxMinutes', r.max_minutes,
      'qualification', r.qualification_id, 'restricted', json(iif(r.restricted, 'true', 'false')),
      'tags', (SELECT json_group_array(tag) FROM resource_tag t WHERE t.resource_id = r.id),
      'perPersonDay', (SELECT q.limit_value FROM quota q WHERE q.subject_kind = 'person'
        AND q.subject_id = ${eachPerson}
        AND q.scope_kind = 'resource' AND q.scope_id = r.id AND q.measure = 'bookings' AND q.window = 'day'
          LIMIT 1)) AS entry,
    h.weekly AS weekly, h.exceptions AS exceptions, h.staffed AS staffed, h.later AS later, r.policy AS policy,
    (SELECT json_group_array(u.name) FROM (SELECT name FROM unit WHERE resource_id = r.id AND state = 'active'
      ORDER BY id) u)
      AS units,
    (SELECT json_group_object(t.price_category, json(t.terms)) FROM rate t WHERE t.resource_id = r.id AND t.valid_from =
      (SELECT max(valid_from) FROM rate WHERE resource_id = r.id AND price_category = t.price_category
        AND valid_from <= ${now}))
      AS terms
    FROM resource r JOIN facility f ON f.id = r.facility_id JOIN opening_hours h ON h.id = r.hours_id
    WHERE r.id IN (${resourceIds}) LIMIT 20000`
}

/** A select of resource ids from asset numbers. */
export function idsByAssetNumber(assetNumbers: readonly string[]): Query {
  return sql`SELECT a.id FROM resource a WHERE a.asset_number IN (SELECT value FROM json_each(${json(assetNumbers)}))`
}

export function cataloguedOf(row: CataloguedRow): Catalogued {
  const policy = JSON.parse(row.policy) as Policy
  const terms = JSON.parse(row.terms) as Record<string, RateTerms>
  const perHour = Object.entries(terms).map(([category, { perHourMinor }]): [string, number] => [
    category,
    perHourMinor,
  ])
  return {
    id: row.id as ResourceId,
    facilityId: row.facilityId as FacilityId,
    rulesVersion: row.rulesVersion,
    beside: besideOf(row),
    policy,
    terms,
    entry: {
      ...(JSON.parse(row.entry) as Omit<CatalogueEntry, 'weekly' | 'units' | 'perHourMinor' | keyof Policy>),
      weekly: JSON.parse(row.weekly) as OpeningHours['weekly'],
      units: JSON.parse(row.units) as string[],
      perHourMinor: Object.fromEntries(perHour),
      horizonDays: policy.horizonDays,
      leadMinutes: policy.leadMinutes,
      changeCutoffMinutes: policy.changeCutoffMinutes,
      freeCancellation: policy.freeCancellation,
      lateCancellationPercent: policy.lateCancellationPercent,
      noShowPercent: policy.noShowPercent,
      checkIn: policy.checkIn,
      approvals: policy.approvals,
      chargeBasis: policy.chargeBasis,
    },
  }
}

/** What a file has no column for stays as it is. */
function besideOf({ exceptions, staffed, later }: CataloguedRow): Catalogued['beside'] {
  const {
    weekly: _weekly,
    holidayRule: _rule,
    ...beside
  } = hoursOfRow({
    weekly: '[]',
    holidayRule: 'closed',
    exceptions,
    staffed,
    later,
  })
  return beside
}
