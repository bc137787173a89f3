import { invariant } from '../kernel/invariant.ts'
import { sumMinor } from '../kernel/money.ts'
import type { ProjectId } from '../kernel/id.ts'

/** What of a statement is still due for a project. */
export interface ProjectShare {
  readonly projectId: ProjectId
  readonly amountMinor: number
}

/**
 * A payment by project. The last one of a statement clears each project exactly, also one that is owed something; an
 * earlier one goes in proportion to what each owes, the fen left over to the largest remainders.
 */
export function splitByProject(amountMinor: number, due: readonly ProjectShare[]): ProjectShare[] {
  const left = due.filter((share) => share.amountMinor !== 0)
  if (sumMinor(left.map((share) => share.amountMinor)) === amountMinor) return left
  const owing = left.filter((share) => share.amountMinor > 0 === amountMinor > 0)
  const whole = BigInt(sumMinor(owing.map((share) => share.amountMinor)))
  const asked = BigInt(amountMinor)
  invariant(whole !== 0n && asked / whole === 0n, 'no more is paid than is owed')
  const parts = owing.map(({ projectId, amountMinor: owed }, at) => {
    const product = asked * BigInt(owed)
    return { projectId, at, floor: Number(product / whole), rest: product % whole }
  })
  const sign = amountMinor > 0 ? 1 : -1
  let over = Math.abs(amountMinor - sumMinor(parts.map(({ floor }) => floor)))
  const size = (rest: bigint) => (rest < 0n ? -rest : rest)
  const first = parts.toSorted((a, b) => Number(size(b.rest) - size(a.rest)) || a.at - b.at)
  return first
    .map(({ projectId, floor }) => ({ projectId, amountMinor: floor + (over-- > 0 ? sign : 0) }))
    .filter((share) => share.amountMinor !== 0)
}
