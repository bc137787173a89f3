import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { FacilityId, ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { atOrAfter, dayOf } from '../../kernel/wall-clock.ts'
import type { Answers } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { isBookable } from '../../resources/commands/publish-rate.ts'
import type { ResourceState } from '../../resources/resource.ts'
import type { RatedAsset, RateFacts } from '../plan-rates.ts'
import { writeRateCsv, type RateLine } from '../rate-csv.ts'
import { byCategory, categoriesQuery, fitting, type RateFilter, type RateRow } from './rate-list.ts'
import { ratesInTime } from './resource-rates.ts'

/** A resource with the version at which its rates were read. */
export interface VersionedAsset extends RatedAsset {
  readonly assetNumber: string
  readonly facilityId: FacilityId
  readonly rulesVersion: number
}

export interface RatesOfAssets {
  readonly viewer: Viewer
  readonly facts: RateFacts
  readonly assets: readonly VersionedAsset[]
}

interface AssetRow {
  id: ResourceId
  assetNumber: string
  facilityId: FacilityId
  rulesVersion: number
  state: ResourceState
}

/** Everything that lines about these resources are judged by; `assetNumbers` is a select of one column. */
export function ratesOfAssetsQueries(actor: Actor, now: Instant, assetNumbers: Query) {
  const named = sql`SELECT a.id FROM resource a WHERE a.asset_number IN (${assetNumbers})`
  return {
    viewer: viewerQuery(actor, now),
    assets: sql<AssetRow>`SELECT id, asset_number AS assetNumber, facility_id AS facilityId, state,
      rules_version AS rulesVersion FROM resource WHERE id IN (${named}) LIMIT 20000`,
    rates: allRates(named),
    categories: categoriesQuery,
  }
}

/** Throws Unauthenticated, Forbidden. */
export function ratesOfAssetsIn(
  rows: Answers<ReturnType<typeof ratesOfAssetsQueries>>,
  now: Instant,
  timeZone: string,
): RatesOfAssets {
  const rates = Map.groupBy(rows.rates, (rate) => rate.resourceId)
  const assets = rows.assets.map(({ state, ...asset }) => ({
    ...asset,
    isBookable: isBookable({ state }),
    rates: byCategory(rates.get(asset.id) ?? []),
  }))
  return {
    viewer: viewerOf(rows.viewer),
    assets,
    facts: {
      now,
      today: atOrAfter({ date: dayOf(now, timeZone).date, time: '00:00' }, timeZone),
      assets: new Map(assets.map((asset) => [asset.assetNumber, asset])),
      categories: new Set(rows.categories.map(({ category }) => category)),
    },
  }
}

/** What is in force and what is to come of the resources that fit, as a file. Throws Unauthenticated, Forbidden. */
export async function readRateFileOf(deps: Deps, actor: Actor, filter: RateFilter): Promise<string> {
  const now = deps.now()
  const { timeZone: zone, currency } = deps.park()
  const fits = sql`SELECT r.id FROM resource r WHERE ${fitting(actor, filter, now)}`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    assets: sql<{ id: string; assetNumber: string }>`SELECT id, asset_number AS assetNumber FROM resource
      WHERE id IN (${fits}) ORDER BY asset_number LIMIT 20000`,
    rates: allRates(fits),
  })
  viewerOf(rows.viewer)
  const rates = Map.groupBy(rows.rates, (rate) => rate.resourceId)
  const lines = rows.assets.flatMap(({ id, assetNumber }) =>
    [...byCategory(rates.get(id) ?? [])].flatMap(([priceCategory, dated]): RateLine[] => {
      const { inForce, coming } = ratesInTime(dated, now)
      return [...(inForce === null ? [] : [inForce]), ...coming].map((rate) => ({
        assetNumber,
        priceCategory,
        ...rate,
      }))
    }),
  )
  return writeRateCsv(lines, { zone, currency })
}

function allRates(resourceIds: Query): Query<RateRow> {
  return sql<RateRow>`SELECT resource_id AS resourceId, price_category AS category, valid_from AS validFrom, terms
    FROM rate WHERE resource_id IN (${resourceIds}) ORDER BY resource_id, price_category, valid_from LIMIT 400000`
}
