import type { BookingId, ChargeId, EntryId, FacilityId, FirmId, ProjectId, ResourceId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { invariant } from '../kernel/invariant.ts'
import { sumMinor } from '../kernel/money.ts'
import { json, sql, type Query } from '../platform/db/sql.ts'
import { accountKey, accountRow, receivable, revenue, taxPayable, type Account } from './accounts.sql.ts'
import type { PriceLine } from './price-line.ts'

export type EntryKind = 'usage' | 'late-cancellation' | 'no-show' | 'reversal' | 'adjustment'

/** Whose money an entry moves, and for what. */
export interface Posted {
  readonly bookingId: BookingId
  readonly firmId: FirmId
  readonly projectId: ProjectId
  readonly resourceId: ResourceId
  readonly facilityId: FacilityId
  readonly currency: string
}

export interface NewEntry extends Posted {
  readonly id: EntryId
  readonly kind: EntryKind
  readonly reversesId: EntryId | null
  /** The last second of what it is for: it says which period the entry belongs to. */
  readonly occurredAt: Instant
  readonly postedAt: Instant
  /** The periods it may be posted to, best first; the first that is open when it is written takes it. */
  readonly periods: readonly string[]
  readonly reason: string
  readonly charges: readonly NewCharge[]
}

export interface NewCharge {
  readonly id: ChargeId
  readonly line: PriceLine
}

/**
 * One balanced journal entry with its charges: the firm owes the facility the net amount and the park the tax. Negative
 * amounts go the other way. The rows belong into the write that makes them true.
 */
export function entryRows(entry: NewEntry): Query[] {
  const lines = entry.charges.map((charge) => charge.line)
  const taxMinor = sumMinor(lines.map((line) => line.taxMinor))
  const netMinor = sumMinor(lines.map((line) => line.amountMinor)) - taxMinor
  invariant(lines.length > 0 && lines.every((line) => line.amountMinor !== 0), 'an entry moves money')
  const firm = receivable(entry.firmId, entry.projectId, entry.currency)
  const moved = [
    { to: revenue(entry.facilityId, entry.currency), amountMinor: netMinor },
    { to: taxPayable(entry.currency), amountMinor: taxMinor },
  ].filter(({ amountMinor }) => amountMinor !== 0)
  return [
    journalRow(entry),
    ...[firm, ...moved.map(({ to }) => to)].map(accountRow),
    ...moved.map(({ to, amountMinor }, seq) => transferRow(entry, seq + 1, firm, to, amountMinor)),
    chargeRows(entry),
  ]
}

function journalRow(entry: NewEntry): Query {
  const [own] = entry.periods
  invariant(own !== undefined, 'an entry has a period to go to')
  return sql`INSERT INTO journal_entry (id, kind, firm_id, booking_id, reverses_id, occurred_at, posted_at, period,
    late, reason)
    SELECT ${entry.id}, ${entry.kind}, ${entry.firmId}, ${entry.bookingId}, ${entry.reversesId}, ${entry.occurredAt},
      ${entry.postedAt}, value, value <> ${own}, ${entry.reason}
    FROM json_each(${json(entry.periods)}) WHERE NOT EXISTS
      (SELECT 1 FROM billing_period p WHERE p.period = value AND p.state = 'closed') ORDER BY key LIMIT 1`
}

function transferRow(entry: NewEntry, seq: number, firm: Account, to: Account, amountMinor: number): Query {
  const [debit, credit] = amountMinor > 0 ? [firm, to] : [to, firm]
  return sql`INSERT INTO transfer (entry_id, seq, debit_id, credit_id, amount_minor, currency)
    VALUES (${entry.id}, ${seq}, (${accountKey(debit)}), (${accountKey(credit)}), ${Math.abs(amountMinor)},
      ${entry.currency})`
}

function chargeRows({ charges, ...entry }: NewEntry): Query {
  const lines = charges.map(({ id, line }) => ({ id, line }))
  return sql`INSERT INTO charge (id, entry_id, seq, firm_id, project_id, booking_id, resource_id, kind, line,
    amount_minor, tax_minor,
      currency)
    SELECT value ->> '$.id', ${entry.id}, key + 1, ${entry.firmId}, ${entry.projectId}, ${entry.bookingId},
      ${entry.resourceId},
      value ->> '$.line.kind', value -> '$.line', value ->> '$.line.amountMinor', value ->> '$.line.taxMinor',
        ${entry.currency}
    FROM json_each(${json(lines)})`
}
