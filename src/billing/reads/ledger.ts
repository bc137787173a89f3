import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import type { LedgerEntry } from '../ledger-entry.ts'
import type { LedgerPlace, LedgerWish } from '../ledger-wish.ts'
import type { PriceLine } from '../price-line.ts'
import { totalsQuery, visibleIds, type KindTotal } from './ledger-ids.sql.ts'

export interface Ledger {
  readonly viewer: Viewer
  readonly entries: readonly LedgerEntry[]
  readonly next: LedgerPlace | null
}

/**
 * A page of the ledger in one round trip: of the firms whose money the viewer looks after, of all firms for the park's
 * finance people. Throws Unauthenticated.
 */
export async function readLedger(deps: Deps, actor: Actor, wish: LedgerWish, limit: number): Promise<Ledger> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    entries: entriesQuery(visibleIds(actor, wish, limit + 1)),
  })
  return { viewer: viewerOf(rows.viewer), ...pageOf(rows.entries, limit) }
}

/** A choice of a filter. */
export interface Choice {
  readonly id: string
  readonly hans: string
  readonly hant: string
  readonly en: string
}

export interface LedgerSheet extends Ledger {
  readonly totals: readonly KindTotal[]
  readonly facilities: readonly Choice[]
  /** To the park's people alone. */
  readonly firms: readonly Choice[]
}

/** The same with what everything that was asked for comes to, and what there is to choose from. */
export async function readLedgerSheet(deps: Deps, actor: Actor, wish: LedgerWish, limit: number): Promise<LedgerSheet> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    entries: entriesQuery(visibleIds(actor, wish, limit + 1)),
    totals: totalsQuery(actor, wish),
    facilities: sql<Choice>`SELECT id, name_hans AS hans, name_hant AS hant, name_en AS en FROM facility
      ORDER BY id LIMIT 200`,
    firms: sql<Choice>`SELECT id, name_hans AS hans, name_hant AS hant, name_en AS en FROM firm
      WHERE EXISTS (SELECT 1 FROM role o WHERE o.role IN ('park-finance', 'park-admin')
        AND o.person_id = ${viewerId(actor)})
      ORDER BY name_hans, id LIMIT 500`,
  })
  const { viewer, entries, ...beside } = rows
  return { viewer: viewerOf(viewer), ...pageOf(entries, limit), ...beside }
}

/** Pages of everything that is asked for, one after another: the first is read before the answer begins. */
export async function* ledgerPages(
  deps: Deps,
  actor: Actor,
  wish: LedgerWish,
  first: Ledger,
): AsyncGenerator<readonly LedgerEntry[]> {
  let page = first
  yield page.entries
  for (let pages = 1; page.next !== null && pages < mostPages; pages++) {
    page = await readLedger(deps, actor, { ...wish, after: page.next }, pageRows)
    yield page.entries
  }
}

export const pageRows = 500
/** A file holds no more entries than 1,000,000: a spreadsheet takes no more rows. */
const mostPages = 2_000

export type LedgerRow = Omit<LedgerEntry, 'firm' | 'resource' | 'late' | 'lines' | 'currency'> & {
  readonly late: number
  readonly firmHans: string
  readonly firmHant: string
  readonly firmEn: string
  readonly resourceHans: string | null
  readonly resourceHant: string | null
  readonly resourceEn: string | null
  readonly currency: string | null
  readonly lines: string
}

/** The entries of the ids, with everything that a line of the ledger says. */
export function entriesQuery(ids: Query): Query<LedgerRow> {
  return sql<LedgerRow>`SELECT e.id AS id, e.kind AS kind, e.firm_id AS firmId, f.name_hans AS firmHans,
    f.name_hant AS firmHant, f.name_en AS firmEn, e.occurred_at AS occurredAt, e.posted_at AS postedAt,
    e.period AS period, e.late AS late, e.reason AS reason, e.reverses_id AS reverses, b.id AS bookingId,
    b.number AS bookingNumber, b.person_id AS personId, who.name AS person, b.starts_at AS startsAt,
    b.ends_at AS endsAt, r.id AS resourceId, r.name_hans AS resourceHans, r.name_hant AS resourceHant,
    r.name_en AS resourceEn, r.asset_number AS assetNumber, p.id AS projectId, p.code AS projectCode,
    c1.currency AS currency, s.number AS statement,
    (SELECT json_group_array(json(c.line)) FROM (SELECT line FROM charge WHERE entry_id = e.id ORDER BY seq) c) AS lines
    FROM journal_entry e JOIN firm f ON f.id = e.firm_id LEFT JOIN booking b ON b.id = e.booking_id
    LEFT JOIN charge c1 ON c1.entry_id = e.id AND c1.seq = 1
    LEFT JOIN person who ON who.id = b.person_id LEFT JOIN resource r ON r.id = c1.resource_id
    LEFT JOIN project p ON p.id = c1.project_id LEFT JOIN statement_entry t ON t.entry_id = e.id
    LEFT JOIN statement s ON s.id = t.statement_id WHERE e.id IN (${ids}) LIMIT 1000`
}

function pageOf(rows: readonly LedgerRow[], limit: number): Pick<Ledger, 'entries' | 'next'> {
  const found = rows.map(ledgerEntryOf)
  const inOrder = found.toSorted((a, b) => b.occurredAt - a.occurredAt || (a.id < b.id ? 1 : -1))
  const entries = inOrder.slice(0, limit)
  const last = inOrder.length > limit ? entries.at(-1) : undefined
  return { entries, next: last ? { occurredAt: last.occurredAt, id: last.id } : null }
}

export function ledgerEntryOf(row: LedgerRow): LedgerEntry {
  const { firmHans, firmHant, firmEn, resourceHans, resourceHant, resourceEn, late, lines, currency, ...rest } = row
  const resource = resourceHans === null ? null : { hans: resourceHans, hant: resourceHant ?? '', en: resourceEn ?? '' }
  return {
    ...rest,
    firm: { hans: firmHans, hant: firmHant, en: firmEn },
    resource,
    late: late === 1,
    currency: currency ?? '',
    lines: JSON.parse(lines) as PriceLine[],
  }
}
