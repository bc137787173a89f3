import { sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { viewersProjects, type ProjectRow } from '../../bookings/reads/viewer-projects.ts'
import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'

export interface Settings {
  readonly viewer: Viewer
  /** On which they may choose to book. */
  readonly projects: readonly ProjectRow[]
  /** Kinds of letters that they do without. */
  readonly muted: readonly string[]
}

/** The viewer and what they chose, in one trip. Throws Unauthenticated. */
export async function readSettings(deps: Deps, actor: Actor): Promise<Settings> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    projects: viewersProjects(actor),
    muted: mutedQuery(actor),
  })
  return { viewer: viewerOf(rows.viewer), projects: rows.projects, muted: mutedOf(rows.muted) }
}

export function mutedQuery(actor: Actor): Query<{ muted: string }> {
  return sql`SELECT muted FROM person WHERE id = ${viewerId(actor)} LIMIT 1`
}

export function mutedOf([row]: readonly { muted: string }[]): readonly string[] {
  return row ? (JSON.parse(row.muted) as string[]) : []
}
