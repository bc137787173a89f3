import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { EntryId, FirmId, ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { LedgerEntry } from '../ledger-entry.ts'
import type { PriceLine } from '../price-line.ts'

/** Which entries of the ledger, newest first. */
export interface LedgerWish {
  readonly firmId: FirmId | null
  readonly resourceId: ResourceId | null
  readonly from: Instant | null
  readonly to: Instant | null
  readonly after: LedgerPlace | null
}

export interface LedgerPlace {
  readonly occurredAt: Instant
  readonly id: EntryId
}

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
    entries: entriesQuery(actor, wish, limit + 1),
  })
  const viewer = viewerOf(rows.viewer)
  const found = rows.entries.map(ledgerEntryOf)
  const inOrder = found.toSorted((a, b) => b.occurredAt - a.occurredAt || (a.id < b.id ? 1 : -1))
  const entries = inOrder.slice(0, limit)
  const last = inOrder.length > limit ? entries.at(-1) : undefined
  return { viewer, entries, next: last ? { occurredAt: last.occurredAt, id: last.id } : null }
}

type LedgerRow = Omit<LedgerEntry, 'firm' | 'resource' | 'late' | 'lines' | 'currency'> & {
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

function entriesQuery(actor: Actor, wish: LedgerWish, rows: number): Query<LedgerRow> {
  return sql<LedgerRow>`SELECT e.id AS id, e.kind AS kind, e.firm_id AS firmId, f.name_hans AS firmHans, f.name_hant
    AS firmHant,
    f.name_en AS firmEn, e.occurred_at AS occurredAt, e.posted_at AS postedAt, e.period AS period, e.late AS late,
    e.reason AS reason, e.reverses_id AS reverses, b.id AS bookingId, b.number AS bookingNumber, who.name AS person,
    b.starts_at AS startsAt, b.ends_at AS endsAt, r.id AS resourceId, r.name_hans AS resourceHans, r.name_hant AS
    resourceHant,
    r.name_en AS resourceEn, r.asset_number AS assetNumber, p.id AS projectId, p.code AS projectCode, b.currency AS
    currency,
    (SELECT json_group_array(json(c.line)) FROM (SELECT line FROM charge WHERE entry_id = e.id ORDER BY seq) c) AS lines
    FROM journal_entry e JOIN firm f ON f.id = e.firm_id LEFT JOIN booking b ON b.id = e.booking_id
    LEFT JOIN person who ON who.id = b.person_id LEFT JOIN resource r ON r.id = b.resource_id
    LEFT JOIN project p ON p.id = b.project_id WHERE e.id IN (${visibleIds(actor, wish, rows)}) LIMIT 1000`
}

/**
 * Ids of a page. Of the park's people without a firm in mind it walks the whole ledger backwards by its time; of
 * anybody else, and for one firm, each firm backwards by its time. A page visits about a page's worth of rows, however
 * long the history.
 */
function visibleIds(actor: Actor, wish: LedgerWish, rows: number): Query {
  const order = sql`ORDER BY e.occurred_at DESC, e.id DESC`
  const ofFirm = sql`SELECT e.id FROM journal_entry e INDEXED BY journal_entry_firm WHERE e.firm_id = s.id AND
    ${fitting(wish)}`
  const anyFirm = wish.firmId === null
  return sql`SELECT id FROM (
    WITH me AS MATERIALIZED (SELECT person_id AS id FROM session WHERE token_hash = ${actor.tokenHash}),
      mine AS MATERIALIZED (SELECT role, firm_id FROM role WHERE person_id = (SELECT id FROM me)),
      park AS MATERIALIZED (SELECT 1 FROM mine WHERE role IN (${rolesThatMay('see-park-money')}) LIMIT 1),
      firms AS MATERIALIZED (SELECT firm_id AS id FROM mine WHERE role IN (${rolesThatMay('see-firm-money')})
        AND (${anyFirm} OR firm_id = ${wish.firmId})
        UNION SELECT f.id FROM park CROSS JOIN firm f WHERE f.id = ${wish.firmId}),
      whole AS (SELECT e.id FROM journal_entry e INDEXED BY journal_entry_when WHERE ${fitting(wish)} ${order}
        LIMIT CASE WHEN ${anyFirm} AND EXISTS (SELECT 1 FROM park) THEN ${rows} ELSE 0 END),
      stream AS (SELECT id FROM whole UNION SELECT e.id FROM firms s CROSS JOIN journal_entry e ON e.id IN (${ofFirm}
      ${order} LIMIT ${rows}))
    SELECT e.id AS id FROM stream CROSS JOIN journal_entry e ON e.id = stream.id ${order} LIMIT ${rows})`
}

function fitting({ resourceId, from, to, after }: LedgerWish): Query {
  const far = Number.MAX_SAFE_INTEGER
  const ofResource =
    resourceId === null
      ? sql`1`
      : sql`EXISTS (SELECT 1 FROM charge c WHERE c.entry_id = e.id AND c.resource_id = ${resourceId})`
  const past = after ? sql`(e.occurred_at, e.id) < (${after.occurredAt}, ${after.id})` : sql`1`
  return sql`e.occurred_at >= ${from ?? -far} AND e.occurred_at < ${to ?? far} AND ${past} AND ${ofResource}`
}

function ledgerEntryOf(row: LedgerRow): LedgerEntry {
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
