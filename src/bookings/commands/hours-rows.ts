import { auditRow } from '../../audit/record.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { Instant } from '../../kernel/interval.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import type { OpeningHours } from '../../resources/opening-hours.ts'
import { hoursIdOf } from '../../resources/open-span.sql.ts'
import type { Resource } from '../../resources/resource.ts'
import { waivedInside } from '../outside-hours.ts'
import type { NamedBooking } from '../reads/booking-with-names.ts'
import { changeRows } from './booking-rows.ts'

interface HoursRecord {
  readonly viewer: Viewer
  readonly at: Instant
  readonly from: Instant
  readonly reason: string
  /** What became of each booking that stood outside. */
  readonly bookings: readonly (readonly string[])[]
}

/** A resource's new hours, made before in the batch, from the very version of its rules that was judged. */
export function changedHoursRows(resource: Resource, hours: OpeningHours, record: HoursRecord): Query[] {
  const { id: entity, rulesVersion, facilityId } = resource
  const { viewer, at, from, reason, bookings } = record
  const entityVersion = rulesVersion + 1
  const { holidayRule } = hours
  const detail = { holidayRule, from, reason, bookings }
  return [
    ...asserting(
      sql`UPDATE resource SET hours_id = ${hoursIdOf(hours)}, rules_version = ${entityVersion}
        WHERE id = ${entity} AND rules_version = ${rulesVersion}`,
      'STALE_RULES',
    ),
    auditRow({
      at,
      actorId: viewer.personId,
      action: 'resource.hours-set',
      entity,
      entityVersion,
      firmId: null,
      facilityId,
      detail,
    }),
  ]
}

/** A booking that new hours take in again loses its mark. */
export function insideAgainRows(
  { booking, facilityId }: NamedBooking,
  { viewer, at }: { readonly viewer: Viewer; readonly at: Instant },
): Query[] {
  const waiver = waivedInside(booking.waiver)
  const unmarked = sql`DELETE FROM booking_mark WHERE booking_id = ${booking.id} AND why = 'hours'`
  if (booking.waiver === null) return [unmarked]
  return [
    unmarked,
    ...changeRows(booking, { waiver }, { actorId: viewer.personId, facilityId, at, action: 'booking.inside-hours' }),
  ]
}
