import { sql, type Query } from '../platform/db/sql.ts'
import type { QuotaMeasure, QuotaWindow } from './quota.ts'

/**
 * The subject of a limit that is meant for each person alone: one quota, with a counter for each
 * (quota_use.counted_id).
 */
export const eachPerson = '*'

/** A limit for each person alone. `limitValue` counts bookings, or seconds, or minor units. */
export interface EachPersonLimit {
  readonly scopeKind: 'resource' | 'category' | 'facility' | 'all'
  readonly scopeId: string
  readonly measure: QuotaMeasure
  readonly window: QuotaWindow
  readonly windowDays: number
  readonly band: 'all' | 'peak'
  readonly limitValue: number
}

/** Sets what each person may take. */
export function eachPersonRows(limit: EachPersonLimit): Query[] {
  const { scopeKind, scopeId, measure, window, windowDays, band, limitValue } = limit
  const same = sql`kind = 'limit' AND subject_kind = 'person' AND subject_id = ${eachPerson}
    AND scope_kind = ${scopeKind} AND scope_id = ${scopeId}
    AND measure = ${measure} AND window = ${window} AND window_days = ${windowDays} AND band = ${band}`
  return [
    sql`UPDATE quota SET limit_value = ${limitValue}, version = version + 1 WHERE ${same}
      AND limit_value <> ${limitValue}`,
    sql`INSERT INTO quota (kind, subject_kind, subject_id, scope_kind, scope_id, measure, window, window_days, band,
      limit_value)
      SELECT 'limit', 'person', ${eachPerson}, ${scopeKind}, ${scopeId}, ${measure}, ${window}, ${windowDays},
        ${band}, ${limitValue}
      WHERE NOT EXISTS (SELECT 1 FROM quota WHERE ${same})`,
  ]
}
