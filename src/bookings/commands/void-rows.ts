import type { Query } from '../../platform/db/sql.ts'
import { outboxRow } from '../../notices/outbox.sql.ts'
import { answeredWishRows } from '../../waitlist/wish.sql.ts'
import type { Booking } from '../booking.ts'
import {
  changeRows,
  releaseAllocationRows,
  releaseBusyRow,
  releaseClaimRows,
  type BookingChange,
  type ChangeRecord,
} from './booking-rows.ts'

/** A booking that is given up for nothing gives everything back in the write that ends it, and its person is told. */
export function voidRows(booking: Booking, change: BookingChange, record: ChangeRecord, outboxId: string): Query[] {
  const { state = booking.state } = change
  const kind = booking.state === 'offered' && state === 'expired' ? 'offer-lapsed' : state
  return [
    ...changeRows(booking, { ...change, wakeAt: null, settlement: 'void' }, record),
    ...releaseAllocationRows(booking),
    releaseBusyRow(booking),
    ...releaseClaimRows(booking.id),
    ...(booking.state === 'offered' ? answeredWishRows(booking.id, wishAfter(change, record), record) : []),
    outboxRow(outboxId, `booking.${kind}`, { bookingId: booking.id, personId: booking.personId }, record.at),
  ]
}

/** An offer that nobody answered has lapsed, one that was declined is over; one whose time was closed waits again. */
function wishAfter({ state }: BookingChange, { detail }: ChangeRecord): 'lapsed' | 'withdrawn' | 'waiting' {
  if (state === 'expired') return 'lapsed'
  const isByHouse = detail?.['closureId'] !== undefined || detail?.['hoursSet'] !== undefined
  return isByHouse ? 'waiting' : 'withdrawn'
}
