import { namesOf } from '../../access/reads/request-query.ts'
import type { Actor, Names } from '../../deps.ts'
import type { BookingId, ClosureId, FacilityId, ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { joined, sql, type Query } from '../../platform/db/sql.ts'
import type { ResourceKind } from '../../resources/resource.ts'
import { searchWords } from '../../resources/search-text.ts'
import { machineAt, type Machine, type Use } from '../machine.ts'
import { managedFacilities, type TodayWanted } from './managed.ts'

/** Machines on one page. */
export const mostMachines = 200

export interface MachineRow {
  id: ResourceId
  kind: ResourceKind
  names: string
  location: string
  facilityId: FacilityId
  state: string
  unitCount: number
}

export interface UseRow {
  resourceId: ResourceId
  unit: string
  startsAt: Instant
  endsAt: Instant
  bookingId: BookingId | null
  closureId: ClosureId | null
  state: string | null
  checkIn: string | null
  person: string | null
  firmNames: string | null
  closureKind: string | null
}

/** One page of machines in the order of their numbers, and what holds each now and next. */
export function machineQueries(actor: Actor, wanted: TodayWanted, now: Instant) {
  const page = pageQuery(actor, wanted)
  return { machines: machinesQuery(page), uses: usesQuery(page, now) }
}

function pageQuery(actor: Actor, wanted: TodayWanted): Query {
  const fits = [
    sql`r.facility_id IN (${managedFacilities(actor, wanted)})`,
    sql`r.state IN ('published', 'out-of-service')`,
    ...searchWords(wanted.words).map((word) => sql`instr(r.search_text, ${word}) > 0`),
    ...(wanted.after === null
      ? []
      : [
          sql`(f.code, r.asset_number) > (SELECT g.code, s.asset_number FROM resource s
            JOIN facility g ON g.id = s.facility_id WHERE s.id = ${wanted.after})`,
        ]),
  ]
  return sql`SELECT r.id AS id, f.code AS code FROM resource r JOIN facility f ON f.id = r.facility_id
    WHERE ${joined(fits, ' AND ')} ORDER BY f.code, r.asset_number LIMIT ${mostMachines + 1}`
}

function machinesQuery(page: Query): Query<MachineRow> {
  return sql<MachineRow>`SELECT r.id AS id, r.kind AS kind, json_array(r.name_hans, r.name_hant, r.name_en) AS names,
    r.location AS location, r.facility_id AS facilityId, r.state AS state,
    (SELECT count(*) FROM unit u WHERE u.resource_id = r.id AND u.state = 'active') AS unitCount
    FROM (${page}) m JOIN resource r ON r.id = m.id ORDER BY m.code, r.asset_number LIMIT ${mostMachines + 1}`
}

/**
 * Of each unit the two rows that began last and the two that begin next, found by their key: an overrun may stand
 * behind whoever came after it, and whoever checked in early before the next.
 */
export function usesQuery(page: Query, now: Instant): Query<UseRow> {
  const before = (which: number) =>
    sql`(SELECT p.starts_at FROM allocation p WHERE p.unit_id = u.id AND p.starts_at <= ${now}
      ORDER BY p.starts_at DESC LIMIT 1 OFFSET ${which})`
  const next = (which: number) =>
    sql`(SELECT n.starts_at FROM allocation n WHERE n.unit_id = u.id AND n.starts_at > ${now}
      ORDER BY n.starts_at LIMIT 1 OFFSET ${which})`
  return sql<UseRow>`SELECT u.resource_id AS resourceId, u.name AS unit, coalesce(b.starts_at, a.starts_at) AS startsAt,
    coalesce(b.ends_at, a.ends_at) AS endsAt, a.booking_id AS bookingId, a.closure_id AS closureId, b.state AS state,
    b.terms ->> 'checkIn' AS checkIn, p.name AS person, c.kind AS closureKind,
    CASE WHEN f.id IS NOT NULL THEN json_array(f.name_hans, f.name_hant, f.name_en) END AS firmNames
    FROM (${page}) m CROSS JOIN unit u ON u.resource_id = m.id AND u.state = 'active'
    CROSS JOIN allocation a ON a.unit_id = u.id AND a.starts_at >= coalesce(${before(1)}, ${before(0)}, ${now})
      AND a.starts_at <= coalesce(${next(1)}, ${next(0)}, ${now})
    LEFT JOIN booking b ON b.id = a.booking_id LEFT JOIN person p ON p.id = b.person_id
    LEFT JOIN firm f ON f.id = b.firm_id LEFT JOIN closure c ON c.id = a.closure_id
    WHERE a.ends_at > ${now} OR b.state = 'in-use' LIMIT 6000`
}

export function machinesOf(rows: readonly MachineRow[], uses: readonly UseRow[], now: Instant): Machine[] {
  const byResource = Map.groupBy(uses, ({ resourceId }) => resourceId)
  return rows.map(({ names, state, ...row }) => {
    const head = { ...row, names: namesOf(names), isOutOfService: state === 'out-of-service' }
    return machineAt(
      head,
      (byResource.get(row.id) ?? []).flatMap((row) => useOf(row, now)),
      now,
    )
  })
}

/** What has ended, or was given back, holds nothing that a manager must see. */
function useOf(row: UseRow, now: Instant): Use[] {
  const { endsAt, bookingId, closureId, unit, person, firmNames, closureKind } = row
  const kind = closureId === null ? useKind(row) : 'closed'
  if (kind === null) return []
  // Whoever checked in before their time is at it already.
  const startsAt = row.state === 'in-use' ? Math.min(row.startsAt, now) : row.startsAt
  const firm: Names | null = firmNames === null ? null : namesOf(firmNames)
  return [{ kind, startsAt, endsAt, bookingId, closureId, unit, person: person ?? '', firm, closureKind }]
}

function useKind({ state, checkIn }: UseRow): Use['kind'] | null {
  if (state === 'in-use') return 'in-use'
  // Nobody checks in where none is asked for: whoever has booked it is taken to be there.
  if (state === 'confirmed') return checkIn === 'required' ? 'expected' : 'in-use'
  return state === 'pending' || state === 'offered' ? 'waiting' : null
}
