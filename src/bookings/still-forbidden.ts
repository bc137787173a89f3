import { invariant } from '../kernel/invariant.ts'
import type { Booking } from './booking.ts'
import type { BookingFacts } from './facts.ts'
import type { Refusal } from './refusal.ts'
import { firmActive } from './rules/firm-active.ts'
import { inGoodStanding } from './rules/in-good-standing.ts'
import { projectOpen } from './rules/project-open.ts'
import { qualified } from './rules/qualified.ts'
import type { Ground } from './rules/rule.ts'

/**
 * What may have changed since a booking was judged and forbids to confirm it: suspension of the firm or of the person,
 * project, qualification.
 */
export function stillForbidden(booking: Booking, facts: BookingFacts): Refusal[] {
  const asked = facts.resources.get(booking.resourceId)
  invariant(asked, "a booking's resource was read with it")
  const suspended = inGoodStanding.test({ facts, asked })
  return [...forbiddenOn({ wanted: booking, facts, asked }), ...(suspended ? [suspended] : [])]
}

/** The same of what was read for no more than that. */
export function forbiddenOn(ground: Ground): Refusal[] {
  return [firmActive, projectOpen, qualified].flatMap((rule) => rule.test(ground) ?? [])
}
