import type { Deps, Names } from '../../deps.ts'
import type { BookingId, ResourceId, UnitId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Forbidden, NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { shortCodeOf, type Station } from '../station.ts'
import { stationQuery } from './stations.ts'

/** A machine of the room as its screen shows it: times and short codes, never who. */
export interface KioskMachine {
  readonly resourceId: ResourceId
  readonly unitId: UnitId
  readonly names: Names
  readonly unit: string
  readonly units: number
  readonly isOutOfService: boolean
  readonly now: KioskUse | null
  readonly next: KioskUse | null
}

export interface KioskUse {
  readonly kind: 'in-use' | 'expected' | 'closed' | 'held'
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** The last two characters of the short code: enough to know one's own by. */
  readonly hint: string
}

export interface KioskRoom {
  readonly station: Station
  readonly machines: readonly KioskMachine[]
}

const mostUnits = 60
const nearSeconds = 24 * 3600

interface UnitRow extends Names {
  readonly resourceId: ResourceId
  readonly unitId: UnitId
  readonly unit: string
  readonly units: number
  readonly state: string
}

interface UseRow {
  readonly unitId: UnitId
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly bookingId: BookingId | null
  readonly number: string | null
  readonly state: string | null
  readonly checkIn: string | null
}

/** The room of a kiosk's token. One round trip. Throws NotFound for a token that is none, Forbidden for a meter's. */
export async function readKiosk(deps: Deps, tokenHash: string): Promise<KioskRoom> {
  const now = deps.now()
  const rows = await deps.db.read({
    stations: stationQuery(tokenHash),
    units: unitsQuery(tokenHash),
    uses: usesQuery(tokenHash, now),
  })
  const [station] = rows.stations
  if (!station) throw new NotFound('station')
  if (station.kind !== 'kiosk') throw new Forbidden()
  const uses = Map.groupBy(rows.uses, ({ unitId }) => unitId)
  const machines = rows.units.map((row) => machineOf(row, uses.get(row.unitId) ?? [], now))
  return { station, machines }
}

function unitsQuery(tokenHash: string): Query<UnitRow> {
  return sql<UnitRow>`SELECT r.id AS resourceId, u.id AS unitId, u.name AS unit, r.state AS state,
    r.name_hans AS hans, r.name_hant AS hant, r.name_en AS en,
    (SELECT count(*) FROM unit n WHERE n.resource_id = r.id AND n.state = 'active') AS units
    FROM (${placesOf(tokenHash)}) p
    CROSS JOIN unit u ON u.id = p.id CROSS JOIN resource r ON r.id = u.resource_id
    ORDER BY r.asset_number, u.id LIMIT ${mostUnits}`
}

/** What holds each unit now, and what begins next. */
function usesQuery(tokenHash: string, now: Instant): Query<UseRow> {
  return sql<UseRow>`SELECT a.unit_id AS unitId, coalesce(b.starts_at, a.starts_at) AS startsAt,
    coalesce(b.ends_at, a.ends_at) AS endsAt, a.booking_id AS bookingId, b.number AS number, b.state AS state,
    b.terms ->> '$.checkIn' AS checkIn FROM (${placesOf(tokenHash)}) p
    CROSS JOIN allocation a ON a.unit_id = p.id AND a.starts_at <= ${now + nearSeconds}
      AND a.starts_at >= coalesce((SELECT l.starts_at FROM allocation l WHERE l.unit_id = p.id
        AND l.starts_at <= ${now} ORDER BY l.starts_at DESC LIMIT 1), ${now})
    LEFT JOIN booking b ON b.id = a.booking_id WHERE a.ends_at > ${now} OR b.state = 'in-use'
    ORDER BY a.unit_id, a.starts_at LIMIT 2000`
}

function placesOf(tokenHash: string): Query {
  return sql`SELECT u.id AS id FROM station s
    CROSS JOIN resource r ON r.facility_id = s.facility_id AND r.location = s.room
      AND r.state IN ('published', 'out-of-service')
    CROSS JOIN unit u ON u.resource_id = r.id AND u.state = 'active'
    WHERE s.token_hash = ${tokenHash} AND s.ended_at IS NULL AND s.kind = 'kiosk' LIMIT ${mostUnits}`
}

function machineOf({ hans, hant, en, state, ...row }: UnitRow, uses: readonly UseRow[], now: Instant): KioskMachine {
  const all = uses.flatMap((use) => useOf(use, now))
  const current = all.find((use) => use.startsAt <= now && (use.endsAt > now || use.kind === 'in-use')) ?? null
  return {
    ...row,
    names: { hans, hant, en },
    isOutOfService: state === 'out-of-service',
    now: current,
    next: all.find((use) => use !== current && use.startsAt > now) ?? null,
  }
}

function useOf({ startsAt, endsAt, bookingId, number, state, checkIn }: UseRow, now: Instant): KioskUse[] {
  const hint = number === null ? '' : shortCodeOf(number).slice(-2)
  if (bookingId === null) return [{ kind: 'closed', startsAt, endsAt, hint }]
  // Whoever checked in before their time is at it already.
  if (state === 'in-use') return [{ kind: 'in-use', startsAt: Math.min(startsAt, now), endsAt, hint }]
  if (state === 'confirmed') return [{ kind: checkIn === 'none' ? 'in-use' : 'expected', startsAt, endsAt, hint }]
  return state === 'pending' || state === 'offered' ? [{ kind: 'held', startsAt, endsAt, hint: '' }] : []
}
