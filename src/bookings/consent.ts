import { managesFacility, may } from '../firms/viewer.ts'
import type { FacilityId, PreapprovalId } from '../kernel/id.ts'
import { covers, type Instant, type Interval } from '../kernel/interval.ts'
import type { Approver } from '../resources/approval-rule.ts'
import type { Awaited, Booking } from './booking.ts'
import type { BookingFacts, Preapproved, ResourceFacts } from './facts.ts'

/** A consent that was given before it was asked for. */
export interface GivenAhead {
  readonly by: Approver
  readonly preapprovalId: PreapprovalId
}

export interface Consents {
  readonly needs: readonly Approver[]
  readonly ahead: readonly GivenAhead[]
}

/**
 * Whose consent a booking needs, and whose it has ahead. Whoever books for a colleague has consented to it by that;
 * for oneself one never has.
 */
export function consentsFor(
  interval: Interval,
  facts: BookingFacts,
  { resource, preapproved }: ResourceFacts,
): Consents {
  const needs: Approver[] = []
  const ahead: GivenAhead[] = []
  if (facts.replaces?.inUse) return { needs, ahead }
  for (const { by } of resource.policy.approvals) {
    if (consentsByBooking(by, facts, resource.facilityId)) continue
    const given = preapproved.find((one) => one.by === by && coversUse(one, interval) && !isTheirs(one, facts))
    if (given) ahead.push({ by, preapprovalId: given.id })
    else needs.push(by)
  }
  return { needs, ahead }
}

/** What a resource asks for, from the moment of asking; the first deadline counts, and the booking's start. */
export function awaitedFor(
  needs: readonly Approver[],
  { policy }: ResourceFacts['resource'],
  askedAt: Instant,
): readonly Awaited[] {
  return policy.approvals
    .filter(({ by }) => needs.includes(by))
    .map(({ by, hours }) => ({ by, decideBy: askedAt + hours * 3600 }))
}

/**
 * What a request waits for at its new time: within the old one the same, for any other everybody's consent anew. What
 * is still awaited keeps its deadline, so that nobody holds a slot for longer by moving it.
 */
export function awaitedAfterMove(
  booking: Booking,
  to: Interval,
  needs: readonly Approver[],
  resource: ResourceFacts['resource'],
  now: Instant,
): readonly Awaited[] {
  if (booking.state !== 'pending' || needs.length === 0 || covers(booking, to)) return booking.awaits
  const before = new Map(booking.awaits.map((one) => [one.by, one]))
  return awaitedFor(needs, resource, now).map((one) => before.get(one.by) ?? one)
}

/** When the first of them lapses; never, where nothing is awaited. */
export function firstDeadline(awaits: readonly Awaited[]): Instant {
  return Math.min(...awaits.map(({ decideBy }) => decideBy))
}

function consentsByBooking(by: Approver, { viewer, booker, payer }: BookingFacts, facilityId: FacilityId): boolean {
  if (viewer.personId === booker.personId) return false
  if (by === 'lab-manager') return managesFacility(viewer, facilityId)
  return by === 'firm-admin' && payer !== null && may(viewer, 'book-for-colleagues', { firmId: payer.firmId })
}

/** What somebody gave ahead is no consent to their own request. */
function isTheirs({ createdBy }: Preapproved, { viewer, booker }: BookingFacts): boolean {
  return createdBy === viewer.personId || createdBy === booker.personId
}

function coversUse(given: Preapproved, { startsAt, endsAt }: Interval): boolean {
  const { maxMinutes } = given
  if (startsAt < given.startsAt || endsAt > given.endsAt) return false
  return maxMinutes === null || endsAt - startsAt <= maxMinutes * 60
}
