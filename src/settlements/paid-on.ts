import type { Deps } from '../deps.ts'
import type { Fault } from '../kernel/thrown.ts'
import { dayOf } from '../kernel/wall-clock.ts'

/** No payment is older: the ledger's months begin with it, and a year typed wrong is not taken for a month of them. */
const firstDay = '2000-01-01'

/** What is wrong with the day on which money is said to have moved. */
export function paidOnFaults(deps: Pick<Deps, 'now' | 'park'>, paidOn: string): Fault[] {
  const pointer = '/paidOn'
  if (paidOn === '') return [{ pointer, kind: 'missing' }]
  if (paidOn < firstDay) return [{ pointer, kind: 'too-small', expected: firstDay }]
  const { date: today } = dayOf(deps.now(), deps.park().timeZone)
  return paidOn > today ? [{ pointer, kind: 'too-large', expected: today }] : []
}
