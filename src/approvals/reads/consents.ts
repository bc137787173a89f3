import type { BookingId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { approvers, type Approver } from '../../resources/approval-rule.ts'

/** A consent as the booking's own people see it: whose it is by role, never by name. */
export interface Consent {
  readonly by: Approver
  readonly decision: 'approved' | 'rejected' | 'ahead' | 'over' | null
  readonly decideBy: Instant
  readonly decidedAt: Instant | null
  readonly reason: string
  /** Of one given ahead: until when it stands. */
  readonly aheadUntil: Instant | null
}

export function consentsQuery(id: BookingId): Query<Consent> {
  return sql<Consent>`SELECT a.step AS "by", a.decision AS decision, a.decide_by AS decideBy, a.decided_at AS decidedAt,
    a.reason AS reason, g.ends_at AS aheadUntil
    FROM approval a LEFT JOIN preapproval g ON g.id = a.preapproval_id WHERE a.booking_id = ${id} LIMIT 10`
}

export function consentsOf(rows: readonly Consent[]): Consent[] {
  return rows.toSorted((a, b) => approvers.indexOf(a.by) - approvers.indexOf(b.by))
}
