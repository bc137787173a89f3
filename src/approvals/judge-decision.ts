import type { Booking } from '../bookings/booking.ts'
import type { Refusal } from '../bookings/refusal.ts'
import type { FacilityId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { approvers, type Approver } from '../resources/approval-rule.ts'
import { capacityFor, isOwnRequest, type Authority, type Capacity } from './authority.ts'

export type Decision = 'approve' | 'reject'

/** A request as whoever decides it finds it. */
export interface Request {
  readonly booking: Booking
  readonly facilityId: FacilityId
  /** Every consent that it was asked for, decided or not. */
  readonly asked: readonly Approver[]
  /** What has changed since and forbids to confirm it. */
  readonly refusals: readonly Refusal[]
}

export interface Step {
  readonly by: Approver
  readonly capacity: Capacity
}

/** What becomes of a decision. */
export type Judged =
  /** It is nothing that the viewer may decide. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'own' }
  /** Decided, cancelled or lapsed before: the booking's state says which. */
  | { readonly kind: 'over' }
  | { readonly kind: 'expired'; readonly until: Instant }
  | { readonly kind: 'forbidden'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'stands'; readonly steps: readonly Step[] }

/**
 * Judges a decision on these consents of a request, or where none is named on all that are the viewer's own to give.
 * Pure: the write asserts that what was judged still holds.
 */
export function judgeDecision(
  request: Request,
  named: readonly Approver[] | null,
  decision: Decision,
  authority: Authority,
  now: Instant,
): Judged {
  const { booking, facilityId, asked, refusals } = request
  const place = { facilityId, firmId: booking.firmId }
  const mine = approvers.flatMap((by): Step[] => {
    const capacity = asked.includes(by) && (named?.includes(by) ?? true) ? capacityFor(by, place, authority) : null
    return capacity ? [{ by, capacity }] : []
  })
  if (mine.length === 0) return { kind: 'absent' }
  const open = chosenOf(
    mine.filter(({ by }) => booking.awaits.some((one) => one.by === by)),
    named,
  )
  if (booking.state !== 'pending' || open.length === 0) return { kind: 'over' }
  if (isOwnRequest(booking, authority.viewer)) return { kind: 'own' }
  const until = Math.min(booking.wakeAt ?? Infinity, booking.startsAt)
  if (now >= until) return { kind: 'expired', until }
  if (decision === 'approve' && refusals.length > 0) return { kind: 'forbidden', refusals }
  return { kind: 'stands', steps: open }
}

/** Unasked, nobody steps in for others beside deciding what is their own. */
function chosenOf(open: readonly Step[], named: readonly Approver[] | null): readonly Step[] {
  if (named !== null) return open
  const kinds = ['own', 'delegate', 'park'] as const
  const nearest = kinds.find((kind) => open.some(({ capacity }) => capacity.kind === kind))
  return open.filter(({ capacity }) => capacity.kind === nearest)
}
