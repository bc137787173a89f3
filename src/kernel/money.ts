import { invariant } from './invariant.ts'

/** An amount in whole minor units (fen, cents) of an ISO 4217 currency. */
export interface Money {
  readonly amountMinor: number
  readonly currency: string
}

/**
 * The whole number nearest to numerator ÷ denominator, exact at any size. A half goes away from zero, so that a
 * reversal is the negative of what it reverses. A product that may pass 2^53 comes in as a bigint.
 */
export function roundHalfUp(numerator: number | bigint, denominator: number | bigint): number {
  const above = exact(numerator)
  const below = exact(denominator)
  invariant(below > 0n, 'a share is taken of something positive')
  const size = above < 0n ? -above : above
  const nearest = Number((2n * size + below) / (2n * below))
  invariant(Number.isSafeInteger(nearest), 'an amount stays within the safe integers')
  return above < 0n && nearest > 0 ? -nearest : nearest
}

/** The sum of amounts in minor units of one currency. */
export function sumMinor(amounts: Iterable<number>): number {
  let total = 0
  for (const amountMinor of amounts) {
    total += amountMinor
    invariant(Number.isSafeInteger(amountMinor) && Number.isSafeInteger(total), 'amounts are whole and safe')
  }
  return total
}

function exact(value: number | bigint): bigint {
  if (typeof value === 'bigint') return value
  invariant(Number.isSafeInteger(value), 'rounding starts from exact whole numbers')
  return BigInt(value)
}
