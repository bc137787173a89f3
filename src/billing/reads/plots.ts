import type { Actor, Deps } from '../../deps.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { addDays } from '../../kernel/wall-clock.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { periodOf } from '../period.ts'
import type { UsedSpan } from '../use-by-hour.ts'

export interface MonthSpend {
  readonly period: string
  readonly amountMinor: number
}

export interface ResourceSpend {
  readonly resourceId: string
  readonly hans: string
  readonly hant: string
  readonly en: string
  readonly amountMinor: number
}

export interface Plots {
  readonly viewer: Viewer
  readonly months: readonly MonthSpend[]
  readonly resources: readonly ResourceSpend[]
  readonly spans: readonly UsedSpan[]
  /** Units that can be had: what a use rate is reckoned on. */
  readonly units: number
}

/** How far back uses are counted: whole weeks, so that every weekday counts as often. */
export const plotWeeks = 4

/**
 * Twelve months of spending and four weeks of use, in one round trip: of the viewer's firms, of all to the park's
 * finance people. Throws Unauthenticated.
 */
export async function readPlots(deps: Deps, actor: Actor): Promise<Plots> {
  const now = deps.now()
  const { timeZone: zone } = deps.park()
  const period = periodOf(now, zone)
  const ours = scope(actor)
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    months: sql<MonthSpend>`${ours} SELECT e.period AS period, sum(c.amount_minor) AS amountMinor
      FROM (${entriesOf(periodsTo(period))}) e CROSS JOIN charge c ON c.entry_id = e.id GROUP BY e.period LIMIT 12`,
    resources: sql<ResourceSpend>`${ours} SELECT c.resource_id AS resourceId, r.name_hans AS hans,
      r.name_hant AS hant, r.name_en AS en, sum(c.amount_minor) AS amountMinor
      FROM (${entriesOf(periodsTo(period).slice(-3))}) e CROSS JOIN charge c ON c.entry_id = e.id
      CROSS JOIN resource r ON r.id = c.resource_id GROUP BY c.resource_id ORDER BY amountMinor DESC LIMIT 10`,
    spans: spansQuery(ours, now - plotWeeks * 7 * 86_400, now),
    units: sql<{ units: number }>`SELECT count(*) AS units FROM unit u CROSS JOIN resource r ON r.id = u.resource_id
      WHERE u.state = 'active' AND r.state = 'published' LIMIT 1`,
  })
  const { viewer, units, ...found } = rows
  return { viewer: viewerOf(viewer), ...found, units: units[0]?.units ?? 0 }
}

/** A firm's spending by month, this one last; `firm` is its id as a select of one value. */
export function monthsQuery(ours: Query, firm: Query, period: string): Query<MonthSpend> {
  return sql<MonthSpend>`${ours} SELECT e.period AS period, sum(c.amount_minor) AS amountMinor
    FROM json_each(${json(periodsTo(period))}) w CROSS JOIN journal_entry e INDEXED BY journal_entry_firm_month
      ON e.firm_id = ${firm} AND e.period = w.value
    CROSS JOIN charge c ON c.entry_id = e.id GROUP BY e.period LIMIT 12`
}

/** Twelve months, the last one named. */
export function periodsTo(period: string): string[] {
  const periods = [period]
  while (periods.length < 12) periods.unshift(addDays(`${periods[0]}-01`, -1).slice(0, 7))
  return periods
}

/** `every`: a row where it is everybody's money; `firms`: else the firms whose money the viewer sees. */
function scope({ tokenHash }: Actor): Query {
  return sql`WITH mine AS MATERIALIZED (SELECT r.role AS role, r.firm_id AS firm FROM session s
      CROSS JOIN role r ON r.person_id = s.person_id WHERE s.token_hash = ${tokenHash}),
    every AS MATERIALIZED (SELECT 1 AS yes FROM mine WHERE role IN (${rolesThatMay('see-park-money')}) LIMIT 1),
    firms AS MATERIALIZED (SELECT DISTINCT firm AS id FROM mine WHERE firm IS NOT NULL
      AND role IN (${rolesThatMay('see-firm-money')}) AND NOT EXISTS (SELECT 1 FROM every))`
}

function entriesOf(periods: readonly string[]): Query {
  const wanted = json(periods)
  return sql`SELECT e.id, e.period FROM every CROSS JOIN json_each(${wanted}) w CROSS JOIN journal_entry e
      INDEXED BY journal_entry_month ON e.period = w.value
    UNION ALL SELECT e.id, e.period FROM firms s CROSS JOIN json_each(${wanted}) w CROSS JOIN journal_entry e
      INDEXED BY journal_entry_firm_month ON e.firm_id = s.id AND e.period = w.value`
}

function spansQuery(ours: Query, from: Instant, to: Instant): Query<UsedSpan> {
  const when = sql`e.occurred_at >= ${from} AND e.occurred_at < ${to} AND e.kind = 'usage'`
  return sql<UsedSpan>`${ours} ${spansOf(sql`
    SELECT e.booking_id AS id FROM every CROSS JOIN journal_entry e INDEXED BY journal_entry_when WHERE ${when}
      UNION ALL SELECT e.booking_id FROM firms s CROSS JOIN journal_entry e INDEXED BY journal_entry_firm
        ON e.firm_id = s.id WHERE ${when}`)}`
}

/** When one machine was used these last weeks, whoever pays for it. */
export function machineSpansQuery(id: ResourceId, now: Instant): Query<UsedSpan> {
  return spansOf(sql`SELECT u.id AS id FROM booking u INDEXED BY booking_resource WHERE u.resource_id = ${id}
    AND u.starts_at >= ${now - plotWeeks * 7 * 86_400} AND u.starts_at < ${now} AND u.state = 'completed'`)
}

/** In quarter hours, of the bookings that a select of ids names. */
function spansOf(bookings: Query): Query<UsedSpan> {
  return sql<UsedSpan>`SELECT coalesce(b.checked_in_at, b.starts_at) / 900 AS "from",
      (coalesce(b.checked_out_at, b.ends_at) + 899) / 900 AS until, count(*) AS uses
    FROM (${bookings}) e CROSS JOIN booking b ON b.id = e.id GROUP BY 1, 2 LIMIT 50000`
}
