import { hexOf } from '../../kernel/hex.ts'
import type { Deps } from '../../deps.ts'
import type { FacilityId, ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { newVersionRows, rateRow } from '../../resources/commands/resource-rows.ts'
import { readRateFile, type RateOffer } from '../read-rate-file.ts'
import type { RateTerms } from '../tariff.ts'
import { usualTerms } from '../usual-terms.ts'

/** One price of the file, accounted for. */
export interface ImportedRate {
  readonly place: string
  readonly name: string
  readonly outcome: 'published' | 'unchanged' | 'refused'
  /** Asset numbers of the resources that it is published for. */
  readonly assets: readonly string[]
  readonly reason: string | null
}

/**
 * Publishes the prices of a file from now on, for the resources that bear its models or names. A price that is in force
 * already changes nothing; everything that is not taken is named with its reason. Throws UnreadableRates.
 */
export async function importRates(
  deps: Deps,
  text: string,
  { preview }: { preview: boolean },
): Promise<ImportedRate[]> {
  const { currency } = deps.park()
  const { offers, unread } = readRateFile(text, currency)
  const at = deps.now()
  const { resources, rates } = await deps.db.read({ resources: resourcesQuery, rates: ratesInForce(at) })
  const plan = new RatePlan(resources.map(asPriced), rates, currency)
  const done = offers.map((offer) => plan.take(offer))
  if (!preview && plan.changes.size > 0) {
    const write = { actorId: 'operator', at, park: deps.park(), entropy: deps.entropy }
    const statements = [...plan.changes].flatMap(([resource, changed]) => [
      ...changed.map(({ category, terms }) => rateRow(resource.id, category, at, terms, write)),
      ...newVersionRows(resource, { action: 'resource.rate-published', detail: { imported: changed } }, write),
    ])
    const key = `import:${hexOf(deps.entropy(8))}`
    const idempotency = { actor: 'operator', key, requestHash: '', status: 200, body: '', at }
    await deps.db.write(statements, { idempotency })
  }
  const refused = unread.map((one) => ({ ...one, outcome: 'refused' as const, assets: [] }))
  return [...done, ...refused]
}

interface ResourceRow {
  id: ResourceId
  facilityId: FacilityId
  rulesVersion: number
  assetNumber: string
  model: string
  names: string
}

interface Priced extends Omit<ResourceRow, 'names'> {
  readonly names: readonly string[]
}

interface RateRow {
  resourceId: ResourceId
  category: string
  terms: string
}

/** Compares offers with what is in force, the first price of a resource and category first. */
class RatePlan {
  readonly changes = new Map<Priced, { category: string; terms: RateTerms }[]>()
  readonly #resources: readonly Priced[]
  readonly #currency: string
  readonly #inForce: ReadonlyMap<string, RateTerms>
  readonly #taken = new Map<string, RateOffer>()

  constructor(resources: readonly Priced[], rates: readonly RateRow[], currency: string) {
    this.#resources = resources
    this.#currency = currency
    this.#inForce = new Map(
      rates.map((rate) => [`${rate.resourceId} ${rate.category}`, JSON.parse(rate.terms) as RateTerms]),
    )
  }

  take(offer: RateOffer): ImportedRate {
    const answer = { place: offer.place, name: offer.name || offer.model, assets: [] }
    const refused = (reason: string) => ({ ...answer, outcome: 'refused' as const, reason })
    if (offer.currency !== this.#currency)
      return refused(`it is in ${offer.currency}, and the park reckons in ${this.#currency}`)
    const bearers = this.#resources.filter((resource) => bears(resource, offer))
    if (bearers.length === 0) return refused('no resource has this model or name')
    const free = bearers.filter((resource) => !this.#taken.has(`${resource.id} ${offer.priceCategory}`))
    if (free.length === 0)
      return refused(`the list has another price for it before (${offer.variant || 'no item'}): choose one`)
    const changed = free.filter((resource) => this.#publish(resource, offer))
    const assets = (changed.length > 0 ? changed : free).map((resource) => resource.assetNumber)
    return { ...answer, outcome: changed.length > 0 ? 'published' : 'unchanged', assets, reason: null }
  }

  #publish(resource: Priced, offer: RateOffer): boolean {
    const key = `${resource.id} ${offer.priceCategory}`
    this.#taken.set(key, offer)
    const before = this.#inForce.get(key)
    const terms = termsOf(offer, before ?? usualTerms(0))
    if (before && JSON.stringify(terms) === JSON.stringify(before)) return false
    const changed = this.changes.get(resource) ?? []
    this.changes.set(resource, [...changed, { category: offer.priceCategory, terms }])
    return true
  }
}

/**
 * The listed price is the price: an instrument that is listed per sample costs nothing by the hour, and the other way
 * round.
 */
function termsOf(
  { perHourMinor, perSampleMinor, startFeeMinor, incrementMinutes }: RateOffer,
  before: RateTerms,
): RateTerms {
  return {
    ...before,
    perHourMinor: perHourMinor ?? 0,
    perSampleMinor: perSampleMinor ?? 0,
    startFeeMinor: startFeeMinor ?? before.startFeeMinor,
    incrementMinutes: incrementMinutes ?? before.incrementMinutes,
  }
}

/** Lists write a model with or without its maker before it, and with signs of their own in between. */
function bears({ model, names, assetNumber }: Priced, offer: RateOffer): boolean {
  const wanted = bare(offer.model)
  if (wanted.length >= 4) return bare(model).endsWith(wanted)
  return offer.model === '' && [...names, assetNumber].some((name) => bare(name) === bare(offer.name))
}

function bare(text: string): string {
  // NFKC would spell the trademark sign out.
  return text
    .replace(/[™®]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

const resourcesQuery: Query<ResourceRow> = sql<ResourceRow>`SELECT id, facility_id AS facilityId,
  rules_version AS rulesVersion,
  asset_number AS assetNumber, model, json_array(name_hans, name_hant, name_en) AS names FROM resource
  WHERE state <> 'retired' ORDER BY asset_number LIMIT 20000`

function ratesInForce(at: Instant): Query<RateRow> {
  return sql<RateRow>`SELECT resource_id AS resourceId, price_category AS category, terms FROM rate r WHERE valid_from =
    (SELECT max(valid_from) FROM rate WHERE resource_id = r.resource_id AND price_category = r.price_category
      AND valid_from <= ${at}) LIMIT 200000`
}

function asPriced(row: ResourceRow): Priced {
  return { ...row, names: JSON.parse(row.names) as string[] }
}
