import type { Names } from '../deps.ts'
import type { Instant } from '../kernel/interval.ts'
import { dayOf } from '../kernel/wall-clock.ts'
import type { FrozenDiscount } from './tariff.ts'

/** From so many hours on, so many percent off: `[hours, percent]`. */
export type Tier = readonly [fromHours: number, percent: number]

/** A reduction that a booking of a firm may get. */
export interface DiscountOffer {
  readonly id: string
  readonly names: Names
  /** By rising hours; one from no hours on is a reduction for everybody that it is meant for. */
  readonly tiers: readonly Tier[]
  /** Over which hours are counted; null where none are. */
  readonly window: 'month' | 'year' | null
  readonly validFrom: Instant
  readonly validUntil: Instant | null
  /** Paid minutes of the firm by month, where hours are counted. */
  readonly minutes: Readonly<Record<string, number>>
}

/**
 * What is taken off a booking that starts then, by the hours that the firm has been billed by now in the month or year
 * of its start. The highest tier that is reached counts for the whole booking.
 */
export function discountsAt(offers: readonly DiscountOffer[], startsAt: Instant, zone: string): FrozenDiscount[] {
  const month = dayOf(startsAt, zone).date.slice(0, 7)
  return offers.flatMap((offer) => {
    const { id, names, tiers, validFrom, validUntil } = offer
    if (startsAt < validFrom || (validUntil !== null && startsAt >= validUntil)) return []
    const hours = hoursIn(offer, month)
    const percent = tiers.findLast(([fromHours]) => hours >= fromHours)?.[1]
    return percent === undefined ? [] : [{ id, names, percent }]
  })
}

function hoursIn({ window, minutes }: DiscountOffer, month: string): number {
  if (window === null) return 0
  const counted = Object.entries(minutes).filter(([period]) =>
    window === 'month' ? period === month : period.slice(0, 4) === month.slice(0, 4),
  )
  return counted.reduce((sum, [, count]) => sum + count, 0) / 60
}
