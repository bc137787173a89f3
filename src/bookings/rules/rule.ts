import type { Interval } from '../../kernel/interval.ts'
import type { BookingFacts, Held, Payer, ResourceFacts } from '../facts.ts'
import type { Refusal, RefusalFacts, RefusalName } from '../refusal.ts'
import type { Wanted, WantedBy } from '../wanted.ts'

/** A request beside everything known about it. */
export interface Situation {
  readonly wanted: Wanted
  readonly by: WantedBy
  readonly facts: BookingFacts
  readonly asked: ResourceFacts
  /** The interval with set-up before and clean-down after: what the allocation would hold. */
  readonly widened: Interval
  /** What holds the resource's units, without lapsed requests and without the booking that a move gives up. */
  readonly held: readonly Held[]
}

/** What may change between asking and confirming, and the booking that it may stand in the way of. */
export interface Ground {
  readonly wanted: Interval
  readonly facts: { readonly payer: Pick<Payer, StandingOfPayer> | null }
  readonly asked: {
    readonly resource: Pick<ResourceFacts['resource'], 'qualificationId'>
    readonly qualification: ResourceFacts['qualification']
  }
}

type StandingOfPayer = 'firmState' | 'suspensionReason' | 'projectState' | 'projectStartsAt' | 'projectEndsAt'

/** A house rule: facts in, obstacle or null out. Who may set it aside is said, not coded. */
export interface Rule {
  readonly name: string
  readonly waivableBy?: 'lab-manager'
  readonly test: (situation: Situation) => Refusal | null
}

/** A refusal with its limit and the value that passed it. */
export function refuse(
  rule: RefusalName,
  limit: Refusal['limit'] = null,
  actual: Refusal['actual'] = null,
  measure: Refusal['measure'] = null,
  facts: RefusalFacts = {},
): Refusal {
  return { rule, limit, actual, measure, facts }
}
