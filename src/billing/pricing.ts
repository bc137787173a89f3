import type { Names } from '../deps.ts'
import { minutesOf, type Instant, type Interval } from '../kernel/interval.ts'
import { invariant } from '../kernel/invariant.ts'
import { roundHalfUp, sumMinor } from '../kernel/money.ts'
import { discountLines } from './discount-lines.ts'
import { taxed, timesUnits, type PriceLine } from './price-line.ts'
import { cutAtRates, firstGap, sumByRate, type RateSpan } from './rate-spans.ts'
import { termsAt, type RateTerms, type Tariff } from './tariff.ts'

/** What is to be priced. Leave `used` out until the use has been reviewed: then the price may be an estimate. */
export interface AskedPrice {
  readonly booked: Interval
  /** From check-in to check-out, to the second. */
  readonly used?: Interval | undefined
  readonly samples?: number | undefined
  readonly assistedMinutes?: number | undefined
  /** What was used up with it, at the prices of the day on which that was reported. */
  readonly consumables?: readonly UsedConsumable[] | undefined
  /** Free machine time that the firm has left to take. */
  readonly entitledSeconds?: number | undefined
  /** The park ended the use (a fault, a closure): only used time counts, and no minimum. */
  readonly interrupted?: boolean | undefined
}

/** Things used up with a booking, as they were priced when it was reported. */
export interface UsedConsumable {
  readonly id: string
  readonly names: Names
  readonly quantity: number
  readonly unitMinor: number
  readonly taxBasisPoints: number
}

export type Price = Priced | PriceMissing

export interface Priced {
  readonly kind: 'priced'
  readonly lines: readonly PriceLine[]
  /** The sum of the lines, exactly. */
  readonly totalMinor: number
  readonly taxMinor: number
  readonly entitledSecondsTaken: number
  /** False when this is what will be charged, to the minor unit. */
  readonly estimate: boolean
}

/** No rate covers this part: such a booking is refused, never billed at zero. */
export interface PriceMissing {
  readonly kind: 'missing'
  readonly from: Instant
  readonly until: Instant
}

/**
 * What a booking costs, in this order: minutes per rate, rounded up to the billing increment, less free machine time,
 * priced, raised to the minimum unless all of it was free, then start fee, run, samples, assistance and consumables,
 * then discounts. What counts once a booking (increment, minimum, fees and their tax) is said by the rate in force at
 * the booked start.
 *
 * The increment lengthens the billed time at its end, as if the use had run on, so a longer use never costs less.
 * Free time is taken from the earliest minutes that have a price.
 */
export function price(tariff: Tariff, asked: AskedPrice): Price {
  assertAsked(asked)
  const gap = firstGap(tariff, asked.booked)
  if (gap) return { kind: 'missing', ...gap }
  const terms = termsAt(tariff, asked.booked.startsAt)
  invariant(terms, 'a tariff without a gap has terms at the start')
  const billed = billedTime(tariff, asked, terms)
  const billedGap = firstGap(tariff, billed)
  if (billedGap) return { kind: 'missing', ...billedGap }
  const { payable, secondsTaken } = takeEntitlement(cutAtRates(tariff, billed), asked.entitledSeconds ?? 0)
  const wholly = secondsTaken > 0 && payable.length === 0
  const time = timeLines(payable)
  const perUnit = [
    ...time,
    ...explained('entitlement', secondsTaken / 60),
    ...explained('interruption', asked.interrupted ? Math.max(0, minutesOf(asked.booked) - minutesOf(billed)) : 0),
    ...(wholly || asked.interrupted ? [] : minimumLine(time, terms)),
    ...feeLines(asked, terms),
  ]
  const before = [...timesUnits(perUnit, tariff.units ?? 1), ...consumableLines(asked)]
  return pricedAs([...before, ...discountLines(before, tariff.discounts)], {
    entitledSecondsTaken: secondsTaken,
    estimate: !asked.used && (tariff.chargeBasis !== 'booked' || terms.perSampleMinor > 0),
  })
}

/** A price made of these lines. */
export function pricedAs(
  lines: readonly PriceLine[],
  about: Pick<Priced, 'entitledSecondsTaken' | 'estimate'>,
): Priced {
  return {
    kind: 'priced',
    lines,
    totalMinor: sumMinor(lines.map((line) => line.amountMinor)),
    taxMinor: sumMinor(lines.map((line) => line.taxMinor)),
    ...about,
  }
}

