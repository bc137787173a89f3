import type { QuotaId } from '../../kernel/id.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { limitNow } from '../limit-now.sql.ts'
import type { Quota, QuotaUse } from '../quota.ts'

export interface QuotaRow extends Omit<Quota, 'id' | 'use'> {
  readonly id: number
  readonly use: string
}

/**
 * Every quota that a booker, a project and its firm stand under for these resources, with its counters in the given
 * buckets.
 */
export function quotasQuery(
  { bookerId, projectId, resources }: { bookerId: Query; projectId: Query; resources: Query },
  buckets: readonly number[],
): Query<QuotaRow> {
  // Bucket 0 stands for a window without end; days before 1970 lie below it.
  const first = Math.min(...buckets.filter((bucket) => bucket !== 0))
  const last = Math.max(...buckets)
  return sql<QuotaRow>`WITH payer AS MATERIALIZED (SELECT p.id AS project, f.id AS firm, f.consortium_id AS consortium
      FROM project p JOIN firm f ON f.id = p.firm_id WHERE p.id = ${projectId}),
    subject AS (SELECT 'person' AS kind, ${bookerId} AS id UNION ALL SELECT 'project', project FROM payer
      UNION ALL SELECT 'firm', firm FROM payer UNION ALL SELECT 'consortium', consortium FROM payer WHERE consortium
      IS NOT NULL),
    asked AS MATERIALIZED (SELECT r.id, r.category_id, r.facility_id FROM resource r WHERE r.id IN (${resources}))
    SELECT ${quotaColumns(json(buckets), first, last, limitNow)} FROM asked r CROSS JOIN subject s
    CROSS JOIN quota q ON q.subject_kind = s.kind AND q.subject_id IN (s.id, '*')
      AND q.scope_id IN ('', r.id, r.category_id, r.facility_id) LIMIT 2000`
}

/**
 * The columns of a quota `q` of a subject `s` with its use in the buckets; a rolling window needs every day that
 * shares one with them.
 */
export function quotaColumns(buckets: string, first: number, last: number, limit = sql`q.limit_value`): Query {
  const counted = sql`CASE q.subject_id WHEN '*' THEN s.id ELSE '' END`
  return sql`q.id AS id, q.kind AS kind, q.subject_kind AS subjectKind, q.subject_id AS subjectId, ${counted} AS
    countedId,
    q.scope_kind AS scopeKind, q.scope_id AS scopeId, q.measure AS measure, q.window AS window, q.window_days AS
    windowDays,
    q.band AS band, ${limit} AS "limit", q.version AS version,
    CASE q.window WHEN 'rolling' THEN (SELECT json_group_array(json_array(u.bucket, u.used, u.waived)) FROM quota_use u
        WHERE u.quota_id = q.id AND u.counted_id = ${counted}
          AND u.bucket BETWEEN ${first} - q.window_days + 1 AND ${last} + q.window_days - 1)
      ELSE (SELECT json_group_array(json_array(u.bucket, u.used, u.waived)) FROM quota_use u
        WHERE u.quota_id = q.id AND u.counted_id = ${counted} AND u.bucket IN (SELECT value FROM
        json_each(${buckets}))) END AS "use"`
}

/** The quotas of the rows; one that covers several of the resources comes with each of them. */
export function quotasOf(rows: readonly QuotaRow[]): Quota[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()].map(quotaOf)
}

export function quotaOf({ use, ...row }: QuotaRow): Quota {
  const counters = JSON.parse(use) as [number, number, number][]
  const counted = counters.map(([bucket, used, waived]): [number, QuotaUse] => [bucket, { used, waived }])
  return { ...row, id: row.id as QuotaId, use: new Map(counted) }
}
