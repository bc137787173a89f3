import type { TrainingSessionId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { TrainingSession } from '../training-session.ts'
import { sessionColumns, sessionOf, sessionTables, type SessionRow } from './session-query.ts'

/** A session ahead, as somebody who may sign up sees it. */
export interface OpenSession extends TrainingSession {
  readonly mine: boolean
}

type OpenRow = SessionRow & { mine: number }

/** Sessions ahead, soonest first, each with whether the person has a seat; a cancelled one only for those who had. */
export function openSessionsQuery(me: Query, at: Instant): Query<OpenRow> {
  const mine = sql`EXISTS (SELECT 1 FROM training_seat c WHERE c.session_id = s.id AND c.person_id = ${me})`
  return sql<OpenRow>`SELECT ${sessionColumns}, ${mine} AS mine FROM ${sessionTables}
    WHERE s.starts_at > ${at} AND (s.cancelled_at IS NULL OR ${mine}) ORDER BY s.starts_at, s.id LIMIT 100`
}

/** One session, for whoever may see it: everybody who is signed in. */
export function openSessionQuery(me: Query, id: TrainingSessionId): Query<OpenRow> {
  return sql<OpenRow>`SELECT ${sessionColumns},
    EXISTS (SELECT 1 FROM training_seat c WHERE c.session_id = s.id AND c.person_id = ${me}) AS mine
    FROM ${sessionTables} WHERE s.id = ${id} LIMIT 1`
}

export function openSessionsOf(rows: readonly OpenRow[]): OpenSession[] {
  return rows.map(({ mine, ...row }) => ({ ...sessionOf(row), mine: mine === 1 }))
}
