import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { newId, type ResourceId, type SessionId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql } from '../../platform/db/sql.ts'
import { viewerId } from './viewer-projects.ts'

export interface MyFeeds {
  readonly viewer: Viewer
  /** Addresses that work, the newest first. */
  readonly feeds: readonly MyFeed[]
  /** The resource that was asked about, if there is one. */
  readonly asked: { readonly id: ResourceId; readonly names: Names } | null
  readonly formKey: string
}

export interface MyFeed {
  readonly id: SessionId
  readonly createdAt: Instant
  /** Null for the viewer's own bookings. */
  readonly resource: Names | null
}

interface FeedRow {
  id: SessionId
  createdAt: number
  hans: string | null
  hant: string | null
  en: string | null
}

/** The viewer's calendar addresses, which are never told again. One round trip. Throws Unauthenticated. */
export async function readMyFeeds(deps: Deps, actor: Actor, resourceId: ResourceId | null): Promise<MyFeeds> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    feeds: sql<FeedRow>`SELECT s.id AS id, s.created_at AS createdAt, r.name_hans AS hans, r.name_hant AS hant,
      r.name_en AS en FROM session s LEFT JOIN resource r ON r.id = s.label
      WHERE s.person_id = ${viewerId(actor)} AND s.kind = 'feed' AND s.revoked_at IS NULL AND s.expires_at > ${now}
        AND s.id IS NOT NULL ORDER BY s.created_at DESC LIMIT 60`,
    asked: sql<Names & { id: ResourceId }>`SELECT id, name_hans AS hans, name_hant AS hant, name_en AS en FROM resource
      WHERE id = ${resourceId} AND state <> 'draft' LIMIT 1`,
  })
  const [asked] = rows.asked
  return {
    viewer: viewerOf(rows.viewer),
    feeds: rows.feeds.map(({ id, createdAt, hans, hant, en }) => {
      return { id, createdAt, resource: hans === null || hant === null || en === null ? null : { hans, hant, en } }
    }),
    asked: asked ? { id: asked.id, names: { hans: asked.hans, hant: asked.hant, en: asked.en } } : null,
    formKey: newId('frm', now * 1000, deps.entropy),
  }
}
