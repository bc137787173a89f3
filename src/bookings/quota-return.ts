import type { Park } from '../deps.ts'
import type { QuotaId, UnitId } from '../kernel/id.ts'
import { intersect, type Interval } from '../kernel/interval.ts'
import { bucketOf, secondsByBucket } from '../quotas/quota-window.ts'
import type { QuotaClaim } from '../quotas/quota.ts'
import type { Booking } from './booking.ts'
import { entitledSecondsOf } from './cancellation.ts'
import { chargedToOthers, type Bill } from './settle.ts'
import type { Claim, Surroundings } from './surroundings.ts'

/** Part of what a booking takes of one quota in one window. */
export type QuotaShare = Omit<QuotaClaim, 'waived'>

type Calendar = Pick<Park, 'timeZone' | 'peak'>

/**
 * What a booking gives back the moment it is no longer to come: its place among the open ones, and time that was not
 * used.
 */
export function givenBackAtEnd(booking: Booking, { claims }: Surroundings, park: Calendar): QuotaShare[] {
  const open = claims.filter((claim) => claim.measure === 'open-bookings').map(whole)
  const unused = unusedTime(booking)
  return unused ? [...open, ...secondsIn(booking, claims.filter(isTimeLimit), [unused], park)] : open
}

/**
 * What a cancellation in time gives back while the hold on money waits for older fees; the open places are gone
 * already.
 */
export function allButMoney({ claims }: Surroundings): QuotaShare[] {
  return claims.filter(({ measure }) => measure !== 'amount' && measure !== 'open-bookings').map(whole)
}

export interface QuotaSettlement {
  readonly givenBack: readonly QuotaShare[]
  /** Always posted, even past a limit: a limit binds what is asked for, never what has happened. */
  readonly taken: readonly QuotaShare[]
  /** The quotas that this passes. */
  readonly passed: readonly QuotaId[]
}

/**
 * What the bill changes: money that was held becomes money that is owed, and refilled or unneeded free time goes back.
 */
export function settledQuota(
  booking: Booking,
  units: readonly UnitId[],
  around: Surroundings,
  bill: Bill,
  park: Calendar,
): QuotaSettlement {
  const money = around.claims.filter((claim) => claim.measure === 'amount')
  const raised = money.flatMap((claim) => shareOf(claim, bill.totalMinor - claim.amount))
  const lowered = money.flatMap((claim) => shareOf(claim, claim.amount - bill.totalMinor))
  const untouched = around.untouched.flatMap(({ id, window }) => {
    const bucket = bucketOf(booking.startsAt, window, park.timeZone)
    return shareOf({ quotaId: id, countedId: '', bucket }, bill.totalMinor)
  })
  const time =
    booking.state === 'cancelled' ? refilled(booking, units, around, park) : entitlementLeft(booking, around, bill)
  return {
    givenBack: [...lowered, ...time],
    taken: [...raised, ...untouched],
    passed: money
      .filter((claim) => claim.counted + bill.totalMinor - claim.amount > claim.limit && bill.totalMinor > claim.amount)
      .map((claim) => claim.quotaId),
  }
}

/** A correction of the bill moves what budgets and credit lines count by as much, but never below nothing. */
export function changedMoney(
  booking: Booking,
  { claims, untouched }: Surroundings,
  byMinor: number,
  park: Calendar,
): Pick<QuotaSettlement, 'givenBack' | 'taken'> {
  const money = claims.filter((claim) => claim.measure === 'amount')
  const others = untouched.map(({ id, window }) => {
    return { quotaId: id, countedId: '', bucket: bucketOf(booking.startsAt, window, park.timeZone) }
  })
  return {
    givenBack: money.flatMap((claim) => shareOf(claim, Math.min(claim.amount, -byMinor))),
    taken: [...money, ...others].flatMap((place) => shareOf(place, byMinor)),
  }
}

/** What a booking takes of the same quotas at its new time and price; the old claims go back first. */
export function claimedAnew(booking: Booking, { claims }: Surroundings, park: Calendar): QuotaShare[] {
  const quotas = [...new Map(claims.map((claim) => [claim.quotaId, claim])).values()]
  let freeSeconds = entitledSecondsOf(booking.priceLines)
  return quotas.flatMap((claim) => {
    if (claim.measure !== 'seconds') {
      const bucket = bucketOf(booking.startsAt, claim.window, park.timeZone)
      return shareOf({ ...claim, bucket }, claim.measure === 'amount' ? booking.priceMinor : 1)
    }
    return [...secondsByBucket(booking, claim, park)].flatMap(([bucket, seconds]) => {
      const all = seconds * (booking.tariff.units ?? 1)
      const amount = claim.kind === 'entitlement' ? Math.min(freeSeconds, all) : all
      if (claim.kind === 'entitlement') freeSeconds -= amount
      return shareOf({ ...claim, bucket }, amount)
    })
  })
}

function unusedTime({ state, startsAt, endsAt, checkedOutAt }: Booking): Interval | null {
  if (state !== 'completed' || checkedOutAt === null) return null
  const from = Math.max(startsAt, Math.ceil(checkedOutAt / 60) * 60)
  return from < endsAt ? { startsAt: from, endsAt } : null
}

/**
 * Of a late cancellation, the time for which somebody else is charged; its place among the bookings when that is all of
 * it.
 */
function refilled(booking: Booking, units: readonly UnitId[], around: Surroundings, park: Calendar): QuotaShare[] {
  const parts = chargedToOthers(booking, units, around.others).flatMap((span) => intersect(span, booking) ?? [])
  const seconds = parts.reduce((sum, part) => sum + part.endsAt - part.startsAt, 0)
  const isAll = seconds === booking.endsAt - booking.startsAt
  const counted = isAll ? around.claims.filter((claim) => claim.measure === 'bookings').map(whole) : []
  return [
    ...counted,
    ...secondsIn(
      booking,
      around.claims.filter((claim) => claim.measure === 'seconds'),
      parts,
      park,
    ),
  ]
}

function secondsIn(
  booking: Booking,
  claims: readonly Claim[],
  spans: readonly Interval[],
  park: Calendar,
): QuotaShare[] {
  const units = booking.tariff.units ?? 1
  return claims.flatMap((claim) => {
    const seconds = spans.reduce((sum, span) => sum + (secondsByBucket(span, claim, park).get(claim.bucket) ?? 0), 0)
    return shareOf(claim, Math.min(claim.amount, seconds * units))
  })
}

/** Free machine time that the bill did not need, the latest windows first. A no-show keeps what it took. */
function entitlementLeft(booking: Booking, { claims }: Surroundings, bill: Bill): QuotaShare[] {
  if (booking.state !== 'completed') return []
  const entitled = claims.filter((claim) => claim.kind === 'entitlement').toSorted((a, b) => b.bucket - a.bucket)
  let left = entitled.reduce((sum, claim) => sum + claim.amount, 0) - entitledSecondsOf(bill.lines)
  return entitled.flatMap((claim) => {
    const amount = Math.min(claim.amount, Math.max(0, left))
    left -= amount
    return shareOf(claim, amount)
  })
}

function isTimeLimit(claim: Claim): boolean {
  return claim.measure === 'seconds' && claim.kind === 'limit'
}

function whole({ quotaId, countedId, bucket, amount }: Claim): QuotaShare {
  return { quotaId, countedId, bucket, amount }
}

function shareOf({ quotaId, countedId, bucket }: Omit<QuotaShare, 'amount'>, amount: number): QuotaShare[] {
  return amount > 0 ? [{ quotaId, countedId, bucket, amount }] : []
}
