import type { Instant } from '../kernel/interval.ts'
import { invariant } from '../kernel/invariant.ts'
import type { BookingId, GroupId } from '../kernel/id.ts'
import { wakeFor } from './booking-terms.ts'
import type { Booking, Waiver } from './booking.ts'
import type { BookingFacts } from './facts.ts'
import type { Verdict } from './judge-booking.ts'
import type { WantedBy } from './wanted.ts'

export interface Identity {
  readonly id: BookingId
  readonly number: string
  readonly groupId: GroupId | null
}

/** The booking that a verdict without refusals allows. */
export function draftBooking(verdict: Verdict, by: WantedBy, facts: BookingFacts, identity: Identity): Booking {
  const { wanted, widened, units, price, tariff, terms } = verdict
  const { payer, now } = facts
  const asked = facts.resources.get(wanted.resourceId)
  const [unitId] = units
  invariant(
    verdict.refusals.length === 0 && payer && price && tariff && unitId && asked,
    'only a bookable verdict is drafted',
  )
  const state = verdict.needs.length > 0 ? 'pending' : 'confirmed'
  const { resourceId, whole, startsAt, endsAt, purpose, samples } = wanted
  return {
    ...identity,
    ...unbegun,
    firmId: payer.firmId,
    projectId: payer.projectId,
    personId: facts.booker.personId,
    bookedBy: facts.viewer.personId,
    resourceId,
    unitId,
    whole,
    startsAt,
    endsAt,
    purpose,
    samples,
    state,
    terms,
    tariff,
    heldFrom: widened.startsAt,
    heldUntil: widened.endsAt,
    requestedAt: now,
    wakeAt: wakeFor(state, wanted, terms, decideBy(now, asked.resource.policy.approvalHours)),
    priceLines: price.lines,
    priceMinor: price.totalMinor,
    currency: facts.park.currency,
    waiver: waiverOf(verdict, by, facts),
  }
}

const unbegun = {
  version: 1,
  checkedInAt: null,
  checkedOutAt: null,
  cancelledAt: null,
  outcome: null,
  settlement: 'held',
} as const

/** By when a request that needs consent must be decided, unless its start comes first. */
export function decideBy(requestedAt: Instant, approvalHours: number): Instant {
  return requestedAt + approvalHours * 3600
}

function waiverOf(verdict: Verdict, by: WantedBy, facts: BookingFacts): Waiver | null {
  if (verdict.waived.length === 0 || by.override === null) return null
  return { rules: verdict.waived, reason: by.override.reason, by: facts.viewer.personId }
}
