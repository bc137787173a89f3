import { discountsAt } from '../billing/discount.ts'
import { price, type Priced } from '../billing/pricing.ts'
import { extendTariff, freezeTariff, type Tariff } from '../billing/tariff.ts'
import { managesFacility } from '../firms/viewer.ts'
import { quotaIdText } from '../kernel/id.ts'
import { covers } from '../kernel/interval.ts'
import {
  claimsOf,
  entitledSeconds,
  entitlementClaims,
  withClaims,
  type Asked,
  type QuotaView,
} from '../quotas/claims.ts'
import { isSameCounter, type QuotaClaim } from '../quotas/quota.ts'
import type { Refusal } from './refusal.ts'
import { refuse, type Situation } from './rules/rule.ts'
import { candidateUnits } from './rules/unit-free.ts'

/** What a request costs, in money and in quota. */
export interface Reckoning {
  /** Null when no rate covers the interval. */
  readonly price: Priced | null
  readonly tariff: Tariff | null
  readonly claims: readonly QuotaClaim[]
  readonly quotas: readonly QuotaView[]
  readonly refusals: readonly Refusal[]
}

/**
 * Price and quotas together, since they depend on each other: free machine time lowers the price, the price counts
 * against budgets.
 */
export function reckon(situation: Situation): Reckoning {
  const { wanted, facts, asked, by } = situation
  const { park, replaces } = facts
  if (wanted.endsAt <= wanted.startsAt) return { price: null, tariff: null, claims: [], quotas: [], refusals: [] }
  const quotas = replaces ? withClaims(facts.quotas, replaces.claims, -1) : facts.quotas
  const ask = askedOf(situation)
  const tariff = tariffFor(situation)
  // Free machine time is for a unit; whole-room use is paid for.
  const entitled = wanted.whole ? 0 : entitledSeconds(ask, quotas, park)
  const priced = tariff ? price(tariff, { booked: wanted, samples: wanted.samples, entitledSeconds: entitled }) : null
  const money = priced?.kind === 'priced' ? priced : null
  const mayWaive = managesFacility(facts.viewer, asked.resource.facilityId)
  const waive = mayWaive && by.override?.rules.includes('quota-exceeded') === true
  const { claims, views } = claimsOf({ ...ask, priceMinor: money?.totalMinor ?? 0 }, quotas, park, waive)
  const taken = entitlementClaims(ask, quotas, park, money?.entitledSecondsTaken ?? 0)
  return {
    price: money,
    tariff,
    claims: [...taken, ...claims],
    quotas: views,
    refusals: [
      ...views
        .filter((view) => view.exceeded && asksMore(situation, view, claims))
        .map((view) => exceeded(view, park.currency)),
      ...(money || !facts.payer ? [] : [refuse('price-missing')]),
    ],
  }
}

/** A limit that was lowered since does not keep anybody from asking for less; who asks for less time may owe more. */
function asksMore({ wanted, facts }: Situation, { quota }: QuotaView, claims: readonly QuotaClaim[]): boolean {
  const { replaces } = facts
  if (!replaces || !covers(replaces, wanted)) return true
  return claims
    .filter((claim) => claim.quotaId === quota.id)
    .some((claim) => replaces.claims.every((old) => !isSameCounter(old, claim) || old.amount < claim.amount))
}

function askedOf(situation: Situation): Asked {
  const { wanted, asked, facts } = situation
  const { resource } = asked
  const within = resource.policy.offQuotaMinutes * 60
  return {
    interval: wanted,
    units: unitsOf(situation),
    resourceId: resource.id,
    categoryId: resource.categoryId,
    facilityId: resource.facilityId,
    priceMinor: 0,
    offQuota: within > 0 && wanted.startsAt - (facts.replaces?.requestedAt ?? facts.now) <= within,
  }
}

/** Today's tariff; for a booking that only changes its end, the frozen one, with today's prices for what is added. */
function tariffFor(situation: Situation): Tariff | null {
  const { wanted, facts, asked } = situation
  const { park, payer, replaces } = facts
  if (!payer) return null
  const today = freezeTariff(asked.rates, wanted, {
    currency: park.currency,
    category: payer.priceCategory,
    chargeBasis: asked.resource.policy.chargeBasis,
    zone: park.timeZone,
    discounts: discountsAt(asked.discounts, wanted.startsAt, park.timeZone),
  })
  const units = unitsOf(situation)
  if (replaces?.startsAt !== wanted.startsAt) return today && units > 1 ? { ...today, units } : today
  if (wanted.endsAt <= replaces.endsAt) return replaces.tariff
  return today && extendTariff(replaces.tariff, { startsAt: replaces.endsAt, endsAt: wanted.endsAt }, today)
}

/** Whole-room use takes, pays and counts every unit in service. */
function unitsOf(situation: Situation): number {
  return situation.wanted.whole ? Math.max(1, candidateUnits(situation).length) : 1
}

function exceeded({ quota, used, asked, resetsAt }: QuotaView, currency: string): Refusal {
  const rule =
    quota.kind === 'budget' ? 'budget-exceeded' : quota.kind === 'credit' ? 'credit-exceeded' : 'quota-exceeded'
  const { window, windowDays } = quota
  const facts = { quotaId: quotaIdText(quota.id), window, windowDays, used, asked, resetsAt, currency }
  return refuse(rule, quota.limit, used + asked, quota.measure, facts)
}
