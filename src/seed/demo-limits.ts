import { sql, type Query } from '../platform/db/sql.ts'
import { eachPersonRows } from '../quotas/each-person.sql.ts'
import type { QuotaKind, QuotaMeasure, QuotaWindow } from '../quotas/quota.ts'
import type { CastFirm, DemoCast } from './demo-people.ts'

/** Quotas, free machine time, budgets and credit lines of everybody in the demo park. */
export function limitRows({ firms, facilityIds, consortiumId }: DemoCast): Query[] {
  return [
    ...firms.flatMap((firm) => firmLimits(firm, facilityIds)),
    quotaRow('limit', 'consortium', consortiumId, ['category', 'sequencer'], 'seconds', 'quarter', 1_200 * hour),
    ...eachPerson('confocal', 'day', 0, 8 * hour),
    ...eachPerson('cytometer', 'day', 0, 6 * hour),
    ...eachPerson('sorter', 'rolling', 7, 20 * hour),
  ]
}

const hour = 3_600
const yuan = 100

/** Of what a firm has in a month, so much is for each facility. */
const shares = [
  ['IMG', 0.3],
  ['FCM', 0.25],
  ['MSO', 0.6],
] as const

const freeHours = { starter: 8, standard: 20, anchor: 40 }

function firmLimits(firm: CastFirm, facilityIds: DemoCast['facilityIds']): Query[] {
  const cells = facilityIds.get('CEL') ?? ''
  const peakHours = Math.round(firm.monthHours / 20)
  return [
    ...shares.map(([code, share]) => {
      const scope = ['facility', facilityIds.get(code) ?? ''] as const
      return quotaRow('limit', 'firm', firm.id, scope, 'seconds', 'month', Math.round(firm.monthHours * share) * hour)
    }),
    quotaRow('limit', 'firm', firm.id, ['category', 'confocal'], 'seconds', 'week', peakHours * hour, 'peak'),
    quotaRow('entitlement', 'firm', firm.id, ['facility', cells], 'seconds', 'month', freeHours[firm.tier] * hour),
    quotaRow('credit', 'firm', firm.id, ['all', ''], 'amount', 'none', firm.creditYuan * yuan),
    ...firm.projects.flatMap(({ budgetYuan }, at) => {
      if (budgetYuan === null) return []
      return [
        quotaRow('budget', 'project', firm.projectIds[at] ?? '', ['all', ''], 'amount', 'year', budgetYuan * yuan),
      ]
    }),
  ]
}

function eachPerson(category: string, window: QuotaWindow, windowDays: number, limitValue: number): Query[] {
  return eachPersonRows({
    scopeKind: 'category',
    scopeId: category,
    measure: 'seconds',
    window,
    windowDays,
    band: 'all',
    limitValue,
  })
}

function quotaRow(
  kind: QuotaKind,
  subjectKind: 'consortium' | 'firm' | 'project',
  subjectId: string,
  [scopeKind, scopeId]: readonly [kind: string, id: string],
  measure: QuotaMeasure,
  window: QuotaWindow,
  limit: number,
  band: 'all' | 'peak' = 'all',
): Query {
  return sql`INSERT INTO quota (kind, subject_kind, subject_id, scope_kind, scope_id, measure, window, band,
    limit_value)
    VALUES (${kind}, ${subjectKind}, ${subjectId}, ${scopeKind}, ${scopeId}, ${measure}, ${window}, ${band}, ${limit})`
}
