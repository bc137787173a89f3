import { manages } from '../../firms/manages.sql.ts'
import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { FacilityId, ResourceId, UnitId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Station } from '../station.ts'

export interface ListedStation extends Station {
  readonly machine: (Names & { readonly unit: string }) | null
  readonly createdAt: Instant
  readonly heardAt: Instant | null
}

/** A unit that a meter may be put on. */
export interface MeterPlace extends Names {
  readonly resourceId: ResourceId
  readonly unitId: UnitId
  readonly unit: string
  readonly units: number
  readonly assetNumber: string
}

export interface Room {
  readonly facilityId: FacilityId
  readonly room: string
  readonly machines: number
}

const mostPlaces = 500

/** The stations of the facilities that the viewer manages, and where others may stand. Throws Unauthenticated. */
export async function readStations(deps: Deps, actor: Actor) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stations: sql<StationRow>`SELECT ${stationColumns}, s.created_at AS createdAt, s.heard_at AS heardAt,
      r.name_hans AS hans, r.name_hant AS hant, r.name_en AS en, u.name AS unit FROM station s
      LEFT JOIN resource r ON r.id = s.resource_id LEFT JOIN unit u ON u.id = s.unit_id
      WHERE s.ended_at IS NULL AND ${manages(actor, sql`s.facility_id`)} ORDER BY s.created_at DESC LIMIT 500`,
    rooms: sql<Room>`SELECT r.facility_id AS facilityId, r.location AS room, count(*) AS machines FROM resource r
      WHERE r.location <> '' AND r.state IN ('published', 'out-of-service') AND ${manages(actor, sql`r.facility_id`)}
      GROUP BY r.facility_id, r.location ORDER BY r.location LIMIT ${mostPlaces}`,
    places: sql<MeterPlace>`SELECT r.id AS resourceId, u.id AS unitId, u.name AS unit, r.name_hans AS hans,
      r.name_hant AS hant, r.name_en AS en, r.asset_number AS assetNumber,
      (SELECT count(*) FROM unit n WHERE n.resource_id = r.id AND n.state = 'active') AS units
      FROM resource r JOIN unit u ON u.resource_id = r.id AND u.state = 'active'
      WHERE r.state IN ('published', 'out-of-service') AND r.kind = 'instrument'
        AND ${manages(actor, sql`r.facility_id`)} ORDER BY r.asset_number, u.id LIMIT ${mostPlaces}`,
  })
  const stations = rows.stations.map(({ hans, hant, en, unit, ...row }): ListedStation => {
    const machine = hans === null ? null : { hans, hant: hant ?? '', en: en ?? '', unit: unit ?? '' }
    return { ...row, machine }
  })
  return { viewer: viewerOf(rows.viewer), stations, rooms: rows.rooms, places: rows.places }
}

type Nullable<T> = { [K in keyof T]: T[K] | null }
type StationRow = Omit<ListedStation, 'machine'> & Nullable<Names & { unit: string }>

export const stationColumns = sql`s.id AS id, s.facility_id AS facilityId, s.kind AS kind, s.name AS name,
  s.room AS room, s.resource_id AS resourceId, s.unit_id AS unitId`

/** The station whose token it is; none when it was ended. */
export function stationQuery(tokenHash: string): Query<Station> {
  return sql<Station>`SELECT ${stationColumns} FROM station s
    WHERE s.token_hash = ${tokenHash} AND s.ended_at IS NULL LIMIT 1`
}
