import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { FacilityId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { wishColumns } from '../wish.sql.ts'
import type { Wish } from '../wish.ts'

/** A wish as its person sees it. */
export interface MyWish {
  readonly wish: Wish
  readonly resource: Names
  readonly facilityId: FacilityId
  readonly project: string
  /** How many others wait longer for a time that touches this one. */
  readonly ahead: number
  /** What is offered, and until when; null while it waits. */
  readonly offer: (Interval & { readonly until: Instant }) | null
}

export interface WishRow extends Wish {
  readonly nameHans: string
  readonly nameHant: string
  readonly nameEn: string
  readonly facilityId: FacilityId
  readonly projectCode: string
  readonly ahead: number
  readonly offerStartsAt: Instant | null
  readonly offerEndsAt: Instant | null
  readonly offerUntil: Instant | null
}

/** The viewer's wishes that live, soonest first. One round trip. Throws Unauthenticated. */
export async function readMyWishes(deps: Deps, actor: Actor): Promise<{ viewer: Viewer; wishes: MyWish[] }> {
  const rows = await deps.db.read({ viewer: viewerQuery(actor, deps.now()), wishes: liveWishesQuery(actor) })
  return { viewer: viewerOf(rows.viewer), wishes: rows.wishes.map(myWishOf) }
}

/** The viewer's wishes that live. */
export function liveWishesQuery(actor: Actor): Query<WishRow> {
  return wishesQuery(sql`w.person_id = ${viewerId(actor)} AND w.state IN ('waiting', 'offered')`)
}

/** Wishes `w` on a condition, with what is shown of them. */
export function wishesQuery(which: Query): Query<WishRow> {
  return sql<WishRow>`SELECT ${wishColumns}, r.name_hans AS nameHans, r.name_hant AS nameHant, r.name_en AS nameEn,
    r.facility_id AS facilityId, p.code AS projectCode, ${aheadOf(sql`w`)} AS ahead,
    b.starts_at AS offerStartsAt, b.ends_at AS offerEndsAt, b.wake_at AS offerUntil
    FROM wish w JOIN resource r ON r.id = w.resource_id JOIN project p ON p.id = w.project_id
    LEFT JOIN booking b ON b.id = w.booking_id AND b.state = 'offered'
    WHERE ${which} ORDER BY w.starts_at, w.id LIMIT 20`
}

/** How many others wait longer than a wish for a time that touches its own. */
function aheadOf(w: Query): Query {
  return sql`(SELECT count(*) FROM wish o WHERE o.resource_id = ${w}.resource_id AND o.state = 'waiting'
    AND ${w}.state = 'waiting' AND (o.created_at, o.rowid) < (${w}.created_at, ${w}.rowid)
    AND o.starts_at < ${w}.ends_at AND o.ends_at > ${w}.starts_at)`
}

export function myWishOf(row: WishRow): MyWish {
  const { nameHans, nameHant, nameEn, facilityId, projectCode, ahead } = row
  const { offerStartsAt: startsAt, offerEndsAt: endsAt, offerUntil: until } = row
  const { id, firmId, projectId, personId, resourceId, part, minutes, state, version, createdAt, bookingId } = row
  const window = { startsAt: row.startsAt, endsAt: row.endsAt }
  const ids = { id, firmId, projectId, personId, resourceId, bookingId }
  return {
    wish: { ...ids, ...window, part, minutes, state, version, createdAt },
    resource: { hans: nameHans, hant: nameHant, en: nameEn },
    facilityId,
    project: projectCode,
    ahead,
    offer: startsAt === null || endsAt === null || until === null ? null : { startsAt, endsAt, until },
  }
}
