import type { QuotaId } from '../kernel/id.ts'

export type QuotaKind = 'limit' | 'entitlement' | 'budget' | 'credit'
export type QuotaMeasure = 'seconds' | 'bookings' | 'amount' | 'open-bookings'
export type QuotaWindow = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'rolling' | 'none'

/**
 * An upper limit for a subject over a set of resources, per window. Budgets, credit lines and free machine time are of
 * the same kind.
 */
export interface Quota {
  readonly id: QuotaId
  readonly kind: QuotaKind
  readonly subjectKind: 'consortium' | 'firm' | 'project' | 'person'
  /** `*` is a limit for each subject of the kind alone. */
  readonly subjectId: string
  /** Of a limit for each: whose use this is; empty for any other. */
  readonly countedId: string
  readonly scopeKind: 'resource' | 'category' | 'facility' | 'all'
  readonly scopeId: string
  readonly measure: QuotaMeasure
  readonly window: QuotaWindow
  readonly windowDays: number
  readonly band: 'all' | 'peak'
  readonly limit: number
  readonly version: number
  /** Use by bucket: the epoch day on which a window begins, 0 for a window without end. */
  readonly use: ReadonlyMap<number, QuotaUse>
}

export interface QuotaUse {
  readonly used: number
  readonly waived: number
}

/** What one booking takes of one quota in one window. */
export interface QuotaClaim {
  readonly quotaId: QuotaId
  readonly countedId: string
  readonly bucket: number
  readonly amount: number
  /** The part that a lab manager's grant lets pass the limit. */
  readonly waived: number
}

/** Whether two claims count in the same window of the same quota. */
export function isSameCounter(a: QuotaClaim, b: QuotaClaim): boolean {
  return a.quotaId === b.quotaId && a.countedId === b.countedId && a.bucket === b.bucket
}
