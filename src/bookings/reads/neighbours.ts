import type { Names } from '../../deps.ts'
import type { ResourceId } from '../../kernel/id.ts'
import { sql, type Query } from '../../platform/db/sql.ts'

/** Machines of the same facility that may get the same hours. */
export interface Neighbours {
  readonly others: readonly Neighbour[]
  /** So many of them are of the same category. */
  readonly alike: number
}

export interface Neighbour {
  readonly id: ResourceId
  readonly names: Names
}

export interface NeighbourRow extends Names {
  readonly id: ResourceId
  readonly alike: number
}

/** In use, by name. */
export function neighboursQuery(id: ResourceId): Query<NeighbourRow> {
  return sql<NeighbourRow>`SELECT r.id AS id, r.name_hans AS hans, r.name_hant AS hant, r.name_en AS en,
    r.category_id = o.category_id AS alike
    FROM resource o JOIN resource r ON r.facility_id = o.facility_id AND r.id <> o.id AND r.state <> 'retired'
    WHERE o.id = ${id} ORDER BY r.name_hans, r.id LIMIT 300`
}

export function neighboursOf(rows: readonly NeighbourRow[]): Neighbours {
  return {
    others: rows.map(({ id, hans, hant, en }) => ({ id, names: { hans, hant, en } })),
    alike: rows.filter(({ alike }) => alike === 1).length,
  }
}
