import { auditRow, type AuditEntry } from '../audit/record.ts'
import type { BookingId, FacilityId, ResourceId } from '../kernel/id.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import { asserting, sql, type Query } from '../platform/db/sql.ts'
import { longestWindow, type Wish, type WishState } from './wish.ts'

/** Every column of a wish `w`. */
export const wishColumns = sql`w.id AS id, w.firm_id AS firmId, w.project_id AS projectId, w.person_id AS personId,
  w.resource_id AS resourceId, w.part AS part, w.starts_at AS startsAt, w.ends_at AS endsAt, w.minutes AS minutes,
  w.state AS state, w.version AS version, w.created_at AS createdAt, w.booking_id AS bookingId`

/** A new wish, with its audit row. One that its person has already, or one too many, aborts (WISHES_SPENT). */
export function newWishRows(wish: Wish, facilityId: FacilityId): Query[] {
  const w = wish
  return [
    sql`INSERT INTO wish (id, firm_id, project_id, person_id, resource_id, part, starts_at, ends_at, minutes, state,
      version, created_at) VALUES (${w.id}, ${w.firmId}, ${w.projectId}, ${w.personId}, ${w.resourceId}, ${w.part},
      ${w.startsAt}, ${w.endsAt}, ${w.minutes}, ${w.state}, ${w.version}, ${w.createdAt})`,
    wishAudit(wish, { actorId: wish.personId, facilityId, at: wish.createdAt }),
  ]
}

export type WishRecord = Pick<AuditEntry, 'actorId' | 'at'> & { readonly facilityId: FacilityId }

/** Changes a wish from the very version that was read, or aborts (STALE_VERSION). */
export function changeWishRows(
  wish: Wish,
  change: { readonly state: WishState; readonly bookingId?: BookingId },
  record: WishRecord,
): Query[] {
  const next = { ...wish, ...change, version: wish.version + 1 }
  return [
    ...asserting(
      sql`UPDATE wish SET state = ${next.state}, version = ${next.version}, booking_id = ${next.bookingId},
        ended_at = ${endedAt(next.state, record.at)} WHERE id = ${wish.id} AND version = ${wish.version}`,
      'STALE_VERSION',
    ),
    wishAudit(next, record),
  ]
}

/** What becomes of the wish behind an offer, in the write that ends the offer or takes it up. */
export function answeredWishRows(
  bookingId: BookingId,
  state: Exclude<WishState, 'offered'>,
  { actorId, at, facilityId }: WishRecord,
): Query[] {
  return [
    ...asserting(
      sql`UPDATE wish SET state = ${state}, version = version + 1, ended_at = ${endedAt(state, at)}
        WHERE booking_id = ${bookingId} AND state = 'offered'`,
      'STALE_VERSION',
    ),
    sql`INSERT INTO audit (at, actor_id, action, entity, entity_version, firm_id, facility_id)
      SELECT ${at}, ${actorId}, ${`wish.${state}`}, w.id, w.version, w.firm_id, ${facilityId} FROM wish w
      WHERE w.booking_id = ${bookingId} AND w.state = ${state}`,
  ]
}

/** The resources among these for which somebody waits. `resourceIds` is a select of one column. */
export function waitedForQuery(resourceIds: Query): Query<{ resourceId: ResourceId }> {
  return sql<{ resourceId: ResourceId }>`SELECT q.resource_id AS resourceId FROM wish_queue q
    WHERE q.resource_id IN (${resourceIds}) AND q.look_at IS NOT NULL LIMIT 100`
}

/** A resource that somebody else waits for at the time that is wanted. */
export interface Queued {
  readonly resourceId: ResourceId
  /** 1 when time was freed there and those who wait have not been asked yet. */
  readonly due: number
}

/** Whose turn comes before the booker's: people who wait for these resources at a time that touches what is wanted. */
export function queuedQuery(
  resourceIds: Query,
  bookerId: Query,
  { startsAt, endsAt }: Interval,
  now: Instant,
): Query<Queued> {
  return sql<Queued>`SELECT q.resource_id AS resourceId, q.look_at <= ${now} AS due
    FROM wish_queue q JOIN resource r ON r.id = q.resource_id
    WHERE q.resource_id IN (${resourceIds}) AND q.look_at IS NOT NULL AND EXISTS (SELECT 1 FROM wish w
      WHERE w.resource_id = q.resource_id AND w.state = 'waiting' AND w.person_id <> ${bookerId}
        AND w.starts_at < ${endsAt} + 60 * (r.setup_minutes + r.cleanup_minutes)
        AND w.starts_at > ${startsAt - longestWindow - 86_400}
        AND w.ends_at > ${startsAt} - 60 * (r.setup_minutes + r.cleanup_minutes)) LIMIT 100`
}

function endedAt(state: WishState, at: Instant): Instant | null {
  return state === 'waiting' || state === 'offered' ? null : at
}

function wishAudit(wish: Wish, { actorId, at, facilityId }: WishRecord): Query {
  const { id: entity, version: entityVersion, firmId, state } = wish
  const detail = state === 'offered' ? { bookingId: wish.bookingId } : {}
  return auditRow({ at, actorId, action: `wish.${state}`, entity, entityVersion, firmId, facilityId, detail })
}
