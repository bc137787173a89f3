import { invariant } from '../kernel/invariant.ts'
import type { BookingId, GroupId } from '../kernel/id.ts'
import { awaitedFor, firstDeadline } from './consent.ts'
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
  const awaits = awaitedFor(verdict.needs, asked.resource, now)
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
    wakeAt: wakeFor(state, wanted, terms, firstDeadline(awaits)),
    awaits,
    priceLines: price.lines,
    priceMinor: price.totalMinor,
    currency: facts.park.currency,
    waiver: waiverOf(verdict, by, facts),
  }
}

const unbegun = {
  consumables: [],
  assistedMinutes: 0,
  version: 1,
  checkedInAt: null,
  checkedOutAt: null,
  cancelledAt: null,
  outcome: null,
  settlement: 'held',
} as const

function waiverOf(verdict: Verdict, by: WantedBy, facts: BookingFacts): Waiver | null {
  if (verdict.waived.length === 0 || by.override === null) return null
  return { rules: verdict.waived, reason: by.override.reason, by: facts.viewer.personId }
}
