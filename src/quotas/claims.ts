import type { Park } from '../deps.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import type { Quota, QuotaClaim, QuotaUse } from './quota.ts'
import { bucketEnd, bucketOf, secondsByBucket } from './quota-window.ts'

/** What a booking asks of the quotas. */
export interface Asked {
  readonly interval: Interval
  /** Units held at once; each counts. */
  readonly units: number
  readonly resourceId: string
  readonly categoryId: string
  readonly facilityId: string
  readonly priceMinor: number
  /** A last-minute booking counts against money, not against limits. */
  readonly offQuota: boolean
}

/** A quota beside what a booking asks of it, in the window where it is tightest. */
export interface QuotaView {
  readonly quota: Quota
  readonly used: number
  readonly asked: number
  readonly left: number
  readonly resetsAt: Instant | null
  readonly exceeded: boolean
}

/** What a booking takes of every quota but free machine time, and which of them it would pass. */
export function claimsOf(
  asked: Asked,
  quotas: readonly Quota[],
  park: Pick<Park, 'timeZone' | 'peak'>,
  waive: boolean,
): { claims: QuotaClaim[]; views: QuotaView[] } {
  const claims: QuotaClaim[] = []
  const views: QuotaView[] = []
  for (const quota of quotas) {
    if (quota.kind === 'entitlement' || !covers(quota, asked)) continue
    if (asked.offQuota && quota.kind === 'limit') continue
    const amounts = amountsByBucket(asked, quota, park)
    const view = tightest(quota, amounts, park)
    if (view) views.push(view)
    for (const [bucket, amount] of amounts) {
      const passed = waive && quota.kind === 'limit' && view?.exceeded ? excess(quota, bucket, amount) : 0
      claims.push({ quotaId: quota.id, countedId: quota.countedId, bucket, amount, waived: passed })
    }
  }
  return { claims, views }
}

/** Free machine time: how much of the interval it could pay for, window by window, earliest first. */
export function entitledSeconds(asked: Asked, quotas: readonly Quota[], park: Pick<Park, 'timeZone' | 'peak'>): number {
  return entitlementClaims(asked, quotas, park, Number.MAX_SAFE_INTEGER).reduce((sum, claim) => sum + claim.amount, 0)
}

/** Which entitlements the seconds are taken from. */
export function entitlementClaims(
  asked: Asked,
  quotas: readonly Quota[],
  park: Pick<Park, 'timeZone' | 'peak'>,
  secondsTaken: number,
): QuotaClaim[] {
  const claims: QuotaClaim[] = []
  let left = Math.min(secondsTaken, asked.interval.endsAt - asked.interval.startsAt)
  for (const quota of quotas) {
    if (quota.kind !== 'entitlement' || !covers(quota, asked)) continue
    const taken = new Map<number, number>()
    for (const [bucket, seconds] of secondsByBucket(asked.interval, quota, park)) {
      const used = quota.window === 'rolling' ? fullestWindow(quota, bucket, taken) : net(quota.use.get(bucket))
      const amount = Math.min(left, seconds, Math.max(0, quota.limit - used))
      const whole = amount - (amount % 60)
      if (whole <= 0) continue
      taken.set(bucket, whole)
      claims.push({ quotaId: quota.id, countedId: quota.countedId, bucket, amount: whole, waived: 0 })
      left -= whole
    }
  }
  return claims
}

/** The quotas as they stand once a claim is taken (`sign` 1) or given back (`sign` −1). */
export function withClaims(quotas: readonly Quota[], claims: readonly QuotaClaim[], sign: 1 | -1): Quota[] {
  return quotas.map((quota) => {
    const own = claims.filter((claim) => claim.quotaId === quota.id)
    if (own.length === 0) return quota
    const use = new Map(quota.use)
    for (const { bucket, amount, waived } of own) {
      const before = use.get(bucket) ?? { used: 0, waived: 0 }
      use.set(bucket, { used: before.used + sign * amount, waived: before.waived + sign * waived })
    }
    return { ...quota, use }
  })
}

function covers(quota: Quota, asked: Asked): boolean {
  switch (quota.scopeKind) {
    case 'all':
      return true
    case 'resource':
      return quota.scopeId === asked.resourceId
    case 'category':
      return quota.scopeId === asked.categoryId
    case 'facility':
      return quota.scopeId === asked.facilityId
  }
}

function amountsByBucket(asked: Asked, quota: Quota, park: Pick<Park, 'timeZone' | 'peak'>): Map<number, number> {
  if (quota.measure === 'seconds') {
    const seconds = secondsByBucket(asked.interval, quota, park)
    return asked.units === 1 ? seconds : new Map([...seconds].map(([bucket, each]) => [bucket, each * asked.units]))
  }
  const amount = quota.measure === 'amount' ? asked.priceMinor : 1
  const inBand = quota.band === 'all' || secondsByBucket(asked.interval, quota, park).size > 0
  return amount > 0 && inBand
    ? new Map([[bucketOf(asked.interval.startsAt, quota.window, park.timeZone), amount]])
    : new Map()
}

function tightest(quota: Quota, amounts: ReadonlyMap<number, number>, park: Pick<Park, 'timeZone'>): QuotaView | null {
  let worst: QuotaView | null = null
  for (const [bucket, asked] of amounts) {
    const after =
      quota.window === 'rolling' ? fullestWindow(quota, bucket, amounts) : net(quota.use.get(bucket)) + asked
    const left = quota.limit - after
    if (worst && worst.left <= left) continue
    const resetsAt = quota.window === 'rolling' ? null : bucketEnd(bucket, quota.window, park.timeZone)
    worst = { quota, used: after - asked, asked, left, resetsAt, exceeded: left < 0 }
  }
  return worst
}

/** The most that any run of N days holding this day would count, once everything asked is added. */
function fullestWindow(quota: Quota, bucket: number, amounts: ReadonlyMap<number, number>): number {
  let fullest = 0
  for (let first = bucket - quota.windowDays + 1; first <= bucket; first++) {
    let sum = 0
    for (let day = first; day < first + quota.windowDays; day++)
      sum += net(quota.use.get(day)) + (amounts.get(day) ?? 0)
    fullest = Math.max(fullest, sum)
  }
  return fullest
}

function excess(quota: Quota, bucket: number, amount: number): number {
  if (quota.window === 'rolling') return amount
  return Math.min(amount, Math.max(0, net(quota.use.get(bucket)) + amount - quota.limit))
}

function net(use: QuotaUse | undefined): number {
  return use ? use.used - use.waived : 0
}
