import type { Names } from '../deps.ts'
import type { BookingId, FacilityId, FaultId, ResourceId } from '../kernel/id.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import type { ResourceKind } from '../resources/resource.ts'

/** What a lab manager has to see to, the most pressing first. */
export const needKinds = ['late', 'overrun', 'fault', 'approval', 'access', 'no-show'] as const

export type NeedKind = (typeof needKinds)[number]

/** A booking that needs its lab manager. */
export interface NeedyBooking extends Interval {
  readonly id: BookingId
  readonly kind: Extract<NeedKind, 'late' | 'overrun' | 'approval' | 'no-show'>
  readonly resource: { readonly id: ResourceId; readonly kind: ResourceKind; readonly names: Names }
  readonly facilityId: FacilityId
  /** Null where the resource has only one, or all are meant. */
  readonly unit: string | null
  readonly person: string
  readonly firm: Names
  readonly purpose: string
  /** It is a no-show that nobody has reviewed yet. */
  readonly isToReview: boolean
  /** Until when it can be handled: then the clock decides. */
  readonly until: Instant | null
}

/** A report that nobody has closed yet. */
export interface OpenFault {
  readonly id: FaultId
  readonly resource: { readonly id: ResourceId; readonly kind: ResourceKind; readonly names: Names }
  readonly facilityId: FacilityId
  readonly unit: string | null
  readonly usable: boolean
  readonly words: string
  readonly person: string
  readonly reportedAt: Instant
  /** The resource, or a unit of it, is closed already. */
  readonly isClosed: boolean
}

/** More of one kind are not counted: a hundred waiting is told as "100+". */
export const mostCounted = 100

/** Nobody is called late before so many seconds: people walk. */
export const lateAfterSeconds = 300

/** No-shows stay on the page for so long. */
export const reviewedSeconds = 86_400
