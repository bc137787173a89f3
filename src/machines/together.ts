import type { ResourceId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import type { Policy } from '../resources/resource.ts'

/** What is to become of several machines at once. */
export type Together =
  /** The hours of another machine, exceptions and all. */
  | { readonly kind: 'hours'; readonly from: ResourceId }
  /** What is left out stays as each of them has it. */
  | { readonly kind: 'rules'; readonly rules: Partial<Policy> }
  | { readonly kind: 'tags'; readonly add: readonly string[]; readonly remove: readonly string[] }
  /** The prices that another machine, called by its number, has then. */
  | { readonly kind: 'rates'; readonly number: string; readonly validFrom: Instant }

export const togetherKinds = ['hours', 'rules', 'tags', 'rates'] as const satisfies Together['kind'][]

/** How many machines are meant, how many of them change, and how many bookings come to stand outside. */
export interface Reach {
  readonly chosen: number
  readonly changed: number
  readonly affected: number
}

/** What was seen before it was said yes to: when it is another by then, it is shown again. */
export function reachText({ chosen, changed, affected }: Reach): string {
  return `${chosen}.${changed}.${affected}`
}
