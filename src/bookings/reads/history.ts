import { personName } from '../../firms/person-name.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import type { BookingId, PersonId, StationId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import type { Approver } from '../../resources/approval-rule.ts'
import { sql, type Query } from '../../platform/db/sql.ts'

/** What happened to a booking once: each version has one. */
export interface HistoryEntry {
  readonly version: number
  readonly at: Instant
  /** `booking.moved`; the state's own name where the state says it all. */
  readonly action: string
  /** Null when the clock did it, or whoever consented: they are told by role. */
  readonly by: { readonly id: PersonId | StationId; readonly name: string } | null
  /** Whose consent was given or refused. */
  readonly as: readonly Approver[]
  /** What the person who did it gave as the reason. */
  readonly reason: string | null
}

export interface HistoryRow {
  readonly version: number
  readonly at: Instant
  readonly action: string
  readonly actorId: string
  readonly actorName: string | null
  readonly steps: string
  readonly reason: string | null
}

/**
 * The audit rows of a booking, oldest first. Only the reason leaves their detail: the rest may speak of other firms.
 */
export function historyQuery(id: BookingId): Query<HistoryRow> {
  return sql<HistoryRow>`SELECT a.entity_version AS version, a.at AS at, a.action AS action, a.actor_id AS actorId,
    CASE WHEN a.detail ->> '$.steps' IS NULL THEN coalesce(p.name, t.name) END AS actorName,
    coalesce(a.detail -> '$.steps', '[]') AS steps, coalesce(a.detail ->> '$.reason', a.detail ->> '$.note',
      a.detail ->> '$.override.reason') AS reason
    FROM audit a LEFT JOIN person p ON p.id = a.actor_id
    LEFT JOIN station t ON t.id = a.actor_id WHERE a.entity = ${id} ORDER BY a.entity_version LIMIT 200`
}

export function historyOf(rows: readonly HistoryRow[]): HistoryEntry[] {
  return rows.map(({ version, at, action, actorId, actorName, steps, reason }) => ({
    version,
    at,
    action,
    by: actorName === null ? null : { id: actorId as PersonId, name: actorName },
    as: JSON.parse(steps) as Approver[],
    reason,
  }))
}

/** A booking's history as the API shows it. */
export function historyDocument(history: readonly HistoryEntry[], locale: Locale) {
  return history.map((entry) => ({
    ...entry,
    at: formatInstant(entry.at),
    by: entry.by && { ...entry.by, name: personName(entry.by.name, locale) },
  }))
}
