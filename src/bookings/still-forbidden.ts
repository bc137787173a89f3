import { invariant } from '../kernel/invariant.ts'
import type { Booking } from './booking.ts'
import type { BookingFacts } from './facts.ts'
import type { Refusal } from './refusal.ts'
import { firmActive } from './rules/firm-active.ts'
import { projectOpen } from './rules/project-open.ts'
import { qualified } from './rules/qualified.ts'
import type { Ground } from './rules/rule.ts'

/** What may have changed since a booking was judged and forbids to confirm it: suspension, project, qualification. */
export function stillForbidden(booking: Booking, facts: BookingFacts): Refusal[] {
  const asked = facts.resources.get(booking.resourceId)
  invariant(asked, "a booking's resource was read with it")
  return forbiddenOn({ wanted: booking, facts, asked })
}

/** The same of what was read for no more than that. */
export function forbiddenOn(ground: Ground): Refusal[] {
  return [firmActive, projectOpen, qualified].flatMap((rule) => rule.test(ground) ?? [])
}
