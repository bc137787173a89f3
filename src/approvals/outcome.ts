import type { BookingState } from '../bookings/booking.ts'
import type { RefusalName } from '../bookings/refusal.ts'
import type { BookingId } from '../kernel/id.ts'
import type { Approver } from '../resources/approval-rule.ts'

export const outcomeKinds = [
  'confirmed',
  'approved',
  'rejected',
  'over',
  'expired',
  'own',
  'forbidden',
  'absent',
] as const

/** What became of one decision among many; of one that is not theirs nothing else is told. */
export interface Outcome {
  readonly bookingId: BookingId
  readonly by: Approver
  readonly kind: (typeof outcomeKinds)[number]
  readonly number?: string
  readonly resource?: string
  /** RFC 3339. */
  readonly startsAt?: string
  readonly endsAt?: string
  /** Of what is approved: who is awaited still. */
  readonly awaits?: readonly Approver[]
  /** Of what was over before: what it is now. */
  readonly state?: BookingState
  /** Which rules forbid to confirm it. */
  readonly rules?: readonly RefusalName[]
}
