import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { FacilityId, ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { joined, sql, type Query } from '../../platform/db/sql.ts'
import type { ResourceState } from '../../resources/resource.ts'
import { hasWord } from '../../resources/search-text.sql.ts'
import { searchWords } from '../../resources/search-text.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import type { DatedRate, RateTerms } from '../tariff.ts'

/** Which resources' prices are looked for; all that is said has to fit. */
export interface RateFilter {
  readonly words: string
  /** Empty takes every facility that the viewer may see. */
  readonly facility: FacilityId | ''
  /** Only those where something is to come, or where some firms have no price today. */
  readonly show: '' | 'coming' | 'missing'
}

/** A resource in the list of prices. */
export interface RatedResource {
  readonly id: ResourceId
  readonly names: Names
  readonly assetNumber: string
  readonly state: ResourceState
  readonly facility: Names
  /** By price category, what is in force and what is to come, oldest first. */
  readonly rates: ReadonlyMap<string, readonly DatedRate[]>
}

export interface RateList {
  readonly viewer: Viewer
  readonly now: Instant
  readonly resources: readonly RatedResource[]
  /** All that fit, on every page. */
  readonly count: number
  readonly next: RatePlace | null
  readonly facilities: readonly (Names & { readonly id: string })[]
  /** Those that firms have, the usual ones first. */
  readonly categories: readonly string[]
}

/** Where a page of the list ends: facilities by their code, in each the resources by their number. */
export interface RatePlace {
  readonly code: string
  readonly number: string
}

const resourcesAtOnce = 50

/** One page of the resources whose prices the viewer may see. Throws Unauthenticated, Forbidden. */
export async function readRateList(
  deps: Deps,
  actor: Actor,
  filter: RateFilter,
  after: RatePlace | null,
): Promise<RateList> {
  const now = deps.now()
  const page = pageQuery(actor, filter, after, now)
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    resources: listQuery(page),
    rates: ratesFrom(sql`SELECT id FROM (${page})`, now),
    count: sql<{ n: number }>`SELECT count(*) AS n FROM resource r WHERE ${fitting(actor, filter, now)} LIMIT 1`,
    facilities: sql<Names & { id: string }>`SELECT id, name_hans AS hans, name_hant AS hant, name_en AS en
      FROM facility WHERE id IN (${pricedFacilities(actor)}) ORDER BY code LIMIT 500`,
    categories: categoriesQuery,
  })
  const shown = rows.resources.slice(0, resourcesAtOnce)
  const last = rows.resources.length > resourcesAtOnce ? shown.at(-1) : undefined
  return {
    viewer: viewerOf(rows.viewer),
    now,
    resources: shown.map(({ id, assetNumber, state, names, facility }) => ({
      id,
      assetNumber,
      state,
      names: namesOf(names),
      facility: namesOf(facility),
      rates: byCategory(rows.rates.filter((rate) => rate.resourceId === id)),
    })),
    count: rows.count[0]?.n ?? 0,
    next: last === undefined ? null : { code: last.code, number: last.assetNumber },
    facilities: rows.facilities,
    categories: usualFirst(rows.categories.map(({ category }) => category)),
  }
}

/** Facilities whose prices the viewer may see: all for who sees every firm's money, else those they manage. */
function pricedFacilities(actor: Actor): Query {
  return sql`SELECT g.id FROM facility g WHERE EXISTS (SELECT 1 FROM role m WHERE m.person_id = ${viewerId(actor)}
    AND (m.role IN (${rolesThatMay('see-park-money')}) OR m.role IN (${rolesThatMay('manage-resources')})
      AND (m.facility_id IS NULL OR m.facility_id = g.id)))`
}

/** The price categories that some firm has. */
export const categoriesQuery = sql<{ category: string }>`SELECT DISTINCT price_category AS category FROM firm
  ORDER BY 1 LIMIT 100`

const usual = ['resident', 'partner', 'consortium', 'external']

