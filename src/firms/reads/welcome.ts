import type { Actor, Deps, Names } from '../../deps.ts'
import { sql } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import type { Viewer } from '../viewer.ts'
import { viewerOf, viewerQuery } from './viewer-query.ts'

export interface Welcome {
  readonly viewer: Viewer
  /** The firm whose addresses end like the viewer's, which they have proven: it may be named. */
  readonly firm: Names | null
  readonly isMember: boolean
}

/** What somebody new can do next. One trip. Throws Unauthenticated. */
export async function readWelcome(deps: Deps, actor: Actor): Promise<Welcome> {
  const { viewer: rows, firms } = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    firms: sql<Names>`SELECT f.name_hans AS hans, f.name_hant AS hant, f.name_en AS en FROM firm_domain d
      JOIN firm f ON f.id = d.firm_id AND f.state <> 'departed'
      WHERE d.domain = (SELECT substr(email, instr(email, '@') + 1) FROM person WHERE id = ${viewerId(actor)})
        AND NOT EXISTS (SELECT 1 FROM role WHERE person_id = ${viewerId(actor)} AND firm_id = f.id) LIMIT 1`,
  })
  const viewer = viewerOf(rows)
  return { viewer, firm: firms[0] ?? null, isMember: viewer.roles.length > 0 }
}
