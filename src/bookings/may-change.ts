import { belongsTo, managesFacility, may, type Viewer } from '../firms/viewer.ts'
import type { FacilityId, FirmId } from '../kernel/id.ts'
import type { Booking } from './booking.ts'

/** The person it is for, whoever booked it, and the admins of the firm that pays. */
export function mayChange(booking: Pick<Booking, 'personId' | 'bookedBy' | 'firmId'>, viewer: Viewer): boolean {
  if (booking.personId === viewer.personId || booking.bookedBy === viewer.personId) return true
  return may(viewer, 'book-for-colleagues', { firmId: booking.firmId })
}

/** The firm's own people, the facility's lab managers, and the park's people who see all bookings may look at it. */
export function maySee(viewer: Viewer, firmId: FirmId, facilityId: FacilityId): boolean {
  return belongsTo(viewer, firmId) || managesFacility(viewer, facilityId) || may(viewer, 'see-park-bookings')
}

/** Somebody who runs the lab moves a booking that is not theirs to change: the lab's doing, for which nobody pays. */
export function isLabsDoing(
  booking: Pick<Booking, 'personId' | 'bookedBy' | 'firmId'>,
  viewer: Viewer,
  facilityId: FacilityId,
): boolean {
  return managesFacility(viewer, facilityId) && !mayChange(booking, viewer)
}
