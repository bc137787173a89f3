import type { Instant } from '../../kernel/interval.ts'
import { approvers, type Approver } from '../../resources/approval-rule.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Booking } from '../booking.ts'

/** A booking as its row comes from the database. */
export type BookingRow = Omit<
  Booking,
  'terms' | 'tariff' | 'priceLines' | 'waiver' | 'whole' | 'awaits' | 'consumables'
> & {
  readonly whole: number
  readonly terms: string
  readonly tariff: string
  readonly priceLines: string
  readonly consumables: string
  readonly waiver: string | null
  /** `[by, decideBy]` of each. */
  readonly awaits: string
}

/** Every column of a booking `b`. */
export const bookingColumns = sql`b.id AS id, b.number AS number, b.firm_id AS firmId, b.project_id AS projectId,
  b.person_id AS personId, b.booked_by AS bookedBy, b.resource_id AS resourceId, b.unit_id AS unitId, b.whole AS whole,
  b.group_id AS groupId, b.starts_at AS startsAt, b.ends_at AS endsAt, b.held_from AS heldFrom, b.held_until AS
  heldUntil,
  b.state AS state, b.version AS version, b.requested_at AS requestedAt, b.wake_at AS wakeAt, b.purpose AS purpose,
  b.samples AS samples, b.consumables AS consumables, b.assisted_minutes AS assistedMinutes,
  b.terms AS terms, b.tariff AS tariff, b.price_lines AS priceLines, b.price_minor AS priceMinor,
  b.currency AS currency, b.checked_in_at AS checkedInAt, b.checked_out_at AS checkedOutAt, b.cancelled_at AS
  cancelledAt,
  b.outcome AS outcome, b.settlement AS settlement, b.waiver AS waiver,
  CASE b.state WHEN 'pending' THEN (SELECT json_group_array(json_array(step, decide_by)) FROM approval
    WHERE booking_id = b.id AND decision IS NULL) ELSE '[]' END AS awaits`

/** The booking of a row; further columns of the row are left out. */
export function bookingOf(row: BookingRow): Booking {
  return {
    id: row.id,
    number: row.number,
    firmId: row.firmId,
    projectId: row.projectId,
    personId: row.personId,
    bookedBy: row.bookedBy,
    resourceId: row.resourceId,
    unitId: row.unitId,
    whole: row.whole === 1,
    groupId: row.groupId,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    heldFrom: row.heldFrom,
    heldUntil: row.heldUntil,
    state: row.state,
    version: row.version,
    requestedAt: row.requestedAt,
    wakeAt: row.wakeAt,
    purpose: row.purpose,
    samples: row.samples,
    consumables: row.consumables === '[]' ? nothing : (JSON.parse(row.consumables) as Booking['consumables']),
    assistedMinutes: row.assistedMinutes,
    terms: JSON.parse(row.terms) as Booking['terms'],
    tariff: JSON.parse(row.tariff) as Booking['tariff'],
    priceLines: JSON.parse(row.priceLines) as Booking['priceLines'],
    priceMinor: row.priceMinor,
    currency: row.currency,
    checkedInAt: row.checkedInAt,
    checkedOutAt: row.checkedOutAt,
    cancelledAt: row.cancelledAt,
    outcome: row.outcome,
    settlement: row.settlement,
    waiver: row.waiver === null ? null : (JSON.parse(row.waiver) as Booking['waiver']),
    awaits: awaitedIn(row.awaits),
  }
}

// Most bookings wait for nobody.
function awaitedIn(text: string): Booking['awaits'] {
  if (text === '[]') return nobody
  const asked = (JSON.parse(text) as [Approver, Instant][]).map(([by, decideBy]) => ({ by, decideBy }))
  return asked.toSorted((a, b) => approvers.indexOf(a.by) - approvers.indexOf(b.by))
}

const nobody: Booking['awaits'] = []
const nothing: Booking['consumables'] = []