/** What was used up is counted as it was reported, however many units were held. */
export function consumableLines({ consumables = [] }: Pick<AskedPrice, 'consumables'>): PriceLine[] {
  return consumables
    .map(({ names, quantity, unitMinor, taxBasisPoints }) =>
      taxed({ kind: 'consumable', names, quantity, unitMinor, amountMinor: quantity * unitMinor, taxBasisPoints }),
    )
    .filter((line) => line.amountMinor > 0)
}

/**
 * Spans without their earliest priced seconds, as many whole minutes as there is free time for: it is never spent on
 * time at no price.
 */
export function takeEntitlement(
  spans: readonly RateSpan[],
  entitledSeconds: number,
): { payable: RateSpan[]; secondsTaken: number } {
  const free = Math.floor(entitledSeconds / 60) * 60
  const payable: RateSpan[] = []
  let left = free
  for (const span of spans) {
    const taken = span.perHourMinor > 0 ? Math.min(left, span.endsAt - span.startsAt) : 0
    left -= taken
    if (span.startsAt + taken < span.endsAt) payable.push({ ...span, startsAt: span.startsAt + taken })
  }
  return { payable, secondsTaken: free - left }
}

function assertAsked({ booked, used, samples = 0, assistedMinutes = 0, entitledSeconds = 0, interrupted }: AskedPrice) {
  invariant(booked.startsAt < booked.endsAt, 'a booking has a length')
  invariant(!used || used.startsAt <= used.endsAt, 'use ends after it begins')
  invariant(used || !interrupted, 'only use can be interrupted')
  for (const count of [samples, assistedMinutes, entitledSeconds]) {
    invariant(Number.isSafeInteger(count) && count >= 0, 'quantities are whole and not negative')
  }
}

/**
 * Laid on the minute in which it begins, so that every line counts whole minutes; its length stays exact until it is
 * rounded up.
 */
function billedTime(tariff: Tariff, asked: AskedPrice, terms: RateTerms): Interval {
  const charged = chargedTime(tariff, asked)
  const startsAt = Math.floor(charged.startsAt / 60) * 60
  const increment = terms.incrementMinutes * 60
  return { startsAt, endsAt: startsAt + Math.ceil((charged.endsAt - charged.startsAt) / increment) * increment }
}

function chargedTime({ chargeBasis }: Tariff, { booked, used, interrupted }: AskedPrice): Interval {
  if (!used) return booked
  if (interrupted || chargeBasis === 'used') return used
  if (chargeBasis === 'booked') return booked
  return {
    startsAt: Math.min(booked.startsAt, used.startsAt),
    endsAt: Math.max(booked.endsAt, used.endsAt),
  }
}

function timeLines(payable: readonly RateSpan[]): PriceLine[] {
  return sumByRate(payable).map(({ minutes, perHourMinor, band, taxBasisPoints }) =>
    taxed({
      kind: 'time',
      minutes,
      perHourMinor,
      ...(band === null ? {} : { band }),
      amountMinor: roundHalfUp(minutes * perHourMinor, 60),
      taxBasisPoints,
    }),
  )
}

function explained(kind: 'entitlement' | 'interruption', minutes: number): PriceLine[] {
  return minutes > 0 ? [taxed({ kind, minutes, amountMinor: 0, taxBasisPoints: 0 })] : []
}

function minimumLine(time: readonly PriceLine[], { minimumMinor, taxBasisPoints }: RateTerms): PriceLine[] {
  const lacking = minimumMinor - sumMinor(time.map((line) => line.amountMinor))
  return lacking > 0 ? [taxed({ kind: 'minimum', unitMinor: minimumMinor, amountMinor: lacking, taxBasisPoints })] : []
}

function feeLines({ samples = 0, assistedMinutes = 0 }: AskedPrice, terms: RateTerms): PriceLine[] {
  const { startFeeMinor, perRunMinor, perSampleMinor, assistancePerHourMinor, taxBasisPoints } = terms
  const fees: Omit<PriceLine, 'taxMinor' | 'taxBasisPoints'>[] = [
    { kind: 'start-fee', quantity: 1, unitMinor: startFeeMinor, amountMinor: startFeeMinor },
    { kind: 'run', quantity: 1, unitMinor: perRunMinor, amountMinor: perRunMinor },
    { kind: 'samples', quantity: samples, unitMinor: perSampleMinor, amountMinor: samples * perSampleMinor },
    {
      kind: 'assistance',
      minutes: assistedMinutes,
      perHourMinor: assistancePerHourMinor,
      amountMinor: roundHalfUp(assistedMinutes * assistancePerHourMinor, 60),
    },
  ]
  return fees.filter((fee) => fee.amountMinor > 0).map((fee) => taxed({ ...fee, taxBasisPoints }))
}
