import { intersect, subtract, type Interval } from '../kernel/interval.ts'
import { invariant } from '../kernel/invariant.ts'
import { roundHalfUp, sumMinor } from '../kernel/money.ts'
import { discountLines } from './discount-lines.ts'
import { taxed, timesUnits, type PriceLine } from './price-line.ts'
import { price, takeEntitlement, type AskedPrice } from './pricing.ts'
import { cutAtRates, firstGap, sumByRate } from './rate-spans.ts'
import type { Tariff } from './tariff.ts'

/** Time that was given up too late, seen when it is over. */
export interface CancelledTime {
  /** What was booked, or the part of it that was given up. */
  readonly original: Interval
  /** When somebody else was charged for the same unit: those minutes cost the canceller nothing. */
  readonly chargedToOthers: readonly Interval[]
  /** Free machine time that the booking had taken; it pays for the earliest minutes, as it did in the price. */
  readonly entitledSeconds?: number | undefined
}

/**
 * A percentage of the frozen hourly price of the minutes that nobody else was charged for, one line per rate. No
 * increment, minimum or fee enters it; discounts do. No lines when nothing is owed.
 */
export function lateCancellationFee(tariff: Tariff, cancelled: CancelledTime, percent: number): PriceLine[] {
  const { original, chargedToOthers, entitledSeconds = 0 } = cancelled
  assertFee(percent)
  invariant(!firstGap(tariff, original), 'a frozen tariff covers its booking')
  const { payable } = takeEntitlement(cutAtRates(tariff, original), entitledSeconds)
  const idle = subtract(original, chargedToOthers.map(wholeMinutes))
  const owed = payable.flatMap((span) =>
    idle.flatMap((gap) => {
      const part = intersect(span, gap)
      return part ? [{ ...span, ...part }] : []
    }),
  )
  const perUnit = sumByRate(owed)
    .map(({ minutes, perHourMinor, band, taxBasisPoints }) =>
      taxed({
        kind: 'late-cancellation',
        minutes,
        perHourMinor,
        ...(band === null ? {} : { band }),
        percent,
        amountMinor: roundHalfUp(BigInt(minutes * perHourMinor) * BigInt(percent), 6000),
        taxBasisPoints,
      }),
    )
    .filter((line) => line.amountMinor > 0)
  const fee = timesUnits(perUnit, tariff.units ?? 1)
  return [...fee, ...discountLines(fee, tariff.discounts)]
}

/**
 * A percentage of the booked price, whatever the charge basis, one line per tax rate: of the share of it that lies in
 * minutes nobody else was charged for. The booked price counts what `asked` counts: leave out samples and assistance
 * that were never given. No lines when nothing is owed.
 */
export function noShowFee(
  tariff: Tariff,
  asked: Omit<AskedPrice, 'used' | 'interrupted'>,
  percent = 100,
  chargedToOthers: readonly Interval[] = [],
): PriceLine[] {
  assertFee(percent)
  const { booked, samples, assistedMinutes, entitledSeconds } = asked
  const whole = price(tariff, { booked, samples, assistedMinutes, entitledSeconds })
  invariant(whole.kind === 'priced', 'a frozen tariff covers its booking')
  const { idle, all } = idleShare(tariff, asked, chargedToOthers)
  const taxRates = new Set(whole.lines.filter((line) => line.amountMinor > 0).map((line) => line.taxBasisPoints))
  return [...taxRates]
    .map((taxBasisPoints) => {
      const unitMinor = sumMinor(
        whole.lines.filter((line) => line.taxBasisPoints === taxBasisPoints).map((line) => line.amountMinor),
      )
      const amountMinor = roundHalfUp(BigInt(unitMinor) * BigInt(percent) * idle, 100n * all)
      return taxed({ kind: 'no-show', quantity: 1, unitMinor, percent, amountMinor, taxBasisPoints })
    })
    .filter((line) => line.amountMinor > 0)
}

/**
 * What the idle minutes are worth beside all of them, at the frozen prices; beside their number where none has a price.
 */
function idleShare(
  tariff: Tariff,
  asked: AskedPrice,
  chargedToOthers: readonly Interval[],
): { idle: bigint; all: bigint } {
  const { payable } = takeEntitlement(cutAtRates(tariff, asked.booked), asked.entitledSeconds ?? 0)
  const gaps = subtract(asked.booked, chargedToOthers.map(wholeMinutes))
  const all = payable.reduce((sum, span) => sum + worth(span, span.perHourMinor), 0n)
  if (all === 0n) return { idle: gaps.reduce((sum, gap) => sum + worth(gap, 1), 0n), all: worth(asked.booked, 1) }
  const parts = payable.flatMap((span) => gaps.map((gap) => ({ gap: intersect(span, gap), span })))
  return { idle: parts.reduce((sum, { gap, span }) => sum + (gap ? worth(gap, span.perHourMinor) : 0n), 0n), all }
}

function worth({ startsAt, endsAt }: Interval, perHourMinor: number): bigint {
  return BigInt(endsAt - startsAt) * BigInt(perHourMinor)
}

function assertFee(percent: number): void {
  invariant(Number.isInteger(percent) && percent >= 0 && percent <= 100, 'a fee is a percentage')
}

/** Minutes that somebody else paid for in part are not charged twice. */
function wholeMinutes({ startsAt, endsAt }: Interval): Interval {
  return { startsAt: Math.floor(startsAt / 60) * 60, endsAt: Math.ceil(endsAt / 60) * 60 }
}
