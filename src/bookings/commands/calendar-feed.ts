import { hexOf } from '../../kernel/hex.ts'
import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { newId, type PersonId, type ResourceId } from '../../kernel/id.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../reads/viewer-projects.ts'

const farFuture = 253_402_300_800
/** What a feed of one's own bookings is called; one of a resource bears the resource's id. */
const ownLabel = 'calendar'
const mostFeeds = 50

/**
 * A new secret address: of the viewer's calendar, or of when a resource is taken. The one that was made before for the
 * same is dead from now on. The token is answered once and stored hashed: its answer is not kept either, so a repeated
 * request makes another. Throws Unauthenticated, NotFound for a resource, Conflict when there are too many.
 */
export async function makeFeed(
  deps: Deps,
  actor: Actor,
  resourceId: ResourceId | null,
  digest: (text: string) => string | Promise<string>,
): Promise<{ token: string }> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    resource: sql<{ id: string }>`SELECT id FROM resource WHERE id = ${resourceId} AND state <> 'draft' LIMIT 1`,
    feeds: sql<{ label: string }>`SELECT label FROM session WHERE person_id = ${viewerId(actor)} AND kind = 'feed'
      AND revoked_at IS NULL LIMIT ${mostFeeds}`,
  })
  const { personId } = viewerOf(rows.viewer)
  if (resourceId !== null && rows.resource.length === 0) throw new NotFound('resource')
  const label = resourceId ?? ownLabel
  if (rows.feeds.length >= mostFeeds && rows.feeds.every((feed) => feed.label !== label)) throw new Conflict('too-many')
  const token = hexOf(deps.entropy(32))
  await write(deps, personId, [
    revokeRow(personId, at, sql`label = ${label}`),
    sql`INSERT INTO session (token_hash, id, person_id, kind, label, created_at, expires_at)
      VALUES (${await digest(token)}, ${newId('ses', at * 1000, deps.entropy)}, ${personId}, 'feed', ${label},
        ${at}, ${farFuture})`,
  ])
  return { token }
}

/** Kills every calendar address of the viewer. Throws Unauthenticated. */
export async function revokeFeeds(deps: Deps, actor: Actor): Promise<void> {
  const { viewer } = await deps.db.read({ viewer: viewerQuery(actor, deps.now()) })
  const { personId } = viewerOf(viewer)
  await write(deps, personId, [revokeRow(personId, deps.now(), sql`1`)])
}

function revokeRow(personId: PersonId, at: number, which: Query): Query {
  return sql`UPDATE session SET revoked_at = ${at} WHERE person_id = ${personId} AND kind = 'feed' AND revoked_at IS
    NULL AND ${which}`
}

async function write(deps: Deps, actor: PersonId, statements: readonly Query[]): Promise<void> {
  const key = `feed:${hexOf(deps.entropy(12))}`
  await deps.db.write(statements, {
    idempotency: { actor, key, requestHash: '', status: 204, body: '', at: deps.now() },
  })
}
