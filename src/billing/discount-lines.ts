import { roundHalfUp, sumMinor } from '../kernel/money.ts'
import { taxed, type PriceLine } from './price-line.ts'
import type { FrozenDiscount } from './tariff.ts'

/**
 * What discounts take off these lines: each takes its percentage of what stood before any of them, and no more than is
 * left; one line for each rate of tax.
 */
export function discountLines(before: readonly PriceLine[], discounts: readonly FrozenDiscount[] = []): PriceLine[] {
  const taxRates = [...new Set(before.map((line) => line.taxBasisPoints))]
  return taxRates.flatMap((taxBasisPoints) => {
    const unitMinor = sumMinor(
      before.filter((line) => line.taxBasisPoints === taxBasisPoints).map((line) => line.amountMinor),
    )
    let left = unitMinor
    return discounts.flatMap(({ names, percent }) => {
      const off = Math.min(left, roundHalfUp(BigInt(unitMinor) * BigInt(percent), 100))
      left -= off
      return off > 0 ? [taxed({ kind: 'discount', names, unitMinor, percent, amountMinor: -off, taxBasisPoints })] : []
    })
  })
}
