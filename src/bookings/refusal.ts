import type { Names } from '../deps.ts'
import type { Instant } from '../kernel/interval.ts'

export const refusalNames = [
  'resource-unavailable',
  'not-permitted',
  'qualification-missing',
  'qualification-expired',
  'outside-opening-hours',
  'closed',
  'misaligned',
  'too-short',
  'too-long',
  'too-soon',
  'too-late-to-change',
  'beyond-horizon',
  'in-the-past',
  'unit-taken',
  'person-busy',
  'quota-exceeded',
  'budget-exceeded',
  'credit-exceeded',
  'firm-suspended',
  'person-suspended',
  'project-closed',
  'price-missing',
  'past-due',
  'unanswered',
] as const

/** A house rule that a request breaks. */
export type RefusalName = (typeof refusalNames)[number]

/** Facts, not prose: language is the last step. What `limit` and `actual` count is in `measure`. */
export interface Refusal {
  readonly rule: RefusalName
  readonly limit: number | string | null
  readonly actual: number | string | null
  readonly measure:
    | 'minutes'
    | 'days'
    | 'seconds'
    | 'bookings'
    | 'amount'
    | 'open-bookings'
    | 'instant'
    | 'state'
    | null
  /** More that a sentence may need: which closure, which window, when it resets. */
  readonly facts: RefusalFacts
}

export interface RefusalFacts {
  readonly quotaId?: string
  readonly window?: string
  readonly windowDays?: number
  readonly used?: number
  readonly asked?: number
  readonly resetsAt?: Instant | null
  readonly currency?: string
  readonly closedBy?: 'weekly' | 'exception' | 'holiday'
  readonly closureKind?: string
  readonly date?: string
  readonly name?: string
  readonly note?: string
  readonly until?: Instant
  /** A question that was not answered. */
  readonly words?: Names
}

/** Rules whose cure is another time, so that a refusal comes with alternatives. */
export const curedByAnotherTime: ReadonlySet<RefusalName> = new Set<RefusalName>([
  'outside-opening-hours',
  'closed',
  'misaligned',
  'too-soon',
  'beyond-horizon',
  'in-the-past',
  'unit-taken',
  'person-busy',
  'quota-exceeded',
  'qualification-expired',
  'past-due',
  'resource-unavailable',
  'too-short',
  'too-long',
])
