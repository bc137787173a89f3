import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import { newId, type PersonId, type TrainingSessionId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { TrainingSession } from '../training-session.ts'
import { sessionColumns, sessionOf, sessionTables, type SessionRow } from './session-query.ts'

export interface Attendee {
  readonly personId: PersonId
  readonly name: string
  readonly email: string
  /** Null until attendance is taken. */
  readonly attended: boolean | null
}

export interface SessionPage {
  readonly viewer: Viewer
  readonly session: TrainingSession
  /** In the order in which they signed up. */
  readonly attendees: readonly Attendee[]
  readonly formKey: string
}

export function sessionQuery(id: TrainingSessionId): Query<SessionRow> {
  return sql<SessionRow>`SELECT ${sessionColumns} FROM ${sessionTables} WHERE s.id = ${id} LIMIT 1`
}

/** Throws NotFound for a session at a facility that is not the viewer's. */
export function managedSession(rows: readonly SessionRow[], viewer: Viewer): TrainingSession {
  const [row] = rows
  if (!row || !managesFacility(viewer, row.facilityId)) throw new NotFound('training session')
  return sessionOf(row)
}

export interface SeatRow {
  personId: PersonId
  name: string
  email: string
  attended: number | null
}

export function seatsQuery(id: TrainingSessionId): Query<SeatRow> {
  return sql<SeatRow>`SELECT c.person_id AS personId, p.name AS name, p.email AS email, c.attended AS attended
    FROM training_seat c JOIN person p ON p.id = c.person_id WHERE c.session_id = ${id}
    ORDER BY c.taken_at, c.person_id LIMIT 200`
}

/** A session and who comes, for those who hold it. Throws Unauthenticated, NotFound. */
export async function readSessionPage(deps: Deps, actor: Actor, id: TrainingSessionId): Promise<SessionPage> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    sessions: sessionQuery(id),
    seats: seatsQuery(id),
  })
  const viewer = viewerOf(rows.viewer)
  return {
    viewer,
    session: managedSession(rows.sessions, viewer),
    attendees: rows.seats.map((seat) => ({ ...seat, attended: seat.attended === null ? null : seat.attended === 1 })),
    formKey: newId('frm', deps.now() * 1000, deps.entropy),
  }
}
