import type { ConductRuleId, FacilityId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'

export const consequenceKinds = ['warning', 'fee', 'suspension'] as const
export type ConsequenceKind = (typeof consequenceKinds)[number]

/** What a facility does about a person who stays away: after so many no-shows within so many days. */
export interface ConductRule extends NewConductRule {
  readonly id: ConductRuleId
}

export interface NewConductRule {
  readonly facilityId: FacilityId
  readonly afterCount: number
  readonly withinDays: number
  readonly consequence: ConsequenceKind
  /** Of a fee, tax included; else 0. */
  readonly feeMinor: number
  /** Of a suspension; else 0. */
  readonly suspensionDays: number
}

const daySeconds = 86_400

/**
 * How many no-shows count against a person at this one, when it is once too many; null when it is not. A no-show that
 * has led to a consequence of the rule (`countedTo`) leads to no other: so many more must follow.
 */
export function crossing(
  { afterCount, withinDays }: Pick<ConductRule, 'afterCount' | 'withinDays'>,
  missedAt: readonly Instant[],
  at: Instant,
  countedTo: Instant | null,
): number | null {
  const from = Math.max(at - withinDays * daySeconds, countedTo ?? -Infinity)
  const counted = missedAt.filter((one) => one > from && one <= at).length
  return counted >= afterCount ? counted : null
}

/** When a suspension that begins now is over. */
export function suspendedUntil(
  rule: Pick<ConductRule, 'consequence' | 'suspensionDays'>,
  now: Instant,
): Instant | null {
  return rule.consequence === 'suspension' ? now + rule.suspensionDays * daySeconds : null
}
