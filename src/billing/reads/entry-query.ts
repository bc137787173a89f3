import type { BookingId, EntryId, FirmId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { EntryKind } from '../post-entry.sql.ts'
import type { PriceLine } from '../price-line.ts'

/** A posted entry as a correction needs it. Nothing of it ever changes. */
export interface PostedEntry {
  readonly id: EntryId
  readonly kind: EntryKind | 'payment'
  readonly firmId: FirmId
  /** Null for a payment. */
  readonly bookingId: BookingId | null
  readonly occurredAt: Instant
  /** The entry that took this one back. */
  readonly reversedBy: EntryId | null
  readonly lines: readonly PriceLine[]
}

export type EntryRow = Omit<PostedEntry, 'lines'> & { readonly lines: string }

/** One entry with its lines, in their order. */
export function entryQuery(id: EntryId): Query<EntryRow> {
  return entryQueryOf(sql`e.id = ${id}`)
}

/** The first entry `e` of which that is so. */
export function entryQueryOf(which: Query): Query<EntryRow> {
  return sql<EntryRow>`SELECT e.id AS id, e.kind AS kind, e.firm_id AS firmId, e.booking_id AS bookingId,
    e.occurred_at AS occurredAt, (SELECT r.id FROM journal_entry r WHERE r.reverses_id = e.id) AS reversedBy,
    (SELECT json_group_array(json(c.line)) FROM (SELECT line FROM charge WHERE entry_id = e.id ORDER BY seq) c) AS lines
    FROM journal_entry e WHERE ${which} LIMIT 1`
}

export function entryOf(row: EntryRow): PostedEntry {
  return { ...row, lines: JSON.parse(row.lines) as PriceLine[] }
}
