import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { Instant } from '../../kernel/interval.ts'
import { joined, sql, type Query } from '../../platform/db/sql.ts'

export interface AuditRow {
  readonly at: Instant
  readonly actorId: string
  readonly actorName: string | null
  readonly action: string
  readonly entity: string
  readonly version: number
  readonly detail: string
}

export interface AuditWish {
  readonly entity: string | null
  /** Who did it: a person's id, `clock` or `operator`. */
  readonly actorId: string | null
  readonly action: string | null
  readonly from: Instant | null
  readonly to: Instant | null
  /** The row that the page before ended with. */
  readonly after: Pick<AuditRow, 'at' | 'entity' | 'version'> | null
  readonly limit: number
}

/**
 * Changes that fit, newest first, as far as they are the viewer's business: their firms', the facilities' they manage,
 * all of them to the park's admins. One round trip. What is not theirs looks like what never happened: a place in the
 * list is told by a row's own time and name, never by how many rows others have. Throws Unauthenticated.
 */
export async function listAudit(deps: Deps, actor: Actor, wish: AuditWish) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    audit: auditQuery(actor, wish),
  })
  const viewer: Viewer = viewerOf(rows.viewer)
  const entries = rows.audit.slice(0, wish.limit)
  const last = entries.at(-1)
  const next =
    rows.audit.length > wish.limit && last ? { at: last.at, entity: last.entity, version: last.version } : null
  return { viewer, entries, next }
}

function auditQuery(actor: Actor, { limit, ...wish }: AuditWish): Query<AuditRow> {
  const me = sql`(SELECT person_id FROM session WHERE token_hash = ${actor.tokenHash})`
  const fits = fitting(wish)
  const order = sql`ORDER BY a.at DESC, a.entity DESC, a.entity_version DESC LIMIT ${limit + 1}`
  // Each of three ways to a row walks its own index: a firm's admin never looks through other firms' rows.
  return sql`WITH mine AS MATERIALIZED (SELECT firm_id, facility_id FROM role
      WHERE person_id = ${me} AND role IN (${rolesThatMay('see-audit')})),
    park AS MATERIALIZED (SELECT 1 FROM mine WHERE firm_id IS NULL AND facility_id IS NULL LIMIT 1),
    found AS (SELECT * FROM (SELECT a.* FROM park CROSS JOIN audit a ${indexFor(wish)} WHERE ${fits} ${order})
      UNION SELECT * FROM (SELECT a.* FROM mine m CROSS JOIN audit a INDEXED BY audit_firm
        WHERE NOT EXISTS (SELECT 1 FROM park) AND a.firm_id = m.firm_id AND ${fits} ${order})
      UNION SELECT * FROM (SELECT a.* FROM mine m CROSS JOIN audit a INDEXED BY audit_facility
        WHERE NOT EXISTS (SELECT 1 FROM park) AND a.facility_id = m.facility_id AND ${fits} ${order}))
    SELECT a.at AS at, a.actor_id AS actorId, p.name AS actorName, a.action AS action, a.entity AS entity,
      a.entity_version AS version, a.detail AS detail
    FROM found a LEFT JOIN person p ON p.id = a.actor_id ${order}`
}

function fitting({ entity, actorId, action, from, to, after }: Omit<AuditWish, 'limit'>): Query {
  const conditions = [
    sql`a.at >= ${from ?? 0}`,
    ...(to === null ? [] : [sql`a.at < ${to}`]),
    ...(entity === null ? [] : [sql`a.entity = ${entity}`]),
    ...(actorId === null ? [] : [sql`a.actor_id = ${actorId}`]),
    ...(action === null ? [] : [sql`a.action = ${action}`]),
    ...(after === null
      ? []
      : [sql`(a.at, a.entity, a.entity_version) < (${after.at}, ${after.entity}, ${after.version})`]),
  ]
  return joined(conditions, ' AND ')
}

// The narrowest of the indexes, said outright: the planner knows nothing of how much there is of each.
function indexFor({ entity, actorId }: Omit<AuditWish, 'limit'>): Query {
  if (entity !== null) return sql`INDEXED BY sqlite_autoindex_audit_1`
  return actorId === null ? sql`INDEXED BY audit_at` : sql`INDEXED BY audit_actor`
}
