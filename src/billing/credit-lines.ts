import type { ProgrammeId } from '../kernel/id.ts'
import { roundHalfUp, sumMinor } from '../kernel/money.ts'
import type { Charged, Granted } from '../subsidies/funding.ts'
import { taxed, type PriceLine } from './price-line.ts'

/**
 * The lines of a credit: as much of each tax rate as the booking was charged at it, with as much of the tax; and what
 * programmes get back of theirs. What is credited in parts comes to nothing in the end, its tax too.
 */
export function creditLines(
  charged: readonly Charged[],
  minor: number,
  back: readonly Granted[],
  usualTax: number,
): PriceLine[] {
  const own = (programmeId: ProgrammeId | null) => charged.filter((part) => part.programmeId === programmeId)
  return [
    ...linesOf({ kind: 'adjustment' }, partsOf(minor, own(null), usualTax), -1),
    ...back.flatMap(({ programmeId, names, amountMinor }) => {
      const paid = own(programmeId).map((part) => ({ ...part, ...times(part, -1) }))
      return linesOf({ kind: 'subsidy', programmeId, names }, partsOf(amountMinor, paid, usualTax), 1)
    }),
  ]
}

type Part = Pick<Charged, 'taxBasisPoints' | 'amountMinor' | 'taxMinor'>

/** An amount by tax rate, in proportion of what was charged at each; what is beyond all of it, at the usual rate. */
function partsOf(minor: number, charged: readonly Part[], usualTax: number): Part[] {
  const open = charged.filter((part) => part.amountMinor > 0).toSorted((a, b) => b.taxBasisPoints - a.taxBasisPoints)
  const all = sumMinor(open.map((part) => part.amountMinor))
  const within = Math.min(minor, all)
  let [seen, given] = [0, 0]
  const parts = open.map(({ taxBasisPoints, amountMinor, taxMinor }): Part => {
    seen += amountMinor
    // Rounded on the sum so far, so that the parts are the whole, to the minor unit.
    const upTo = roundHalfUp(BigInt(within) * BigInt(seen), all)
    const part = upTo - given
    given = upTo
    return { taxBasisPoints, amountMinor: part, taxMinor: roundHalfUp(BigInt(taxMinor) * BigInt(part), amountMinor) }
  })
  const beyond = minor > all ? [taxed({ kind: 'adjustment', amountMinor: minor - all, taxBasisPoints: usualTax })] : []
  return [...parts, ...beyond].filter((part) => part.amountMinor !== 0)
}

function linesOf(
  said: Pick<PriceLine, 'kind' | 'programmeId' | 'names'>,
  parts: readonly Part[],
  sign: 1 | -1,
): PriceLine[] {
  return parts.map((part) => ({ ...said, ...times(part, sign), taxBasisPoints: part.taxBasisPoints }))
}

function times({ amountMinor, taxMinor }: Part, sign: 1 | -1) {
  // Nothing is 0 and not −0, which would be another text.
  return { amountMinor: amountMinor * sign || 0, taxMinor: taxMinor * sign || 0 }
}
