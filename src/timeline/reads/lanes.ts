import { namesOf } from '../../access/reads/request-query.ts'
import type { BookingState } from '../../bookings/booking.ts'
import type { Actor } from '../../deps.ts'
import type { BookingId, ClosureId, FacilityId, ResourceId, UnitId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { joined, sql, type Query } from '../../platform/db/sql.ts'
import type { ResourceKind } from '../../resources/resource.ts'
import { searchWords } from '../../resources/search-text.ts'
import { managedFacilities } from '../../today/reads/managed.ts'
import { mostBlocks, mostLanes, type Block, type Lane } from '../lane.ts'

/** Which lanes are wanted. */
export interface LanesWanted {
  /** Null: every facility that the viewer manages. */
  readonly facilityId: FacilityId | null
  readonly category: string | null
  /** Machines that are called so; empty takes all. */
  readonly words: string
  /** Only units that are booked in the time that is shown. */
  readonly onlyBooked: boolean
  /** The lane after which to go on. */
  readonly after: UnitId | null
}

interface LaneRow {
  unitId: UnitId
  unit: string
  unitCount: number
  id: ResourceId
  kind: ResourceKind
  names: string
  facilityId: FacilityId
  stepMinutes: number
  state: string
  hoursId: number
}

interface BlockRow extends Interval {
  unitId: UnitId
  bookingId: BookingId | null
  closureId: ClosureId | null
  state: BookingState | null
  person: string | null
  firmNames: string | null
  why: string | null
}

interface SpanRow extends Interval {
  hoursId: number
}

/** One page of lanes in the order of their machines' numbers, with what holds them and when they are open. */
export function laneQueries(actor: Actor, wanted: LanesWanted, shown: Interval) {
  const page = pageQuery(actor, wanted, shown)
  return { lanes: lanesQuery(page), blocks: blocksQuery(page, shown), spans: spansQuery(page, shown) }
}

function pageQuery(actor: Actor, wanted: LanesWanted, shown: Interval): Query {
  const fits = [
    sql`r.facility_id IN (${managedFacilities(actor, wanted)})`,
    sql`r.state IN ('published', 'out-of-service')`,
    ...searchWords(wanted.words).map((word) => sql`instr(r.search_text, ${word}) > 0`),
    ...(wanted.category === null ? [] : [sql`r.category_id = ${wanted.category}`]),
    ...(wanted.onlyBooked ? [bookedIn(shown)] : []),
    ...(wanted.after === null
      ? []
      : [
          sql`(f.code, r.asset_number, u.id) > (SELECT g.code, s.asset_number, v.id FROM unit v
            JOIN resource s ON s.id = v.resource_id JOIN facility g ON g.id = s.facility_id
            WHERE v.id = ${wanted.after})`,
        ]),
  ]
  return sql`SELECT u.id AS unitId, r.id AS id, f.code AS code, r.asset_number AS number, r.hours_id AS hoursId
    FROM resource r JOIN facility f ON f.id = r.facility_id JOIN unit u ON u.resource_id = r.id AND u.state = 'active'
    WHERE ${joined(fits, ' AND ')} ORDER BY f.code, r.asset_number, u.id LIMIT ${mostLanes + 1}`
}

/** Where the rows begin that may reach into a time: rows of a unit never overlap, so only the one before can. */
function reachInto(unit: Query, at: Instant): Query {
  return sql`coalesce((SELECT p.starts_at FROM allocation p WHERE p.unit_id = ${unit} AND p.starts_at <= ${at}
    ORDER BY p.starts_at DESC LIMIT 1), ${at})`
}

function bookedIn({ startsAt, endsAt }: Interval): Query {
  return sql`EXISTS (SELECT 1 FROM allocation a WHERE a.unit_id = u.id
    AND a.starts_at >= ${reachInto(sql`u.id`, startsAt)} AND a.starts_at < ${endsAt} AND a.ends_at > ${startsAt}
    AND a.booking_id IS NOT NULL)`
}

function lanesQuery(page: Query): Query<LaneRow> {
  return sql<LaneRow>`SELECT u.id AS unitId, u.name AS unit,
    (SELECT count(*) FROM unit n WHERE n.resource_id = r.id AND n.state = 'active') AS unitCount, r.id AS id,
    r.kind AS kind, json_array(r.name_hans, r.name_hant, r.name_en) AS names, r.facility_id AS facilityId,
    r.step_minutes AS stepMinutes, r.state AS state, r.hours_id AS hoursId
    FROM (${page}) m JOIN resource r ON r.id = m.id JOIN unit u ON u.id = m.unitId
    ORDER BY m.code, m.number, m.unitId LIMIT ${mostLanes + 1}`
}

function blocksQuery(page: Query, { startsAt, endsAt }: Interval): Query<BlockRow> {
  return sql<BlockRow>`SELECT m.unitId AS unitId, coalesce(b.starts_at, a.starts_at) AS startsAt,
    coalesce(b.ends_at, a.ends_at) AS endsAt, a.booking_id AS bookingId, a.closure_id AS closureId, b.state AS state,
    p.name AS person, c.kind AS why,
    CASE WHEN f.id IS NOT NULL THEN json_array(f.name_hans, f.name_hant, f.name_en) END AS firmNames
    FROM (${page}) m CROSS JOIN allocation a ON a.unit_id = m.unitId
      AND a.starts_at >= ${reachInto(sql`m.unitId`, startsAt)} AND a.starts_at < ${endsAt}
    LEFT JOIN booking b ON b.id = a.booking_id LEFT JOIN person p ON p.id = b.person_id
    LEFT JOIN firm f ON f.id = b.firm_id LEFT JOIN closure c ON c.id = a.closure_id
    WHERE a.ends_at > ${startsAt} ORDER BY m.code, m.number, m.unitId, a.starts_at LIMIT ${mostBlocks + 1}`
}

function spansQuery(page: Query, { startsAt, endsAt }: Interval): Query<SpanRow> {
  return sql<SpanRow>`SELECT h.id AS hoursId, s.starts_at AS startsAt, s.ends_at AS endsAt
    FROM (SELECT DISTINCT hoursId AS id FROM (${page})) w JOIN opening_hours h ON h.id = w.id
    LEFT JOIN open_span s ON s.hours_id = h.id AND s.starts_at < ${endsAt} AND s.ends_at > ${startsAt}
      AND s.starts_at >= coalesce((SELECT p.starts_at FROM open_span p WHERE p.hours_id = h.id
        AND p.starts_at <= ${startsAt} ORDER BY p.starts_at DESC LIMIT 1), ${startsAt})
    WHERE h.spans_until >= ${endsAt} ORDER BY h.id, s.starts_at LIMIT 20000`
}

/** The lanes of the rows, and whether more follow the last one. */
export function lanesOf(
  rows: readonly LaneRow[],
  blocks: readonly BlockRow[],
  spans: readonly SpanRow[],
): { readonly lanes: readonly Lane[]; readonly more: boolean } {
  const cutAt = blocks.length > mostBlocks ? rows.findIndex(({ unitId }) => unitId === blocks.at(-1)?.unitId) : -1
  const most = cutAt > 0 ? Math.min(cutAt, mostLanes) : mostLanes
  const byUnit = Map.groupBy(blocks, ({ unitId }) => unitId)
  const open = new Map([...Map.groupBy(spans, ({ hoursId }) => hoursId)].map(([id, own]) => [id, own.filter(isSpan)]))
  const lanes = rows.slice(0, most).map(({ unitId, unit, unitCount, hoursId, names, state, ...row }) => ({
    unitId,
    unit,
    unitCount,
    resource: { ...row, names: namesOf(names), isOutOfService: state === 'out-of-service' },
    blocks: (byUnit.get(unitId) ?? []).flatMap(blockOf),
    open: open.get(hoursId) ?? null,
  }))
  return { lanes, more: rows.length > lanes.length }
}

// Hours that open at no time of the days that are shown come as one row without a span.
function isSpan({ startsAt }: SpanRow): boolean {
  return startsAt !== null
}

function blockOf({ startsAt, endsAt, bookingId, closureId, state, person, firmNames, why }: BlockRow): Block[] {
  if (closureId !== null) return [{ kind: 'closure', id: closureId, startsAt, endsAt, why: why ?? '' }]
  if (bookingId === null || state === null || firmNames === null) return []
  return [{ kind: 'booking', id: bookingId, startsAt, endsAt, state, person: person ?? '', firm: namesOf(firmNames) }]
}
