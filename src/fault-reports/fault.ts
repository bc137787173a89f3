import type { Names } from '../deps.ts'
import { managesFacility, type Viewer } from '../firms/viewer.ts'
import type { BookingId, FacilityId, FaultId, FirmId, PersonId, ResourceId, UnitId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'

/** What somebody found wrong with a resource, and what became of it. */
export interface Fault {
  readonly id: FaultId
  readonly resourceId: ResourceId
  readonly resource: Names
  readonly facilityId: FacilityId
  readonly unitId: UnitId | null
  readonly unit: string | null
  readonly personId: PersonId
  readonly person: string
  readonly firmId: FirmId | null
  readonly firm: Names | null
  readonly bookingId: BookingId | null
  /** False when nobody can work with it. */
  readonly usable: boolean
  readonly words: string
  readonly state: 'open' | 'closed'
  readonly version: number
  readonly reportedAt: Instant
  readonly closedAt: Instant | null
  /** What the lab manager says to it. */
  readonly answer: string
  readonly photoKey: string | null
  readonly photoType: string | null
}

/** What a report says. */
export interface NewFault {
  readonly resourceId: ResourceId
  readonly unitId: UnitId | null
  /** The booking that it disturbed. */
  readonly bookingId: BookingId | null
  readonly usable: boolean
  readonly words: string
}

/** Words of a report, and of its answer, at most. */
export const mostWords = 2_000
/** Photos are kept so long after a report was closed. */
export const photoKeptSeconds = 90 * 86_400

/** Whoever reported it, and the facility's lab managers; to anybody else there is no such report. */
export function maySeeFault({ personId, facilityId }: Pick<Fault, 'personId' | 'facilityId'>, viewer: Viewer): boolean {
  return personId === viewer.personId || managesFacility(viewer, facilityId)
}
