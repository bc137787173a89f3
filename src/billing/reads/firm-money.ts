import type { Actor, Deps, Names } from '../../deps.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { FirmId, PersonId, ProjectId, ResourceId } from '../../kernel/id.ts'
import { spanOfDay } from '../../kernel/wall-clock.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { limitNow } from '../../quotas/limit-now.sql.ts'
import { bucketOf, bucketsTouched } from '../../quotas/quota-window.ts'
import type { Quota } from '../../quotas/quota.ts'
import { usedIn } from '../../quotas/reads/list-quotas.ts'
import { quotaColumns, quotaOf, type QuotaRow } from '../../quotas/reads/quotas-query.ts'
import { periodEnd, periodOf } from '../period.ts'
import { monthsQuery, type MonthSpend } from './plots.ts'

/** What one person's use of one resource for one project came to. */
export interface Spent {
  readonly personId: PersonId | null
  readonly person: string | null
  readonly projectId: ProjectId
  readonly project: string
  readonly resourceId: ResourceId
  readonly hans: string
  readonly hant: string
  readonly en: string
  readonly amountMinor: number
}

export interface QuotaLeft {
  readonly quota: Quota
  readonly whose: string
  /** What it is limited to; null for everything. */
  readonly scope: Names | null
  readonly used: number
}

export interface FirmMoney {
  readonly viewer: Viewer
  readonly firm: Names & { readonly id: FirmId }
  /** False for a member who sees their own part alone. */
  readonly isWhole: boolean
  readonly period: string
  readonly spent: readonly Spent[]
  /** Priced bookings that end this month and are not billed yet. */
  readonly held: { readonly bookings: number; readonly amountMinor: number }
  readonly quotas: readonly QuotaLeft[]
  readonly months: readonly MonthSpend[]
}

/**
 * A firm's month so far in one round trip: all of it for who looks after its money, their own part for any other
 * member. Throws Unauthenticated; NotFound for a firm that is not the viewer's.
 */
export async function readFirmMoney(deps: Deps, actor: Actor, firmId: FirmId | null): Promise<FirmMoney> {
  const now = deps.now()
  const { timeZone: zone } = deps.park()
  const period = periodOf(now, zone)
  const buckets = bucketsTouched([{ startsAt: now, endsAt: now + 1 }], zone)
  const mine = scope(actor, firmId)
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    firms: sql<Names & { id: FirmId; isWhole: number }>`WITH ${mine} SELECT f.id AS id, f.name_hans AS hans,
      f.name_hant AS hant, f.name_en AS en, m.whole AS isWhole FROM mine m CROSS JOIN firm f ON f.id = m.firm LIMIT 1`,
    spent: spentQuery(mine, period),
    held: heldQuery(mine, spanOfDay(`${period}-01`, zone).startsAt, periodEnd(period, zone)),
    quotas: leftQuery(mine, buckets),
    months: monthsQuery(sql`WITH ${mine}`, sql`(SELECT firm FROM mine WHERE whole)`, period),
  })
  const viewer = viewerOf(rows.viewer)
  const [firm] = rows.firms
  if (!firm) throw new NotFound('firm')
  const { isWhole, ...names } = firm
  return {
    viewer,
    firm: names,
    isWhole: isWhole === 1,
    period,
    spent: rows.spent,
    held: rows.held[0] ?? { bookings: 0, amountMinor: 0 },
    quotas: rows.quotas.map((row) => leftOf(row, now, zone)),
    months: rows.months,
  }
}

/** `mine`: the firm that is asked for, or the one that this browser acts for, or the first; `whole` 1 for its money. */
function scope({ tokenHash }: Actor, firmId: FirmId | null): Query {
  return sql`me AS MATERIALIZED
      (SELECT person_id AS id, firm_id AS acting FROM session WHERE token_hash = ${tokenHash}),
    mine AS MATERIALIZED (SELECT r.firm_id AS firm, max(r.role IN (${rolesThatMay('see-firm-money')})) AS whole,
      me.id AS person
      FROM me CROSS JOIN role r ON r.person_id = me.id AND r.firm_id IS NOT NULL
      WHERE ${firmId === null} OR r.firm_id = ${firmId}
      GROUP BY r.firm_id ORDER BY r.firm_id = me.acting DESC, r.firm_id LIMIT 1)`
}

