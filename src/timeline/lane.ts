import type { BookingState } from '../bookings/booking.ts'
import type { Names } from '../deps.ts'
import type { BookingId, ClosureId, FacilityId, ResourceId, UnitId } from '../kernel/id.ts'
import type { Interval } from '../kernel/interval.ts'
import type { ResourceKind } from '../resources/resource.ts'

/** One unit through the days that are shown. */
export interface Lane {
  readonly unitId: UnitId
  readonly unit: string
  readonly resource: LaneResource
  /** Of the resource's units, which each have a lane. */
  readonly unitCount: number
  readonly blocks: readonly Block[]
  /** When it is open, or null where nobody has reckoned so far ahead. */
  readonly open: readonly Interval[] | null
}

export interface LaneResource {
  readonly id: ResourceId
  readonly kind: ResourceKind
  readonly names: Names
  readonly facilityId: FacilityId
  readonly stepMinutes: number
  readonly isOutOfService: boolean
}

/** What holds a unit for a time. */
export type Block = BookingBlock | ClosureBlock

export interface BookingBlock extends Interval {
  readonly kind: 'booking'
  readonly id: BookingId
  readonly state: BookingState
  readonly person: string
  readonly firm: Names
}

export interface ClosureBlock extends Interval {
  readonly kind: 'closure'
  readonly id: ClosureId
  readonly why: string
}

/** Lanes on one page. */
export const mostLanes = 200
/** Blocks on one page: where there are more, it ends with the last lane that is whole. */
export const mostBlocks = 12_000

/** True of a booking that may still be given another time; one in use keeps its start. */
export function isMovable({ state }: Pick<BookingBlock, 'state'>): boolean {
  return state === 'confirmed' || state === 'pending' || state === 'in-use'
}
