import { intersect, type Instant, type Interval } from '../kernel/interval.ts'
import { dayOf, minuteOf } from '../kernel/wall-clock.ts'
import { offsetSpanAt } from '../kernel/zone-offsets.ts'
import type { RateBand, RateTerms, Tariff } from './tariff.ts'

/** A stretch of time at one price. `band` is null at the rate's ordinary price. */
export interface RateSpan extends Interval {
  readonly perHourMinor: number
  readonly band: string | null
  readonly taxBasisPoints: number
}

/** All minutes of a reckoning that share a price. */
export interface RateSum extends Omit<RateSpan, keyof Interval> {
  readonly minutes: number
}

/**
 * Cuts an interval at every rate change and band edge, in order of time; time without a rate is left out (`firstGap`
 * finds it). A minute in which the rate changes has the price it began with. A band holds the instants at which the
 * park's clock reads its hours: a repeated hour is in it twice, a skipped one not at all.
 */
export function cutAtRates(tariff: Tariff, interval: Interval): RateSpan[] {
  return tariff.pieces.flatMap(({ from, until, terms }) => {
    const part = intersect({ startsAt: nextMinute(from), endsAt: nextMinute(until ?? Infinity) }, interval)
    return part ? cutAtBands(terms, tariff.zone, part) : []
  })
}

// A rate that holds from now on begins within a minute, and lines count whole ones.
function nextMinute(at: Instant): Instant {
  return Math.ceil(at / 60) * 60
}

/** The first part of an interval that has no rate, or null. */
export function firstGap(tariff: Tariff, interval: Interval): { from: Instant; until: Instant } | null {
  let reached = interval.startsAt
  for (const piece of tariff.pieces) {
    if (reached >= interval.endsAt) return null
    if (piece.from > reached) return { from: reached, until: Math.min(piece.from, interval.endsAt) }
    reached = Math.max(reached, piece.until ?? Infinity)
  }
  return reached < interval.endsAt ? { from: reached, until: interval.endsAt } : null
}

/** Minutes per price, in the order in which the prices first come up. */
export function sumByRate(spans: readonly RateSpan[]): RateSum[] {
  const sums = new Map<string, RateSum>()
  for (const { startsAt, endsAt, perHourMinor, band, taxBasisPoints } of spans) {
    const price = JSON.stringify([band, perHourMinor, taxBasisPoints])
    const minutes = (sums.get(price)?.minutes ?? 0) + (endsAt - startsAt) / 60
    sums.set(price, { perHourMinor, band, taxBasisPoints, minutes })
  }
  return [...sums.values()]
}

function cutAtBands(terms: RateTerms, zone: string, part: Interval): RateSpan[] {
  const { perHourMinor, taxBasisPoints } = terms
  if (terms.bands.length === 0) return [{ ...part, perHourMinor, band: null, taxBasisPoints }]
  const bands = terms.bands.map(readBand)
  const edges = [...new Set([...bands.flatMap(({ from, to }) => [from, to]), MINUTES_A_DAY])].toSorted((a, b) => a - b)
  const spans: RateSpan[] = []
  for (let at = part.startsAt; at < part.endsAt;) {
    const { minuteOfDay, weekday } = dayOf(at, zone)
    const edge = edges.find((minute) => minute > minuteOfDay) ?? MINUTES_A_DAY
    const wanted = Math.floor(at / 60) * 60 + (edge - minuteOfDay) * 60
    // Past a change of the clocks `wanted` would be misread: stop at the change and read the clock again.
    const endsAt = Math.min(wanted, offsetSpanAt(at, zone).until, part.endsAt)
    const band = bands.find((each) => holds(each, weekday, minuteOfDay))
    spans.push({
      startsAt: at,
      endsAt,
      perHourMinor: band?.perHourMinor ?? perHourMinor,
      band: band?.name ?? null,
      taxBasisPoints,
    })
    at = endsAt
  }
  return spans
}

const MINUTES_A_DAY = 1440

interface ReadBand {
  readonly name: string
  readonly days: readonly number[]
  readonly perHourMinor: number
  readonly from: number
  readonly to: number
}

function readBand({ name, days, from, to, perHourMinor }: RateBand): ReadBand {
  return { name, days, perHourMinor, from: minuteOf(from), to: minuteOf(to) }
}

function holds({ days, from, to }: ReadBand, weekday: number, minute: number): boolean {
  const today = days.includes(weekday)
  if (from < to) return today && from <= minute && minute < to
  const yesterday = days.includes(weekday === 1 ? 7 : weekday - 1)
  return (today && minute >= from) || (yesterday && minute < to)
}
