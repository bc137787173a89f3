import * as z from 'zod'
import type { Instant, Interval } from '../kernel/interval.ts'
import { invariant } from '../kernel/invariant.ts'

/** Which time is charged for. */
export const chargeBases = ['booked', 'used', 'union'] as const

const priceMinor = z.int().min(0).max(1_000_000_000)
const weekdays = z
  .array(z.int().min(1).max(7))
  .min(1)
  .max(7)
  .refine((days) => new Set(days).size === days.length, 'a weekday is named twice')

/**
 * Hours of the week at a price of their own. Days are 1 = Monday … 7 = Sunday and name the day on which the band
 * begins; `to` at or before `from` is a time of the next day. Where two bands hold a minute, the first in the list
 * prices it.
 */
export const rateBandSchema = z
  .strictObject({
    name: z.string().min(1).max(40),
    days: weekdays,
    from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
    perHourMinor: priceMinor,
  })
  .meta({ id: 'RateBand' })

/** What a resource costs one price category: every price includes tax, in minor units of the park's currency. */
export const rateTermsSchema = z
  .strictObject({
    perHourMinor: priceMinor,
    bands: z.array(rateBandSchema).max(20),
    perSampleMinor: priceMinor,
    perRunMinor: priceMinor,
    startFeeMinor: priceMinor,
    minimumMinor: priceMinor,
    assistancePerHourMinor: priceMinor,
    incrementMinutes: z.int().min(1).max(1440),
    taxBasisPoints: z.int().min(0).max(10_000),
  })
  .meta({ id: 'RateTerms' })

const tariffPieceSchema = z.strictObject({
  from: z.int(),
  until: z.int().nullable(),
  terms: rateTermsSchema,
})

/** A reduction in force when the booking was requested: by a tag, or by the hours that the firm had used by then. */
const frozenDiscountSchema = z.strictObject({
  id: z.string().min(1).max(64),
  names: z.strictObject({ hans: z.string(), hant: z.string(), en: z.string() }),
  percent: z.int().min(1).max(100),
})

/** The prices frozen on a booking when it is requested. */
export const tariffSchema = z
  .strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/),
    category: z.string().min(1).max(60),
    chargeBasis: z.enum(chargeBases),
    zone: z.string().min(1).max(60),
    /** How many units the price is for, where a booking holds a whole space; one when absent. */
    units: z.int().min(1).max(1000).exactOptional(),
    /** In the order in which they are taken; none when absent. */
    discounts: z.array(frozenDiscountSchema).min(1).max(20).exactOptional(),
    pieces: z.array(tariffPieceSchema).min(1).max(200).refine(inOrder, 'pieces overlap or are out of order'),
  })
  .meta({ id: 'Tariff' })

export type RateBand = z.infer<typeof rateBandSchema>
export type RateTerms = z.infer<typeof rateTermsSchema>
export type TariffPiece = z.infer<typeof tariffPieceSchema>
export type Tariff = z.infer<typeof tariffSchema>
export type FrozenDiscount = z.infer<typeof frozenDiscountSchema>
export type ChargeBasis = Tariff['chargeBasis']

/** A published rate: in force from `validFrom` until the next one of its resource and price category. */
export interface DatedRate {
  readonly validFrom: Instant
  readonly terms: RateTerms
}

/** What a tariff says besides its prices. */
export interface TariffFrame extends Pick<Tariff, 'currency' | 'category' | 'chargeBasis' | 'zone'> {
  readonly discounts?: readonly FrozenDiscount[]
}

// A rate published for a time this near may still price an early check-in or an overrun.
const SLACK_SECONDS = 86_400

/**
 * The tariff of an interval, from rates of one resource and price category in ascending order of `validFrom`; null
 * when no rate is in force at its start. It reaches a day beyond both ends, and its last price runs on, so that real
 * use always finds a price.
 */
export function freezeTariff(rates: readonly DatedRate[], interval: Interval, frame: TariffFrame): Tariff | null {
  const ascending = rates.every((rate, at) => at === 0 || (rates[at - 1]?.validFrom ?? 0) < rate.validFrom)
  invariant(ascending, 'rates come in ascending order of validFrom')
  if (!rates.some((rate) => rate.validFrom <= interval.startsAt)) return null
  const earliest = interval.startsAt - SLACK_SECONDS
  const begun = rates.filter((rate) => rate.validFrom < interval.endsAt + SLACK_SECONDS)
  const inForce = begun.findLastIndex((rate) => rate.validFrom <= earliest)
  const kept = begun.slice(Math.max(0, inForce))
  const pieces = kept.map((rate, at) => ({
    from: at === 0 ? earliest : rate.validFrom,
    until: kept[at + 1]?.validFrom ?? null,
    terms: rate.terms,
  }))
  const { currency, category, chargeBasis, zone, discounts = [] } = frame
  const reduced = discounts.length === 0 ? {} : { discounts: [...discounts] }
  return { currency, category, chargeBasis, zone, ...reduced, pieces }
}

/**
 * The frozen tariff with today's hourly prices for the added minutes, and for those alone. What is charged once a
 * booking (start fee, minimum, increment, samples, assistance) stays as frozen. Extending again composes.
 */
export function extendTariff(frozen: Tariff, added: Interval, today: Tariff): Tariff {
  invariant(today.currency === frozen.currency, 'an extension is priced in the currency of its booking')
  const kept = termsAt(frozen, added.endsAt)
  invariant(kept, 'a frozen tariff reaches beyond its booking')
  const priced = within(today.pieces, added).map(({ from, until, terms }) => ({
    from,
    until,
    terms: {
      ...kept,
      perHourMinor: terms.perHourMinor,
      bands: terms.bands,
      taxBasisPoints: terms.taxBasisPoints,
    },
  }))
  const before = within(frozen.pieces, { startsAt: -Infinity, endsAt: added.startsAt })
  const after = within(frozen.pieces, { startsAt: added.endsAt, endsAt: Infinity })
  return { ...frozen, pieces: [...before, ...priced, ...after] }
}

/** The terms in force at an instant; undefined where the tariff says nothing. */
export function termsAt(tariff: Tariff, at: Instant): RateTerms | undefined {
  return tariff.pieces.find((piece) => piece.from <= at && at < (piece.until ?? Infinity))?.terms
}

function within(pieces: readonly TariffPiece[], span: Interval): TariffPiece[] {
  return pieces.flatMap((piece) => {
    const from = Math.max(piece.from, span.startsAt)
    const until = Math.min(piece.until ?? Infinity, span.endsAt)
    return from < until ? [{ from, until: until === Infinity ? null : until, terms: piece.terms }] : []
  })
}

function inOrder(pieces: readonly TariffPiece[]): boolean {
  return pieces.every(({ from, until }, at) => {
    const next = pieces[at + 1]
    if (!next) return from < (until ?? Infinity)
    return until !== null && from < until && until <= next.from
  })
}

/**
 * The tariff with another's prices for one interval: what a move gives up too late keeps the prices that it was booked
 * at.
 */
export function withPricesOf(tariff: Tariff, interval: Interval, other: Tariff): Tariff {
  const outside = [
    ...within(tariff.pieces, { startsAt: -Infinity, endsAt: interval.startsAt }),
    ...within(tariff.pieces, { startsAt: interval.endsAt, endsAt: Infinity }),
  ]
  const pieces = [...outside, ...within(other.pieces, interval)].toSorted((a, b) => a.from - b.from)
  return { ...tariff, pieces }
}
