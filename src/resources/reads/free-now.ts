import type { Priced } from '../../billing/pricing.ts'
import { firstOnStep } from '../../bookings/first-slot.ts'
import { freeByUnit } from '../../bookings/free-slots.ts'
import { usualLength, usualSamples } from '../../bookings/offered-slots.ts'
import type { Names, Park } from '../../deps.ts'
import { subtract, type Instant, type Interval } from '../../kernel/interval.ts'
import type { Resource } from '../resource.ts'
import type { FoundRow } from './find-query.ts'
import { heldOf, priceOf, ratesOf } from './find-resources.ts'
import { aheadSeconds, readingSeconds, soonSeconds } from './free-now-query.ts'
import { resourceOf } from './resource-query.ts'

/** Something that the viewer can have at once, and what their usual length of it costs. */
export interface FreeNow {
  readonly resource: Resource
  readonly facility: Names
  readonly slot: Interval
  /** Null when it stays free as far as was looked. */
  readonly freeUntil: Instant | null
  readonly price: Priced
}

export interface FreeNowWish {
  /** How long the person usually books this one; null where that is not known. */
  readonly minutesOf: (resource: Resource) => number | null
  /** When the person is somewhere else, so that this one can't be booked. */
  readonly busyFor: (resource: Resource) => readonly Interval[]
}

/** Of the rows of `freeNowQuery`, those that really begin within a step, with a price. */
export function freeNowOf(rows: readonly FoundRow[], park: Park, now: Instant, wish: FreeNowWish): FreeNow[] {
  return rows.flatMap((row) => {
    const resource = resourceOf(row)
    const free = freeFromNow(row, resource, park, now, wish)
    if (!free) return []
    const { startsAt, freeUntil } = free
    const { stepMinutes, minMinutes } = resource
    const room = Math.floor((freeUntil - startsAt) / 60 / stepMinutes) * stepMinutes
    const minutes = Math.max(minMinutes, Math.min(room, usualLength(wish.minutesOf(resource), resource)))
    const slot = { startsAt, endsAt: startsAt + minutes * 60 }
    const rates = ratesOf(row)
    const price = priceOf(slot, row, resource, park, usualSamples({ rates }))
    const trained = resource.qualificationId === null || isWithin(slot, row)
    if (!price || !trained) return []
    const facility = { hans: row.facilityHans, hant: row.facilityHant, en: row.facilityEn }
    return [{ resource, facility, slot, freeUntil: freeUntil >= now + aheadSeconds ? null : freeUntil, price }]
  })
}

/** The next start, and how long the unit that stays free longest is free from there. */
function freeFromNow(row: FoundRow, resource: Resource, park: Park, now: Instant, wish: FreeNowWish) {
  const startsAt = firstOnStep(now + readingSeconds, resource.stepMinutes, park.timeZone)
  if (startsAt > now + soonSeconds) return null
  const busy = wish.busyFor(resource)
  const window = { startsAt: now, endsAt: now + aheadSeconds + readingSeconds }
  const ends = [...freeByUnit({ resource, held: heldOf(row) }, window, park).values()]
    .flatMap((gaps) => gaps.flatMap((gap) => subtract(gap, busy)))
    .filter((gap) => gap.startsAt <= startsAt && gap.endsAt >= startsAt + resource.minMinutes * 60)
    .map(({ endsAt }) => endsAt)
  return ends.length === 0 ? null : { startsAt, freeUntil: Math.max(...ends) }
}

function isWithin({ startsAt, endsAt }: Interval, { qualifiedFrom, qualifiedUntil }: FoundRow): boolean {
  return qualifiedFrom !== null && qualifiedUntil !== null && qualifiedFrom <= startsAt && qualifiedUntil >= endsAt
}
