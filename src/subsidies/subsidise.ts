import { taxed, type PriceLine, type PriceLineKind } from '../billing/price-line.ts'
import type { Names } from '../deps.ts'
import type { ProgrammeId } from '../kernel/id.ts'
import { roundHalfUp, sumMinor } from '../kernel/money.ts'
import type { Funding, Granted, OpenProgramme } from './funding.ts'

/** What a programme pays of one charge. */
export interface Grant {
  readonly programme: OpenProgramme
  readonly year: number
  readonly baseMinor: number
  readonly amountMinor: number
}

export interface Subsidised {
  /** The lines so far, and what programmes pay of them below zero. */
  readonly lines: readonly PriceLine[]
  readonly grants: readonly Grant[]
}

/**
 * The lines with what programmes pay of them, in the programmes' order: each a part of the same base, rounded once, no
 * more than its cap for a claim, what is left of its cap for the year and of its budget, and of the charge. A programme
 * pays for use: fees for time that was given up or missed are the firm's own.
 */
export function subsidise(lines: readonly PriceLine[], programmes: readonly OpenProgramme[], year: number): Subsidised {
  return paidOf(lines, (line) => !ownFees.has(line.kind), programmes, year)
}

/**
 * The same of what is charged on top of a use that is billed, whatever its lines are called: it is part of the use's
 * claim, so a claim's cap leaves what was not paid of it yet.
 */
export function subsidiseExtra(
  lines: readonly PriceLine[],
  { programmes, granted }: Pick<Funding, 'programmes' | 'granted'>,
  year: number,
): Subsidised {
  const open = programmes.map((programme) => {
    const paid = granted.filter(({ programmeId }) => programmeId === programme.id).map((one) => one.amountMinor)
    const { claimCapMinor: cap } = programme
    return { ...programme, claimCapMinor: cap === null ? null : cap - sumMinor(paid) }
  })
  return paidOf(lines, () => true, open, year)
}

function paidOf(
  lines: readonly PriceLine[],
  isUse: (line: PriceLine) => boolean,
  programmes: readonly OpenProgramme[],
  year: number,
): Subsidised {
  const used = lines.filter(isUse)
  const baseMinor = sumMinor(used.map((line) => line.amountMinor))
  const grants: Grant[] = []
  let leftMinor = Math.max(0, baseMinor)
  for (const programme of programmes) {
    const wishedMinor = roundHalfUp(BigInt(Math.max(0, baseMinor)) * BigInt(programme.percent), 100)
    const amountMinor = Math.max(0, Math.min(wishedMinor, leftMinor, ...capsOf(programme, year)))
    if (amountMinor === 0) continue
    leftMinor -= amountMinor
    grants.push({ programme, year, baseMinor, amountMinor })
  }
  const paid = grants.flatMap(({ programme, amountMinor }) =>
    subsidyLines(used, { programmeId: programme.id, names: programme.names, percent: programme.percent }, amountMinor),
  )
  return { lines: [...lines, ...paid], grants }
}

interface Payer {
  readonly programmeId: ProgrammeId
  readonly names: Names
  readonly percent?: number
}

/**
 * An amount that a programme pays of these lines, one line for each tax rate among them: what the firm does not pay, it
 * is not taxed on. Below zero, what a credit gives back.
 */
export function subsidyLines(of: readonly PriceLine[], payer: Payer, amountMinor: number): PriceLine[] {
  const bases = new Map<number, number>()
  for (const line of of) bases.set(line.taxBasisPoints, (bases.get(line.taxBasisPoints) ?? 0) + line.amountMinor)
  const all = sumMinor(bases.values())
  const lines: PriceLine[] = []
  let seen = 0
  let given = 0
  for (const [taxBasisPoints, base] of [...bases].toSorted(([one], [other]) => other - one)) {
    seen += base
    // Rounded on the sum so far, so that the parts are the whole, to the minor unit.
    const upTo =
      all === 0 ? amountMinor : roundHalfUp(BigInt(amountMinor) * BigInt(seen * Math.sign(all)), Math.abs(all))
    if (upTo !== given) lines.push(taxed({ kind: 'subsidy', ...payer, amountMinor: given - upTo, taxBasisPoints }))
    given = upTo
  }
  return lines
}

/**
 * What each programme gets back of a credit: as large a part of what it pays as the firm gets of its own, or as the
 * credit is of the whole price. Nothing of what is charged on top.
 */
export function givenBack(
  { granted, chargedMinor }: Pick<Funding, 'granted' | 'chargedMinor'>,
  amountMinor: number,
  of: 'firm' | 'price',
): Granted[] {
  const open = granted.filter((one) => one.amountMinor > 0)
  const wholeMinor = of === 'firm' ? chargedMinor : chargedMinor + sumMinor(open.map((one) => one.amountMinor))
  const creditMinor = Math.min(-amountMinor, wholeMinor)
  if (creditMinor <= 0) return []
  return open
    .map((one) => ({ ...one, amountMinor: roundHalfUp(BigInt(one.amountMinor) * BigInt(creditMinor), wholeMinor) }))
    .filter((one) => one.amountMinor > 0)
}

const ownFees: ReadonlySet<PriceLineKind> = new Set<PriceLineKind>(['late-cancellation', 'no-show', 'adjustment'])

function capsOf(programme: OpenProgramme, year: number): number[] {
  const { claimCapMinor, yearCapMinor, budgetMinor, budgetUsedMinor, usedByYear } = programme
  return [
    ...(claimCapMinor === null ? [] : [claimCapMinor]),
    ...(yearCapMinor === null ? [] : [yearCapMinor - (usedByYear[year] ?? 0)]),
    ...(budgetMinor === null ? [] : [budgetMinor - budgetUsedMinor]),
  ]
}
