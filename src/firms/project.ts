import type { Instant } from '../kernel/interval.ts'
import type { PersonId } from '../kernel/id.ts'

/** What a project is saved with. */
export interface WantedProject {
  readonly code: string
  readonly name: string
  readonly state: 'open' | 'closed'
  /** Its first instant, and the one after its last; null is without end. */
  readonly startsAt: Instant | null
  readonly endsAt: Instant | null
  /** Only these may book on it; null lets everybody of the firm. */
  readonly memberIds: readonly PersonId[] | null
  /** What it may cost in a calendar year, in minor units; null sets no limit. */
  readonly budgetMinor: number | null
}
