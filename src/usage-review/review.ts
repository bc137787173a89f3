import type { Names } from '../deps.ts'
import type { BookingState, Outcome } from '../bookings/booking.ts'
import type { BookingId, FacilityId, ResourceId } from '../kernel/id.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import type { ResourceKind } from '../resources/resource.ts'
import type { Evidence } from './evidence.ts'

/** Why a use should be looked at. */
export const reviewKinds = ['no-show', 'check-in-late', 'overrun', 'interrupted', 'contradicted'] as const
export type ReviewKind = (typeof reviewKinds)[number]

/** What a lab manager made of it: right as it is, put right by an amount, or a no-show that is forgiven. */
export type ReviewDecision = 'confirmed' | 'corrected' | 'waived'

/** A use that waits for its facility's lab manager. */
export interface OpenReview extends Interval {
  readonly id: BookingId
  readonly number: string
  readonly kind: ReviewKind
  readonly state: BookingState
  readonly outcome: Outcome | null
  readonly checkedInAt: Instant | null
  readonly checkedOutAt: Instant | null
  readonly facilityId: FacilityId
  readonly resource: { readonly id: ResourceId; readonly kind: ResourceKind; readonly names: Names }
  readonly unit: string
  readonly person: string
  readonly firm: Names
  readonly missed: boolean
  /** What it costs by now, with everything that was posted for it. */
  readonly costMinor: number
  readonly evidence: Evidence
}

/** More than so many are not shown at once; the oldest come first. */
export const mostShown = 20

/** A correction names at most so many minutes: a week of use. */
export const mostMinutes = 7 * 1440
