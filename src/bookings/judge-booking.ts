import type { Priced } from '../billing/pricing.ts'
import type { Tariff } from '../billing/tariff.ts'
import { managesFacility } from '../firms/viewer.ts'
import type { BookingId, UnitId } from '../kernel/id.ts'
import type { Interval } from '../kernel/interval.ts'
import { invariant } from '../kernel/invariant.ts'
import { withClaims, type QuotaView } from '../quotas/claims.ts'
import type { Approver } from '../resources/approval-rule.ts'
import type { QuotaClaim } from '../quotas/quota.ts'
import { consentsFor, type GivenAhead } from './consent.ts'
import { termsFor } from './booking-terms.ts'
import type { Terms } from './booking.ts'
import type { BookingFacts, ResourceFacts } from './facts.ts'
import { reckon } from './reckon.ts'
import type { Refusal, RefusalName } from './refusal.ts'
import { houseRules } from './rules/house-rules.ts'
import type { Situation } from './rules/rule.ts'
import { candidateUnits, freeUnits } from './rules/unit-free.ts'
import type { Wanted, WantedBy } from './wanted.ts'

/** What becomes of a request. It may be written when nothing refuses it. */
export interface Verdict {
  readonly wanted: Wanted
  readonly widened: Interval
  /** Every rule that failed, not only the first. */
  readonly refusals: readonly Refusal[]
  /** Rules that failed and that a lab manager set aside. */
  readonly waived: readonly RefusalName[]
  /** The units to hold; empty when none is free. */
  readonly units: readonly UnitId[]
  /** Null when no rate covers the interval. */
  readonly price: Priced | null
  readonly tariff: Tariff | null
  readonly terms: Terms
  readonly claims: readonly QuotaClaim[]
  readonly quotas: readonly QuotaView[]
  /** Whose consent the booking still needs. */
  readonly needs: readonly Approver[]
  /** Consents that it has already. */
  readonly ahead: readonly GivenAhead[]
}

/**
 * Decides one booking. Pure: no clock, no database, no chance; `bookingId` only spreads bookings over equal units.
 * The quote, the dry run, the import and the real write all ask here, so what is shown is what happens.
 */
export function judgeBooking(wanted: Wanted, by: WantedBy, facts: BookingFacts, bookingId: BookingId): Verdict {
  const asked = facts.resources.get(wanted.resourceId)
  invariant(asked, 'the resource of a judged request was read')
  const situation = situationOf(wanted, by, facts, asked)
  const reckoned = reckon(situation)
  const broken: Found[] = houseRules.flatMap((rule) => {
    const refusal = rule.test(situation)
    return refusal ? [{ refusal, waivable: rule.waivableBy !== undefined }] : []
  })
  const found = [
    ...broken,
    ...reckoned.refusals.map((refusal) => ({ refusal, waivable: refusal.rule === 'quota-exceeded' })),
  ]
  const override = managesFacility(facts.viewer, asked.resource.facilityId) ? by.override : null
  const isWaived = ({ refusal, waivable }: Found) => waivable && override?.rules.includes(refusal.rule) === true
  return {
    wanted,
    widened: situation.widened,
    refusals: found.filter((one) => !isWaived(one)).map((one) => one.refusal),
    waived: found.filter(isWaived).map((one) => one.refusal.rule),
    units: pickUnits(situation, bookingId),
    price: reckoned.price,
    tariff: reckoned.tariff,
    terms: termsFor(wanted, asked.resource, facts.park),
    claims: reckoned.claims,
    quotas: reckoned.quotas,
    ...consentsFor(wanted, facts, asked),
  }
}

/** Decides several bookings of one request in order, each as if those before it that are bookable were made. */
export function judgeBookings(
  wanted: readonly Wanted[],
  by: WantedBy,
  facts: BookingFacts,
  bookingIds: readonly BookingId[],
): Verdict[] {
  let seen = facts
  return wanted.map((one, index) => {
    const id = bookingIds[index]
    invariant(id, 'every wanted booking has an id')
    const verdict = judgeBooking(one, by, seen, id)
    if (verdict.refusals.length === 0) seen = afterBooking(seen, verdict, id)
    return verdict
  })
}

interface Found {
  readonly refusal: Refusal
  readonly waivable: boolean
}

function situationOf(wanted: Wanted, by: WantedBy, facts: BookingFacts, asked: ResourceFacts): Situation {
  const { setupMinutes, cleanupMinutes } = asked.resource
  const widened = { startsAt: wanted.startsAt - setupMinutes * 60, endsAt: wanted.endsAt + cleanupMinutes * 60 }
  const held = asked.held.filter(
    (one) => !one.lapsed && (one.bookingId === null || one.bookingId !== facts.replaces?.bookingId),
  )
  return { wanted, by, facts, asked, widened, held }
}

function pickUnits(situation: Situation, bookingId: BookingId): UnitId[] {
  const free = freeUnits(situation) as UnitId[]
  if (situation.wanted.whole) return free.length === candidateUnits(situation).length ? free : []
  // By the booking's id and not the first one: a hundred phones spread over three units instead of racing for one.
  const unit = free[spread(bookingId, free.length)]
  return unit === undefined ? [] : [unit]
}

function spread(id: string, count: number): number {
  let sum = 0
  for (let at = id.length - 6; at < id.length; at++) sum = (sum * 31 + id.charCodeAt(at)) % 65_521
  return count === 0 ? 0 : sum % count
}

function afterBooking(facts: BookingFacts, verdict: Verdict, bookingId: BookingId): BookingFacts {
  const { wanted, widened, units, claims } = verdict
  const asked = facts.resources.get(wanted.resourceId)
  invariant(asked, 'a judged resource was read')
  const held = units.map((unitId) => ({ ...widened, unitId, bookingId, closure: null, lapsed: false }))
  const resources = new Map(facts.resources).set(wanted.resourceId, { ...asked, held: [...asked.held, ...held] })
  const quotas = withClaims(facts.quotas, claims, 1)
  const busy = asked.resource.oneBookingAtATime ? [{ startsAt: wanted.startsAt, endsAt: wanted.endsAt, bookingId }] : []
  return { ...facts, resources, quotas, booker: { ...facts.booker, busy: [...facts.booker.busy, ...busy] } }
}