const isSeen = sql`(m.whole OR b.person_id = m.person)`

function spentQuery(mine: Query, period: string): Query<Spent> {
  return sql<Spent>`WITH ${mine} SELECT b.person_id AS personId, w.name AS person, c.project_id AS projectId,
      p.code AS project, c.resource_id AS resourceId, r.name_hans AS hans, r.name_hant AS hant, r.name_en AS en,
      sum(c.amount_minor) AS amountMinor
    FROM mine m CROSS JOIN journal_entry e INDEXED BY journal_entry_firm_month
      ON e.firm_id = m.firm AND e.period = ${period}
    CROSS JOIN charge c ON c.entry_id = e.id LEFT JOIN booking b ON b.id = e.booking_id
    LEFT JOIN person w ON w.id = b.person_id CROSS JOIN project p ON p.id = c.project_id
    CROSS JOIN resource r ON r.id = c.resource_id
    WHERE ${isSeen} GROUP BY b.person_id, c.project_id, c.resource_id ORDER BY amountMinor DESC LIMIT 5000`
}

// A booking is of the month that holds its last second, and none takes longer than a month.
function heldQuery(mine: Query, from: number, until: number): Query<FirmMoney['held']> {
  return sql<FirmMoney['held']>`WITH ${mine} SELECT count(*) AS bookings, ifnull(sum(b.price_minor), 0) AS amountMinor
    FROM mine m CROSS JOIN booking b INDEXED BY booking_firm ON b.firm_id = m.firm
      AND b.starts_at >= ${from - 31 * 86_400} AND b.starts_at < ${until}
    WHERE b.ends_at > ${from} AND b.ends_at <= ${until} AND b.settlement IN ('held', 'due')
      AND b.state IN ('offered', 'pending', 'confirmed', 'in-use', 'completed') AND ${isSeen} LIMIT 1`
}

interface LeftRow extends QuotaRow {
  readonly whose: string
  readonly scopeHans: string | null
  readonly scopeHant: string | null
  readonly scopeEn: string | null
}

function leftQuery(mine: Query, buckets: readonly number[]): Query<LeftRow> {
  const first = Math.min(...buckets.filter((bucket) => bucket !== 0))
  const named = (column: string) => sql`coalesce(r.${name(column)}, k.${name(column)}, a.${name(column)})`
  return sql<LeftRow>`WITH ${mine},
      subject AS MATERIALIZED (SELECT 'firm' AS kind, firm AS id, '' AS whose FROM mine WHERE whole
        UNION ALL SELECT 'project', p.id, p.code FROM mine m CROSS JOIN project p ON p.firm_id = m.firm
          WHERE m.whole AND p.state = 'open'
        UNION ALL SELECT 'person', person, '' FROM mine WHERE NOT whole)
    SELECT ${quotaColumns(json(buckets), first, Math.max(...buckets), limitNow)}, s.whose AS whose,
      ${named('name_hans')} AS scopeHans, ${named('name_hant')} AS scopeHant, ${named('name_en')} AS scopeEn
    FROM subject s CROSS JOIN quota q ON q.subject_kind = s.kind AND q.subject_id = s.id
      LEFT JOIN resource r ON q.scope_kind = 'resource' AND r.id = q.scope_id
      LEFT JOIN category k ON q.scope_kind = 'category' AND k.id = q.scope_id
      LEFT JOIN facility a ON q.scope_kind = 'facility' AND a.id = q.scope_id
    ORDER BY q.kind, q.id LIMIT 300`
}

function name(column: string): Query {
  return column === 'name_hans' ? sql`name_hans` : column === 'name_hant' ? sql`name_hant` : sql`name_en`
}

function leftOf(row: LeftRow, now: number, zone: string): QuotaLeft {
  const { whose, scopeHans, scopeHant, scopeEn, ...stored } = row
  const quota = quotaOf(stored)
  const scoped = scopeHans === null ? null : { hans: scopeHans, hant: scopeHant ?? '', en: scopeEn ?? '' }
  return { quota, whose, scope: scoped, used: usedIn(quota, bucketOf(now, quota.window, zone)) }
}
