import type { Instant } from '../kernel/interval.ts'
import { sql, type Query } from '../platform/db/sql.ts'

/** That something is wrong and known, without who said so. */
export interface KnownFault {
  readonly reportedAt: Instant
  readonly usable: boolean
}

export interface KnownFaultRow {
  readonly reportedAt: Instant
  readonly usable: number
}

/** The worst report of a resource that is still open, the latest of those. `resourceId` is a scalar. */
export function openFaultQuery(resourceId: Query): Query<KnownFaultRow> {
  return sql<KnownFaultRow>`SELECT reported_at AS reportedAt, usable FROM fault_report
    WHERE resource_id = ${resourceId} AND state = 'open' ORDER BY usable, reported_at DESC LIMIT 1`
}

export function openFaultOf([row]: readonly KnownFaultRow[]): KnownFault | null {
  return row ? { reportedAt: row.reportedAt, usable: row.usable === 1 } : null
}
