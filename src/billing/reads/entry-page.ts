import type { Actor, Deps } from '../../deps.ts'
import { isMoneyInView } from '../../firms/money-in-view.sql.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { EntryId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { LedgerEntry } from '../ledger-entry.ts'
import type { Tariff } from '../tariff.ts'
import { entriesQuery, ledgerEntryOf } from './ledger.ts'

/** What stands behind an entry: how the booking was used, what was found of it, and the rate that was frozen on it. */
export interface EntrySource {
  readonly reversedBy: EntryId | null
  readonly checkedInAt: Instant | null
  readonly checkedOutAt: Instant | null
  /** Of the usage review; null where nothing was to be looked at. */
  readonly reviewKind: string | null
  readonly decision: string | null
  readonly decidedAt: Instant | null
  readonly reviewReason: string | null
  readonly tariff: Tariff | null
}

export interface EntryPage {
  readonly viewer: Viewer
  readonly entry: LedgerEntry
  readonly source: EntrySource
}

/** One entry with its whole history. Throws Unauthenticated; NotFound for another firm's too. */
export async function readEntryPage(deps: Deps, actor: Actor, id: EntryId): Promise<EntryPage> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    entries: entriesQuery(
      sql`SELECT e.id FROM journal_entry e WHERE e.id = ${id} AND ${isMoneyInView(actor, sql`e.firm_id`)}`,
    ),
    sources: sql<Omit<EntrySource, 'tariff'> & { tariff: string | null }>`SELECT (SELECT r.id FROM journal_entry r
      WHERE r.reverses_id = e.id) AS reversedBy, b.checked_in_at AS checkedInAt, b.checked_out_at AS checkedOutAt,
      u.kind AS reviewKind, u.decision AS decision, u.decided_at AS decidedAt, u.reason AS reviewReason,
      b.tariff AS tariff
      FROM journal_entry e LEFT JOIN booking b ON b.id = e.booking_id LEFT JOIN usage_review u ON u.booking_id = b.id
      WHERE e.id = ${id} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.entries
  const [found] = rows.sources
  if (!row || !found) throw new NotFound('entry')
  const { tariff, ...source } = found
  return {
    viewer,
    entry: ledgerEntryOf(row),
    source: { ...source, tariff: tariff === null ? null : (JSON.parse(tariff) as Tariff) },
  }
}
