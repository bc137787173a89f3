import { noPeriod, periodEnd } from '../../billing/period.ts'
import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { FirmId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { spanOfDay } from '../../kernel/wall-clock.ts'
import { sql, type Query } from '../../platform/db/sql.ts'

/** A firm with entries on no statement yet. */
export interface UnstatedFirm extends Names {
  readonly firmId: FirmId
  readonly entries: number
  readonly totalMinor: number
}

/** What has to be seen before a period is closed. */
export interface Checklist {
  readonly viewer: Viewer
  readonly period: string
  readonly isOver: boolean
  readonly state: 'open' | 'closed'
  readonly closedAt: Instant | null
  readonly statements: { readonly count: number; readonly lines: number; readonly totalMinor: number }
  /** Up to `mostFirms`, by name. */
  readonly unstated: readonly UnstatedFirm[]
  readonly unstatedFirms: number
  readonly unstatedMinor: number
  /** Bookings that ended in the period and are not billed yet. */
  readonly unsettled: number
  /** Uses of the period that a lab manager has yet to look at. */
  readonly unreviewed: number
  readonly openObjections: number
  /** Statements of less than nothing: credits that the firm gets back. */
  readonly negative: number
}

const mostFirms = 200

/** The checklist of a period. Throws Unauthenticated. */
export async function readPeriod(deps: Deps, actor: Actor, period: string): Promise<Checklist> {
  const now = deps.now()
  const { timeZone: zone } = deps.park()
  const endsAt = periodEnd(period, zone)
  const from = spanOfDay(`${period}-01`, zone).startsAt
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    state: sql<{ state: 'open' | 'closed'; closedAt: Instant | null }>`SELECT state, closed_at AS closedAt
      FROM billing_period WHERE period = ${period} LIMIT 1`,
    statements: sql<{ count: number; lines: number; totalMinor: number; negative: number }>`SELECT count(*) AS count,
      ifnull(sum(lines), 0) AS lines, ifnull(sum(total_minor), 0) AS totalMinor,
      ifnull(sum(total_minor < 0), 0) AS negative FROM statement WHERE period = ${period} LIMIT 1`,
    unstated: unstatedQuery(period),
    waiting: sql<{ unsettled: number }>`SELECT count(*) AS unsettled FROM booking INDEXED BY booking_unsettled
      WHERE settlement IN ('held', 'due') AND ends_at > ${from} AND ends_at <= ${endsAt} LIMIT 1`,
    unreviewed: sql<{ n: number }>`SELECT count(*) AS n FROM facility f CROSS JOIN usage_review u
      ON u.facility_id = f.id AND u.decided_at IS NULL AND u.compare_at IS NULL AND u.ends_at > ${from}
        AND u.ends_at <= ${endsAt} LIMIT 1`,
    objections: openObjections(period),
  })
  const viewer = viewerOf(rows.viewer)
  if (period === noPeriod) throw new NotFound('period')
  const { count = 0, lines = 0, totalMinor = 0, negative = 0 } = rows.statements[0] ?? {}
  return {
    viewer,
    period,
    isOver: endsAt <= now,
    state: rows.state[0]?.state ?? 'open',
    closedAt: rows.state[0]?.closedAt ?? null,
    statements: { count, lines, totalMinor },
    negative,
    unstated: rows.unstated.slice(0, mostFirms),
    unstatedFirms: rows.unstated.length,
    unstatedMinor: rows.unstated.reduce((sum, firm) => sum + firm.totalMinor, 0),
    unsettled: rows.waiting[0]?.unsettled ?? 0,
    unreviewed: rows.unreviewed[0]?.n ?? 0,
    openObjections: rows.objections[0]?.open ?? 0,
  }
}

// By the index of open ones alone, which has them by `raised_at`.
function openObjections(period: string): Query<{ open: number }> {
  return sql<{ open: number }>`SELECT count(*) AS open FROM objection o CROSS JOIN statement s ON s.id = o.statement_id
    WHERE o.state = 'open' AND o.raised_at > 0 AND s.period <= ${period} LIMIT 1`
}

function unstatedQuery(period: string): Query<UnstatedFirm> {
  return sql<UnstatedFirm>`SELECT f.id AS firmId, f.name_hans AS hans, f.name_hant AS hant, f.name_en AS en,
    count(DISTINCT u.entry_id) AS entries, ifnull(sum(c.amount_minor), 0) AS totalMinor
    FROM unstated_entry u JOIN firm f ON f.id = u.firm_id LEFT JOIN charge c ON c.entry_id = u.entry_id
    WHERE u.period <= ${period} GROUP BY f.id ORDER BY f.name_en, f.id LIMIT 2000`
}
