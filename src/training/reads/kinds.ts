import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { sql } from '../../platform/db/sql.ts'
import { heldQualifications } from '../held.sql.ts'
import type { TrainingSession } from '../training-session.ts'
import { kindColumns, kindOf, managedBy, type KindRow, type TrainingKind } from './kind-query.ts'
import { sessionColumns, sessionOf, sessionTables, type SessionRow } from './session-query.ts'

export interface KindCount extends TrainingKind {
  /** Who holds it now, and of these, whose ends within thirty days. */
  readonly holders: number
  readonly ending: number
}

export interface TrainingKinds {
  readonly viewer: Viewer
  readonly kinds: readonly KindCount[]
  /** Sessions ahead, soonest first. */
  readonly sessions: readonly TrainingSession[]
}

/** The trainings that the viewer looks after, in one round trip. Throws Unauthenticated. */
export async function readTrainingKinds(deps: Deps, actor: Actor): Promise<TrainingKinds> {
  const now = deps.now()
  const held = heldQualifications({ now, zone: deps.park().timeZone })
  const holders = sql`FROM ${held} q WHERE q.kind_id = k.id AND q.valid_from <= ${now} AND q.valid_until > ${now}`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    kinds: sql<KindRow & { holders: number; ending: number }>`SELECT * FROM (SELECT ${kindColumns(actor)},
      (SELECT count(*) ${holders}) AS holders,
      (SELECT count(*) ${holders} AND q.valid_until <= ${now + 30 * 86_400}) AS ending
      FROM qualification_kind k WHERE k.id IN (SELECT m.qualification_id FROM resource m
        WHERE m.facility_id IN (${managedBy(actor)}) AND m.qualification_id IS NOT NULL)) ORDER BY en, id LIMIT 200`,
    sessions: sql<SessionRow>`SELECT ${sessionColumns} FROM ${sessionTables}
      WHERE s.facility_id IN (${managedBy(actor)}) AND s.ends_at > ${now} AND s.cancelled_at IS NULL
      ORDER BY s.starts_at, s.id LIMIT 100`,
  })
  return {
    viewer: viewerOf(rows.viewer),
    kinds: rows.kinds.map(({ holders: count, ending, ...row }) => ({ ...kindOf([row]), holders: count, ending })),
    sessions: rows.sessions.map(sessionOf),
  }
}
