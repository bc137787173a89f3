import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { managesFacility, seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import type { FacilityId, ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Forbidden, NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Policy, ResourceState } from '../../resources/resource.ts'
import type { ChargeBasis, DatedRate } from '../tariff.ts'
import { caseQueries, caseTermsOf, type CaseTerms, type PayerOfCase } from './case-terms.ts'
import { byCategory, categoriesQuery, namesOf, usualFirst, type RateRow } from './rate-list.ts'

/** Everything that is published of one resource's prices. */
export interface ResourceRates {
  readonly viewer: Viewer
  readonly now: Instant
  readonly id: ResourceId
  readonly names: Names
  readonly assetNumber: string
  readonly state: ResourceState
  readonly facility: Names
  readonly chargeBasis: ChargeBasis
  /** The price categories that firms have, and those that it has prices for. */
  readonly categories: readonly string[]
  /** By price category, oldest first. */
  readonly rates: ReadonlyMap<string, readonly DatedRate[]>
  /** What else a case that is tried would be billed by. */
  readonly terms: CaseTerms
}

/**
 * One round trip. Throws Unauthenticated, Forbidden, NotFound where the viewer may not see its prices; which firm pays
 * what is finance's to see.
 */
export async function readResourceRates(
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  payer: PayerOfCase,
): Promise<ResourceRates> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    resource: sql<ResourceRow>`SELECT r.id AS id, r.asset_number AS assetNumber, r.state AS state,
      r.facility_id AS facilityId, r.policy AS policy, json_array(r.name_hans, r.name_hant, r.name_en) AS names,
      json_array(f.name_hans, f.name_hant, f.name_en) AS facility
      FROM resource r JOIN facility f ON f.id = r.facility_id WHERE r.id = ${id} LIMIT 1`,
    rates: sql<RateRow>`SELECT resource_id AS resourceId, price_category AS category, valid_from AS validFrom, terms
      FROM rate WHERE resource_id = ${id} ORDER BY price_category, valid_from LIMIT 5000`,
    categories: categoriesQuery,
    ...caseQueries(id, payer, deps.park().timeZone),
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.resource
  if (!row || !(seesParkMoney(viewer) || managesFacility(viewer, row.facilityId))) throw new NotFound('resource')
  if (payer.firmId !== '' && !seesParkMoney(viewer)) throw new Forbidden()
  const { assetNumber, state, policy, names, facility } = row
  const rates = byCategory(rows.rates)
  return {
    id,
    assetNumber,
    state,
    viewer,
    now,
    names: namesOf(names),
    facility: namesOf(facility),
    chargeBasis: (JSON.parse(policy) as Policy).chargeBasis,
    categories: usualFirst([...rows.categories.map(({ category }) => category), ...rates.keys()]),
    rates,
    terms: caseTermsOf(rows),
  }
}

interface ResourceRow extends Pick<ResourceRates, 'id' | 'assetNumber' | 'state'> {
  facilityId: FacilityId
  policy: string
  names: string
  facility: string
}

/** A rate with the time at which the next one takes over. */
export interface HeldRate extends DatedRate {
  readonly validUntil: Instant | null
}

/** The rates of one price category by the time that they hold in. */
export function ratesInTime(rates: readonly DatedRate[], now: Instant) {
  const held: HeldRate[] = rates.map((rate, at) => ({ ...rate, validUntil: rates[at + 1]?.validFrom ?? null }))
  return {
    inForce: held.findLast((rate) => rate.validFrom <= now) ?? null,
    coming: held.filter((rate) => rate.validFrom > now),
    past: held.filter((rate) => rate.validUntil !== null && rate.validUntil <= now).toReversed(),
  }
}
