import type { Instant } from '../kernel/interval.ts'
import { bandOverlap, type BandOverlap } from './band-overlap.ts'
import { rateTermsSchema, type DatedRate, type RateTerms } from './tariff.ts'

/** A rate as somebody wants to publish it. */
export interface WantedRate extends DatedRate {
  /** Until when it is meant to hold; null until the next one begins. */
  readonly validUntil: Instant | null
}

/** What stands against a rate, with the exact times. */
export type RateFault =
  /** It would begin before now: whoever booked since then was told another price. */
  | { readonly kind: 'past'; readonly from: Instant; readonly earliest: Instant }
  /** Another rate begins at the very same instant. */
  | { readonly kind: 'same-start'; readonly from: Instant }
  /** Nobody could book this part, since it would have no price; null is for ever. */
  | { readonly kind: 'gap'; readonly from: Instant; readonly until: Instant | null }
  /** Two rates would hold in this part. */
  | { readonly kind: 'overlap'; readonly from: Instant; readonly until: Instant }
  /** Two bands of it would price the same hours. */
  | ({ readonly kind: 'bands' } & BandOverlap)

export interface TimelineFrame {
  readonly now: Instant
  /** False for a resource that nobody can book anyway: it may begin to have a price when it likes. */
  readonly isBookable: boolean
  /** True where a coming rate that begins at the same instant is meant to give way. */
  readonly mayReplace?: boolean
}

/**
 * What stands against publishing these rates for one resource and price category, beside those that stand, oldest
 * first. A rate ends the one before it; a rate that is there already, to the word, is no change and never refused.
 */
export function judgeRates(
  standing: readonly DatedRate[],
  wanted: readonly WantedRate[],
  frame: TimelineFrame,
): RateFault[][] {
  const fresh = wanted.filter((rate) => !isThere(standing, rate))
  const merged = mergedRates(standing, fresh)
  return wanted.map((rate, at) => {
    const twice = wanted.some((other, place) => place < at && other.validFrom === rate.validFrom)
    const isNew = fresh.includes(rate)
    const clash = twice || (isNew && !frame.mayReplace && standing.some((one) => one.validFrom === rate.validFrom))
    return [
      ...(isNew && rate.validFrom < frame.now
        ? [{ kind: 'past' as const, from: rate.validFrom, earliest: frame.now }]
        : []),
      ...(clash ? [{ kind: 'same-start' as const, from: rate.validFrom }] : []),
      ...(isNew ? startFaults(merged, rate, frame) : []),
      ...endFaults(merged, rate),
      ...(isNew ? bandFaults(rate.terms) : []),
    ]
  })
}

/** The part of the time from now on that would have no price once a coming rate is taken back; null when none. */
export function gapWithout(standing: readonly DatedRate[], from: Instant, now: Instant): RateFault | null {
  const left = standing.filter((rate) => rate.validFrom !== from)
  const [first] = left
  if (first && first.validFrom <= now) return null
  return { kind: 'gap', from: now, until: first?.validFrom ?? null }
}

/** Whether this very rate is published already. */
export function isThere(standing: readonly DatedRate[], { validFrom, terms }: DatedRate): boolean {
  return standing.some((one) => one.validFrom === validFrom && sameTerms(one.terms, terms))
}

/** Whether two rates say the same, in whatever order their members stand. */
export function sameTerms(a: RateTerms, b: RateTerms): boolean {
  return canonical(a) === canonical(b)
}

function canonical(terms: RateTerms): string {
  const names = Object.keys(rateTermsSchema.shape) as (keyof RateTerms)[]
  const bands = terms.bands.map(({ name, days, from, to, perHourMinor }) => [
    name,
    days.toSorted((a, b) => a - b),
    from,
    to,
    perHourMinor,
  ])
  return JSON.stringify(names.map((name) => (name === 'bands' ? bands : terms[name])))
}

function mergedRates(standing: readonly DatedRate[], fresh: readonly WantedRate[]): DatedRate[] {
  const starts = new Set(fresh.map((rate) => rate.validFrom))
  return [...standing.filter((rate) => !starts.has(rate.validFrom)), ...fresh].toSorted(
    (a, b) => a.validFrom - b.validFrom,
  )
}

function startFaults(merged: readonly DatedRate[], rate: WantedRate, { now, isBookable }: TimelineFrame): RateFault[] {
  const isFirst = merged[0]?.validFrom === rate.validFrom
  return isBookable && isFirst && rate.validFrom > now ? [{ kind: 'gap', from: now, until: rate.validFrom }] : []
}

function endFaults(merged: readonly DatedRate[], { validFrom, validUntil }: WantedRate): RateFault[] {
  if (validUntil === null) return []
  const next = merged.find((rate) => rate.validFrom > validFrom)?.validFrom ?? null
  if (next === null || next > validUntil) return [{ kind: 'gap', from: validUntil, until: next }]
  return next < validUntil ? [{ kind: 'overlap', from: next, until: validUntil }] : []
}

function bandFaults({ bands }: RateTerms): RateFault[] {
  const overlap = bandOverlap(bands)
  return overlap === null ? [] : [{ kind: 'bands', ...overlap }]
}
