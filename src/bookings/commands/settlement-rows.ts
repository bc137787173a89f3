import { lastSecond, periodsFrom } from '../../billing/period.ts'
import { entryRows, type NewEntry } from '../../billing/post-entry.sql.ts'
import type { Deps, Park } from '../../deps.ts'
import { newId, quotaIdText } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sumMinor } from '../../kernel/money.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { claimRows } from '../../subsidies/claim-rows.sql.ts'
import { subsidise, type Grant } from '../../subsidies/subsidise.ts'
import type { Booking } from '../booking.ts'
import { givenBackAtEnd, settledQuota } from '../quota-return.ts'
import type { Standing } from '../reads/surroundings.ts'
import { settle, type Bill } from '../settle.ts'
import { changeRows, holdUntilRows, releaseBusyRow, type BookingChange, type ChangeRecord } from './booking-rows.ts'
import { giveBackRows, postShareRows } from './quota-rows.ts'

export interface Ended {
  readonly next: Booking
  readonly statements: Query[]
}

/** What row-makers need of the world: chance for ids, and the park's calendar. */
export type Makers = Pick<Deps, 'entropy'> & { readonly park: Park }

/**
 * Ends a booking, or assesses what an ended one owes: the change of state, the quota that goes back, and, when the time
 * has come, the journal entry, all for one write. The caller adds what becomes of the allocation.
 */
export function endingRows(
  standing: Standing,
  change: BookingChange,
  record: Omit<ChangeRecord, 'facilityId'>,
  { entropy, park }: Makers,
): Ended {
  const { booking, units, around } = standing
  const ended: Booking = { ...booking, ...change }
  const settled = settle(ended, units, around, record.at)
  const atEnd = ended.state === booking.state ? [] : givenBackAtEnd(ended, around, park)
  if (settled.kind === 'due') {
    const due = { ...change, settlement: 'due', wakeAt: settled.dueAt } as const
    return changed(standing, due, record, giveBackRows(booking.id, atEnd))
  }
  const { bill, grants } = fundedBill(ended, around, settled.bill, park)
  const quota = settledQuota(ended, units, around, bill, park)
  const posted = billRows({ ...standing, booking: ended }, { bill, grants }, record.at, { entropy, park })
  const passed = quota.passed.length === 0 ? {} : { passedLimits: quota.passed.map(quotaIdText) }
  const detail = { ...record.detail, billedMinor: bill.totalMinor, ...passed }
  return changed(standing, { ...change, ...billedChange(ended, bill) }, { ...record, detail }, [
    ...giveBackRows(booking.id, [...atEnd, ...quota.givenBack]),
    ...postShareRows(booking.id, quota.taken),
    ...posted,
  ])
}

/** Lets go of the unit and of the person's time from an instant on; what was used stays on record. */
export function trimRows(booking: Booking, heldUntil: Instant, busyUntil: Instant): Query[] {
  const { id, personId, startsAt } = booking
  return [
    ...(heldUntil === booking.heldUntil ? [] : holdUntilRows(booking, heldUntil)),
    busyUntil <= startsAt
      ? releaseBusyRow(booking)
      : sql`UPDATE person_busy SET ends_at = ${busyUntil} WHERE person_id = ${personId} AND starts_at = ${startsAt}
          AND booking_id = ${id} AND ends_at > ${busyUntil}`,
  ]
}

/**
 * Until when a unit is held that somebody leaves now: the minute runs out, and it is cleaned. Never longer than it was
 * held.
 */
export function heldAfterUse({ heldFrom, heldUntil, terms }: Booking, now: Instant): Instant {
  return Math.min(heldUntil, Math.max(nextMinute(now) + terms.cleanupMinutes * 60, heldFrom + 60))
}

/** The same for one whom nobody came to use. */
export function heldUnused({ heldFrom, heldUntil }: Booking, now: Instant): Instant {
  return Math.min(heldUntil, Math.max(nextMinute(now), heldFrom + 60))
}

export function nextMinute(now: Instant): Instant {
  return Math.ceil(now / 60) * 60
}

function changed(
  { booking, facilityId }: Standing,
  change: BookingChange,
  record: Omit<ChangeRecord, 'facilityId'>,
  more: readonly Query[],
): Ended {
  return {
    next: { ...booking, ...change, version: booking.version + 1 },
    statements: [...changeRows(booking, change, { ...record, facilityId }), ...more],
  }
}

interface FundedBill {
  readonly bill: Bill
  readonly grants: readonly Grant[]
}

/** The bill less what programmes pay of it; their years are the park's. */
function fundedBill(ended: Booking, { funding }: Standing['around'], bill: Bill, park: Park): FundedBill {
  const year = Number(dayOf(lastSecond(ended), park.timeZone).date.slice(0, 4))
  const { lines, grants } = subsidise(bill.lines, funding.programmes, year)
  return { bill: { ...bill, lines, totalMinor: sumMinor(lines.map((line) => line.amountMinor)) }, grants }
}

/** A completed booking shows what it cost in the end; a fee stands beside the price that was given up. */
function billedChange({ state }: Booking, { lines, totalMinor }: Bill): BookingChange {
  const final = state === 'completed' ? { priceLines: lines, priceMinor: totalMinor } : {}
  return { settlement: 'settled', wakeAt: null, ...final }
}

function billRows(
  { booking, facilityId, around }: Standing,
  { bill: { kind, lines }, grants }: FundedBill,
  at: Instant,
  { entropy, park }: Makers,
): Query[] {
  const charged = lines.filter((line) => line.amountMinor !== 0)
  if (charged.length === 0) return []
  const { id: bookingId, firmId, projectId, resourceId, currency } = booking
  const occurredAt = lastSecond(booking)
  const entry: NewEntry = {
    bookingId,
    firmId,
    projectId,
    resourceId,
    facilityId,
    currency,
    kind,
    occurredAt,
    id: newId('ent', at * 1000, entropy),
    reversesId: null,
    postedAt: at,
    periods: periodsFrom(occurredAt, at, park.timeZone),
    reason: '',
    provider: around.funding.provider,
    charges: charged.map((line) => ({ id: newId('chg', at * 1000, entropy), line })),
  }
  return [...entryRows(entry), ...claimRows(entry, grants, entropy)]
}
