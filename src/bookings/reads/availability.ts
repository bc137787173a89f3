import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { Actor, Deps } from '../../deps.ts'
import { managesFacility } from '../../firms/viewer.ts'
import type { BookingId, ClosureId, ResourceId, UnitId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { openEnd, type ClosureKind } from '../../resources/closure.ts'
import { openSpans } from '../../resources/opening-hours.ts'
import type { ResourceFacts } from '../facts.ts'
import { freeByUnit } from '../free-slots.ts'
import { bookingFactsOf, bookingFactsQueries, currentPark } from './booking-facts.ts'

/** When a resource can be had, and what stands in the way, as far as the viewer may know. */
export interface Availability {
  /** From now on, with room for set-up and clean-down. */
  readonly free: readonly OnUnit[]
  readonly busy: readonly (OnUnit & { readonly mine: boolean; readonly bookingId: BookingId | null })[]
  readonly closures: readonly OfClosure[]
  readonly open: readonly Interval[]
}

export interface OnUnit extends Interval {
  readonly unitId: UnitId
}

export interface OfClosure {
  readonly id: ClosureId
  readonly kind: ClosureKind
  readonly reason: string
  readonly startsAt: Instant
  /** Null while nobody knows. */
  readonly endsAt: Instant | null
  readonly unitIds: readonly UnitId[]
}

/**
 * A resource's time in a window of at most 62 days, in one round trip. Bookings of other firms have no id.
 * Throws Unauthenticated, NotFound.
 */
export async function readAvailability(
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  window: Interval,
): Promise<Availability> {
  const by = { projectId: null, onBehalfOf: null }
  const resourceIds = sql<{ id: string }>`SELECT ${id} AS id`
  const rows = await deps.db.read({
    ...bookingFactsQueries(deps, actor, { by, resourceIds, times: [window], replaces: null }),
    known: knownQuery(actor, id, window),
    closures: closuresQuery(id, window),
  })
  const park = await currentPark(deps, rows)
  const facts = bookingFactsOf(rows, deps.now(), park)
  const asked = facts?.resources.get(id)
  if (!facts || !asked) throw new NotFound('resource')
  const { resource } = asked
  if (resource.state === 'draft' && !managesFacility(facts.viewer, resource.facilityId)) throw new NotFound('resource')
  return {
    free: resource.state === 'published' ? freeOf(asked, fromNow(window, facts.now), park) : [],
    busy: busyOf(asked, rows.known),
    closures: rows.closures.map(closureOf),
    open: openSpans(resource.hours, park.calendar, park.timeZone, window),
  }
}

function fromNow({ startsAt, endsAt }: Interval, now: Instant): Interval {
  return { startsAt: Math.max(startsAt, Math.ceil(now / 60) * 60), endsAt }
}

function freeOf(asked: ResourceFacts, window: Interval, park: Parameters<typeof freeByUnit>[2]): OnUnit[] {
  if (window.startsAt >= window.endsAt) return []
  return [...freeByUnit(asked, window, park)].flatMap(([unitId, gaps]) => gaps.map((gap) => ({ unitId, ...gap })))
}

function busyOf({ held }: ResourceFacts, known: readonly KnownRow[]): Availability['busy'] {
  const mineById = new Map(known.map((row) => [row.id, row.mine === 1]))
  return held
    .filter((one) => one.closure === null && !one.lapsed)
    .map(({ unitId, startsAt, endsAt, bookingId }) => ({
      unitId,
      startsAt,
      endsAt,
      mine: mineById.get(bookingId ?? '') ?? false,
      bookingId: mineById.has(bookingId ?? '') ? bookingId : null,
    }))
    .toSorted((a, b) => a.startsAt - b.startsAt || a.unitId - b.unitId)
}

interface KnownRow {
  id: string
  mine: number
}

/**
 * Bookings that the viewer may know of: their own firms', and all of them for the facility's managers and the park's
 * people.
 */
function knownQuery(actor: Actor, id: ResourceId, { startsAt, endsAt }: Interval): Query<KnownRow> {
  const viewerId = sql`(SELECT person_id FROM session WHERE token_hash = ${actor.tokenHash})`
  return sql<KnownRow>`SELECT b.id AS id, b.person_id = ${viewerId} AS mine
    FROM resource r CROSS JOIN booking b ON b.resource_id = r.id
    WHERE r.id = ${id} AND b.starts_at < ${endsAt} + r.setup_minutes * 60
      AND b.starts_at > ${startsAt} - (r.max_minutes + r.cleanup_minutes) * 60 - 86400
      AND EXISTS (SELECT 1 FROM role o WHERE o.person_id = ${viewerId} AND (o.firm_id = b.firm_id
        OR o.facility_id = r.facility_id OR o.role IN (${rolesThatMay('see-park-bookings')})))
    LIMIT 20000`
}

interface ClosureRow {
  id: ClosureId
  kind: ClosureKind
  reason: string
  startsAt: Instant
  endsAt: Instant
  units: string
}

function closuresQuery(id: ResourceId, { startsAt, endsAt }: Interval): Query<ClosureRow> {
  return sql<ClosureRow>`SELECT c.id AS id, c.kind AS kind, c.reason AS reason, c.starts_at AS startsAt,
    c.ends_at AS endsAt,
    (SELECT json_group_array(unit_id) FROM closure_unit WHERE closure_id = c.id) AS units
    FROM closure c WHERE c.resource_id = ${id} AND c.ends_at > ${startsAt} AND c.starts_at < ${endsAt}
      AND c.lifted_at IS NULL ORDER BY c.ends_at LIMIT 1000`
}

function closureOf({ units, endsAt, ...row }: ClosureRow): OfClosure {
  return { ...row, endsAt: endsAt >= openEnd ? null : endsAt, unitIds: JSON.parse(units) as UnitId[] }
}
