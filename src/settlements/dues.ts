import type { Instant } from '../kernel/interval.ts'

/** What moved of a statement's total since it was issued; nothing of it is in the frozen text. */
export interface Dues {
  readonly totalMinor: number
  readonly paidMinor: number
  /** Credits for its lines: they lowered what was due here, and stand on a later statement. */
  readonly setOffMinor: number
  /** Of the credits that stand on it: what counted on an earlier one already. */
  readonly carriedMinor: number
  /** Lines that are objected to and not answered. */
  readonly disputedMinor: number
  readonly settledAt: Instant | null
}

/** Still to be paid; less than nothing is what the firm gets back. */
export function dueOf({ totalMinor, carriedMinor, setOffMinor, paidMinor }: Dues): number {
  return totalMinor + carriedMinor - setOffMinor - paidMinor
}

/** Of that, what may be paid now: a disputed line waits for its answer. Less than nothing may be paid back. */
export function payableOf(dues: Dues): number {
  const due = dueOf(dues)
  return due > 0 ? Math.max(0, due - dues.disputedMinor) : due
}
