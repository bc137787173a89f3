import type { Actor, Deps, Instant } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { PersonId } from '../../kernel/id.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { lastAdminOf, livesOf } from '../erasure.sql.ts'

/** A booking that keeps its person from going. */
export interface Living {
  readonly id: string
  readonly number: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly nameHans: string
  readonly nameHant: string
  readonly nameEn: string
}

export interface Leaving {
  readonly viewer: Viewer
  readonly living: readonly Living[]
  readonly isLastAdmin: boolean
}

/** What stands between the viewer and the end of their account, in one trip. Throws Unauthenticated. */
export async function readLeaving(deps: Deps, actor: Actor): Promise<Leaving> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    living: livingQuery(actor, null),
    last: lastAdminOf(viewerId(actor)),
  })
  return { viewer: viewerOf(rows.viewer), living: rows.living, isLastAdmin: rows.last.length > 0 }
}

/** Bookings of the person that live, the first fifty. */
export function livingQuery(actor: Actor, personId: PersonId | null): Query<Living> {
  return sql<Living>`SELECT b.id AS id, b.number AS number, b.starts_at AS startsAt, b.ends_at AS endsAt,
    r.name_hans AS nameHans, r.name_hant AS nameHant, r.name_en AS nameEn
    FROM booking b JOIN resource r ON r.id = b.resource_id WHERE ${livesOf(leaverId(actor, personId))}
    ORDER BY b.starts_at LIMIT 50`
}

/** The person, or whoever asks. */
export function leaverId(actor: Actor, personId: PersonId | null): Query {
  return personId === null ? viewerId(actor) : sql`${personId}`
}
