import { asHeld, bookingFactsOf, factsQueriesFor, currentPark } from '../../bookings/reads/booking-facts.ts'
import { heldQuery } from '../../bookings/reads/held-query.ts'
import { lapsedBookingQuery, lapsedBookingsOf } from '../../bookings/reads/lapsed-bookings.ts'
import type { Booking } from '../../bookings/booking.ts'
import type { BookingFacts } from '../../bookings/facts.ts'
import type { Deps } from '../../deps.ts'
import type { FacilityId, ResourceId } from '../../kernel/id.ts'
import { union, type Instant } from '../../kernel/interval.ts'
import { sql } from '../../platform/db/sql.ts'
import { resourceOf, resourcesQuery } from '../../resources/reads/resource-query.ts'
import type { Room } from '../fit-wish.ts'
import { wishColumns } from '../wish.sql.ts'
import { wishesPerResource, type Wish } from '../wish.ts'

/** Who waits for a resource, in order, and the turn that they were read on. */
export interface WishQueue {
  readonly turn: number
  /** When they are to be looked at: in the past when time was freed. */
  readonly lookAt: Instant
  /** True when a request or an offer that nobody answered still holds time there. */
  readonly lapsed: boolean
  readonly facilityId: FacilityId
  /** True when nobody will ever book it again. */
  readonly retired: boolean
  readonly waiting: readonly Wish[]
}

/**
 * Those who wait for a resource, first come first: of one second, in the order in which they were written. Null when
 * nobody does. One round trip.
 */
export async function readQueue(deps: Deps, resourceId: ResourceId): Promise<WishQueue | null> {
  const { queue, waiting, lapsed } = await deps.db.read({
    queue: sql<QueueRow>`SELECT q.turn AS turn, q.look_at AS lookAt, r.facility_id AS facilityId,
      r.state = 'retired' AS retired FROM wish_queue q JOIN resource r ON r.id = q.resource_id
      WHERE q.resource_id = ${resourceId} AND q.look_at IS NOT NULL LIMIT 1`,
    waiting: sql<Wish>`SELECT ${wishColumns} FROM wish w WHERE w.resource_id = ${resourceId} AND w.state = 'waiting'
      ORDER BY w.created_at, w.rowid LIMIT ${wishesPerResource}`,
    lapsed: sql`SELECT 1 AS one FROM booking b INDEXED BY booking_wake WHERE b.wake_at <= ${deps.now()}
      AND b.state IN ('pending', 'offered') AND b.resource_id = ${resourceId} LIMIT 1`,
  })
  const [found] = queue
  return found ? { ...found, retired: found.retired === 1, lapsed: lapsed.length > 0, waiting } : null
}

type QueueRow = Pick<WishQueue, 'turn' | 'lookAt' | 'facilityId'> & { readonly retired: number }

/** What holds a resource at the times that are wished for, of one snapshot; null for one that is not there. */
export async function readRoom(deps: Deps, resourceId: ResourceId, waiting: readonly Wish[]): Promise<Room | null> {
  const ids = sql`SELECT ${resourceId} AS id`
  const nobody = sql`NULL`
  const rows = await deps.db.read({
    resource: resourcesQuery(ids, nobody, nobody),
    held: heldQuery(ids, union(waiting), deps.now()),
  })
  const [row] = rows.resource
  if (!row) return null
  return { resource: resourceOf(row), held: rows.held.map(asHeld) }
}

/** Everything that decides about a wish, as if its person had asked now. */
export interface WishFacts {
  readonly facts: BookingFacts
  /** Requests and offers past their deadline that hold time in its window. */
  readonly lapsed: readonly Booking[]
}

/** The facts of a wish, in one round trip; null for a person who may not sign in. */
export async function readWishFacts(deps: Deps, wish: Wish): Promise<WishFacts | null> {
  const { projectId, personId, resourceId, startsAt, endsAt } = wish
  const resourceIds = sql<{ id: string }>`SELECT ${resourceId} AS id`
  const window = { startsAt, endsAt }
  const wanted = { by: { projectId, onBehalfOf: null }, resourceIds, times: [window], replaces: null }
  const { viewer, ...queries } = factsQueriesFor(deps, personId, wanted)
  // Not under the viewer's name: whoever's request this is done for must not be taken for the one who waits.
  const rows = await deps.db.read({
    waiting: viewer,
    ...queries,
    lapsed: lapsedBookingQuery(resourceIds, window, deps.now()),
  })
  if (rows.waiting.length === 0) return null
  const facts = bookingFactsOf({ ...rows, viewer: rows.waiting }, deps.now(), await currentPark(deps, rows))
  return facts && { facts, lapsed: lapsedBookingsOf(rows.lapsed) }
}
