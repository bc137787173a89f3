import { auditRow } from '../../audit/record.ts'
import { changedMoney } from '../../bookings/quota-return.ts'
import { priceDocument } from '../../bookings/booking-document.ts'
import { giveBackRows, postShareRows } from '../../bookings/commands/quota-rows.ts'
import type { Answer } from '../../bookings/commands/change-booking.ts'
import type { Standing } from '../../bookings/reads/surroundings.ts'
import type { Deps, Park, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { belongsTo, seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import { newId, type EntryId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sumMinor } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Forbidden, Malformed, NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { DbAbort, type AbortToken } from '../../platform/db/port.ts'
import { claimRows, correctedClaimRows } from '../../subsidies/claim-rows.sql.ts'
import { subsidiseExtra, type Grant } from '../../subsidies/subsidise.ts'
import { lastSecond, periodOf, periodsFrom } from '../period.ts'
import { entryRows, type NewEntry } from '../post-entry.sql.ts'
import type { PriceLine } from '../price-line.ts'

/** What a correction posts, and of whose booking. */
export interface Correction {
  readonly kind: 'reversal' | 'adjustment'
  readonly reversesId: EntryId | null
  readonly occurredAt: Instant
  readonly lines: readonly PriceLine[]
  /** What programmes newly pay of the lines; none where they get back, or pay again, what a line says. */
  readonly grants?: readonly Grant[]
  readonly reason: string
  /** What else becomes true with it, given the entry's id. */
  readonly also?: (entryId: EntryId) => readonly Query[]
}

export interface CorrectionFacts {
  readonly viewer: Viewer
  readonly now: Instant
  readonly park: Park
  readonly standing: Standing
}

/**
 * Posts a correction of a booking's bill in one write: the entry, what budgets and credit lines count, and who did it
 * why. Null when somebody else was quicker and it must be judged again.
 */
export async function postCorrection(
  deps: Deps,
  facts: CorrectionFacts,
  correction: Correction,
  key: RequestKey,
): Promise<Answer | null> {
  const { viewer, now } = facts
  const { entry, totalMinor, rows } = correctionRows(deps, facts, correction, viewer.personId)
  const body = JSON.stringify(entryDocument(entry, totalMinor, viewer))
  try {
    await deps.db.write([sameViewerRow(viewer), unchangedRow(facts.standing), ...rows], {
      idempotency: { actor: viewer.personId, ...key, status: 201, body, at: now },
    })
    return { status: 201, body }
  } catch (error) {
    if (error instanceof DbAbort && overtaken.has(error.token)) return null
    throw error
  }
}

/** What was posted is what was judged: of two credits at once, the second takes the first into account. */
function unchangedRow({ booking, around }: Standing): Query {
  const lines = around.funding.charged.reduce((sum, part) => sum + part.lines, 0)
  return sql`INSERT INTO assert_rules (n) SELECT count(*) = ${lines} FROM journal_entry e
    CROSS JOIN charge c ON c.entry_id = e.id WHERE e.booking_id = ${booking.id}`
}

/** The rows of a correction, for a write that makes something else true with it. */
export function correctionRows(
  deps: Pick<Deps, 'entropy'>,
  facts: Omit<CorrectionFacts, 'viewer'>,
  correction: Correction,
  actorId: string,
): { readonly entry: NewEntry; readonly totalMinor: number; readonly rows: readonly Query[] } {
  const { park, standing } = facts
  const { booking, facilityId, around } = standing
  const entry = entryOf(deps, facts, correction)
  const totalMinor = sumMinor(correction.lines.map((line) => line.amountMinor))
  const { givenBack, taken } = changedMoney(booking, around, totalMinor, park)
  const rows = [
    ...entryRows(entry),
    ...(correction.grants === undefined
      ? correctedClaimRows(entry, deps.entropy)
      : claimRows(entry, correction.grants, deps.entropy)),
    ...giveBackRows(booking.id, givenBack),
    ...postShareRows(booking.id, taken),
    correctionAudit(entry, { facilityId, actorId, totalMinor }),
    ...(correction.also?.(entry.id) ?? []),
  ]
  return { entry, totalMinor, rows }
}

/** What is charged on top of a use: programmes pay their part of it as of the use itself. */
export function extraOf({ booking, around }: Standing, before: readonly PriceLine[], reason: string): Correction {
  const occurredAt = lastSecond(booking)
  const year = Number(periodOf(occurredAt, booking.tariff.zone).slice(0, 4))
  const { lines, grants } = subsidiseExtra(before, around.funding, year)
  return { kind: 'adjustment', reversesId: null, occurredAt, lines, grants, reason }
}

/** Only the park's finance people correct; to another firm's people the bill does not exist. */
export function assertMayCorrect(viewer: Viewer, firmId: Parameters<typeof belongsTo>[1]): void {
  if (seesParkMoney(viewer)) return
  throw belongsTo(viewer, firmId) ? new Forbidden() : new NotFound('entry')
}

export function assertReason(reason: string): void {
  if (reason.trim() === '') throw new Malformed([{ pointer: '/reason', kind: 'missing' }])
}

// That an entry is reversed twice is refused by the ledger itself, which has no token of its own for it.
const overtaken: ReadonlySet<AbortToken> = new Set<AbortToken>(['OTHER_CONSTRAINT', 'IDEMPOTENCY_KEY', 'STALE_RULES'])

function entryOf(
  deps: Pick<Deps, 'entropy'>,
  { standing, now, park }: Omit<CorrectionFacts, 'viewer'>,
  correction: Correction,
): NewEntry {
  const { id: bookingId, firmId, projectId, resourceId, currency } = standing.booking
  const { kind, reversesId, occurredAt, reason, lines } = correction
  return {
    bookingId,
    firmId,
    projectId,
    resourceId,
    facilityId: standing.facilityId,
    currency,
    kind,
    reversesId,
    occurredAt,
    reason,
    id: newId('ent', now * 1000, deps.entropy),
    postedAt: now,
    periods: periodsFrom(occurredAt, now, park.timeZone),
    provider: standing.around.funding.provider,
    charges: lines.map((line) => ({ id: newId('chg', now * 1000, deps.entropy), line })),
  }
}

function entryDocument(entry: NewEntry, totalMinor: number, { locale }: Viewer) {
  const { id, kind, firmId, bookingId, reversesId, reason, currency, postedAt, charges } = entry
  const lines = charges.map((charge) => charge.line)
  const priced = priceDocument(lines, totalMinor, currency, locale)
  return { id, kind, firmId, bookingId, reversesId, reason, postedAt: formatInstant(postedAt), ...priced }
}

function correctionAudit(
  { id, kind, firmId, bookingId, reversesId, reason, postedAt }: NewEntry,
  { facilityId, actorId, totalMinor }: { facilityId: Standing['facilityId']; actorId: string; totalMinor: number },
) {
  const detail = { bookingId, reversesId, reason, amountMinor: totalMinor }
  const action = `entry.${kind}`
  return auditRow({ at: postedAt, actorId, action, entity: id, entityVersion: 1, firmId, facilityId, detail })
}