/** Each category once, the usual ones first. */
export function usualFirst(categories: readonly string[]): string[] {
  const known = usual.filter((one) => categories.includes(one))
  return [...known, ...new Set(categories.filter((one) => !usual.includes(one)))]
}

export interface RateRow {
  resourceId: string
  category: string
  validFrom: Instant
  terms: string
}

/** What is in force and what is to come of these resources, oldest first. */
function ratesFrom(resourceIds: Query, now: Instant): Query<RateRow> {
  return sql<RateRow>`SELECT t.resource_id AS resourceId, t.price_category AS category, t.valid_from AS validFrom,
    t.terms AS terms FROM rate t WHERE t.resource_id IN (${resourceIds}) AND t.valid_from >= ifnull(
      (SELECT max(valid_from) FROM rate WHERE resource_id = t.resource_id AND price_category = t.price_category
        AND valid_from <= ${now}), 0) ORDER BY t.resource_id, t.price_category, t.valid_from LIMIT 5000`
}

/** Rates by their price category, in the order in which they come. */
export function byCategory(rows: readonly Omit<RateRow, 'resourceId'>[]): Map<string, DatedRate[]> {
  const rates = new Map<string, DatedRate[]>()
  for (const { category, validFrom, terms } of rows) {
    rates.set(category, [...(rates.get(category) ?? []), { validFrom, terms: JSON.parse(terms) as RateTerms }])
  }
  return rates
}

interface ListRow extends Pick<RatedResource, 'id' | 'assetNumber' | 'state'> {
  code: string
  names: string
  facility: string
}

function pageQuery(actor: Actor, filter: RateFilter, after: RatePlace | null, now: Instant): Query {
  const from = after === null ? sql`1` : sql`(f.code, r.asset_number) > (${after.code}, ${after.number})`
  return sql`SELECT r.id AS id, f.code AS code FROM facility f CROSS JOIN resource r ON r.facility_id = f.id
    WHERE ${fitting(actor, filter, now)} AND ${from} ORDER BY f.code, r.asset_number LIMIT ${resourcesAtOnce + 1}`
}

function listQuery(page: Query): Query<ListRow> {
  return sql<ListRow>`SELECT r.id AS id, m.code AS code, r.asset_number AS assetNumber, r.state AS state,
    json_array(r.name_hans, r.name_hant, r.name_en) AS names,
    json_array(f.name_hans, f.name_hant, f.name_en) AS facility
    FROM (${page}) m CROSS JOIN resource r ON r.id = m.id JOIN facility f ON f.id = r.facility_id
    ORDER BY m.code, r.asset_number LIMIT ${resourcesAtOnce + 1}`
}

/** True of a resource `r` whose prices the viewer may see and that fits. */
export function fitting(actor: Actor, { words, facility, show }: RateFilter, now: Instant): Query {
  const fits = [
    sql`r.state <> 'retired'`,
    sql`r.facility_id IN (${pricedFacilities(actor)})`,
    ...(facility === '' ? [] : [sql`r.facility_id = ${facility}`]),
    ...(show === 'coming'
      ? [sql`EXISTS (SELECT 1 FROM rate t WHERE t.resource_id = r.id AND t.valid_from > ${now})`]
      : []),
    ...(show === 'missing'
      ? [
          sql`EXISTS (SELECT 1 FROM (SELECT DISTINCT price_category AS category FROM firm) k WHERE NOT EXISTS
            (SELECT 1 FROM rate t WHERE t.resource_id = r.id AND t.price_category = k.category
              AND t.valid_from <= ${now}))`,
        ]
      : []),
    ...searchWords(words).map(hasWord),
  ]
  return joined(fits, ' AND ')
}

/** Names as SQL hands them out in a list. */
export function namesOf(text: string): Names {
  const [hans = '', hant = '', en = ''] = JSON.parse(text) as string[]
  return { hans, hant, en }
}
