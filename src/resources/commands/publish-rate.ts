import { gapWithout, judgeRates, sameTerms, type RateFault } from '../../billing/rate-timeline.ts'
import type { DatedRate, RateTerms, Tariff } from '../../billing/tariff.ts'
import type { RateRow } from '../../bookings/reads/held-query.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import type { ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Conflict, Forbidden, Malformed } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Resource } from '../resource.ts'
import { changeResource, type ResourceAnswer } from './change-resource.ts'
import { changedResourceRows, newVersionRows, rateRow } from './resource-rows.ts'

export interface NewRate {
  readonly priceCategory: string
  /** `now` is the instant at which it is published. */
  readonly validFrom: Instant | 'now'
  readonly validUntil?: Instant | null
  readonly terms: RateTerms
  /** True where a coming rate that begins at the same instant is meant to give way. */
  readonly mayReplace?: boolean
}

/** A rate that would leave a gap, overlap or reach back; its faults name the exact times. */
export class RatesRefused extends Conflict {
  readonly faults: readonly RateFault[]

  constructor(faults: readonly RateFault[]) {
    super('rates-clash', { faults: faults.map(faultDocument) })
    this.faults = faults
  }
}

/**
 * A price for a price category from an instant on, which may not have passed. What is booked keeps the prices that it
 * was booked at. Throws RatesRefused, and Malformed for a price from the past or for what is in force already.
 */
export async function publishRate(
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  wanted: NewRate,
  key: RequestKey,
): Promise<ResourceAnswer> {
  const { priceCategory, validUntil = null, terms, mayReplace = false } = wanted
  return changeResource(deps, actor, id, key, ({ viewer, resource, write, rates }) => {
    assertSetsPrices(viewer)
    const validFrom = wanted.validFrom === 'now' ? write.at : wanted.validFrom
    if (validFrom < write.at) throw new Malformed([{ pointer: '/validFrom', kind: 'value' }])
    const standing = ratesOf(rates, priceCategory)
    const frame = { now: write.at, isBookable: isBookable(resource), mayReplace }
    const faults = judgeRates(standing, [{ validFrom, validUntil, terms }], frame).flat()
    if (faults.length > 0) throw new RatesRefused(faults)
    const inForce = standing.findLast((rate) => rate.validFrom <= validFrom)
    if (inForce && sameTerms(inForce.terms, terms)) throw new Malformed([{ pointer: '/terms', kind: 'value' }])
    const record = { action: 'resource.rate-published', detail: { priceCategory, validFrom, terms } }
    const rows = [rateRow(id, priceCategory, validFrom, terms, write), ...newVersionRows(resource, record, write)]
    return { rows, document: { priceCategory, validFrom, terms } }
  })
}

/** Takes back a rate that has not begun; the one before it goes on. Throws RatesRefused where there is none. */
export async function withdrawRate(
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  { priceCategory, validFrom }: { readonly priceCategory: string; readonly validFrom: Instant },
  key: RequestKey,
): Promise<ResourceAnswer> {
  return changeResource(deps, actor, id, key, ({ viewer, resource, write, rates }) => {
    assertSetsPrices(viewer)
    const standing = ratesOf(rates, priceCategory)
    const gone = standing.find((rate) => rate.validFrom === validFrom)
    if (gone === undefined || validFrom <= write.at) throw new Conflict('over', { validFrom: formatInstant(validFrom) })
    const gap = gapWithout(standing, validFrom, write.at)
    if (gap !== null && isBookable(resource)) throw new RatesRefused([gap])
    const record = { action: 'resource.rate-withdrawn', detail: { priceCategory, validFrom, terms: gone.terms } }
    const rows = [
      sql`DELETE FROM rate WHERE resource_id = ${id} AND price_category = ${priceCategory}
        AND valid_from = ${validFrom}`,
      ...newVersionRows(resource, record, write),
    ]
    return { rows, document: { priceCategory, validFrom } }
  })
}

/** Which time bookings from now on are charged for. */
export async function setChargeBasis(
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  chargeBasis: Tariff['chargeBasis'],
  key: RequestKey,
): Promise<ResourceAnswer> {
  return changeResource(deps, actor, id, key, ({ viewer, resource, write }) => {
    assertSetsPrices(viewer)
    const next: Resource = { ...resource, policy: { ...resource.policy, chargeBasis } }
    const record = { action: 'resource.policy-set', detail: { changed: ['chargeBasis'], chargeBasis } }
    return { rows: changedResourceRows(resource, next, record, write), document: { chargeBasis } }
  })
}

/** The rates of one price category, oldest first. */
export function ratesOf(
  rates: readonly Pick<RateRow, 'priceCategory' | 'validFrom' | 'terms'>[],
  priceCategory: string,
): DatedRate[] {
  return rates
    .filter((rate) => rate.priceCategory === priceCategory)
    .map(({ validFrom, terms }) => ({ validFrom, terms: JSON.parse(terms) as RateTerms }))
}

/** What nobody can book may be without a price. */
export function isBookable({ state }: Pick<Resource, 'state'>): boolean {
  return state === 'published' || state === 'out-of-service'
}

function assertSetsPrices(viewer: Viewer): void {
  if (!seesParkMoney(viewer)) throw new Forbidden()
}

function faultDocument(fault: RateFault) {
  if (fault.kind === 'bands') return fault
  const { kind, from } = fault
  if (kind === 'past') return { kind, from: formatInstant(from), earliest: formatInstant(fault.earliest) }
  if (kind === 'same-start') return { kind, from: formatInstant(from) }
  return { kind, from: formatInstant(from), until: fault.until === null ? null : formatInstant(fault.until) }
}
