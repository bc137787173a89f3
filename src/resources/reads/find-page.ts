import type { Actor, Deps, Names } from '../../deps.ts'
import { sql } from '../../platform/db/sql.ts'
import type { FindWish } from './find-query.ts'
import { findQueries, foundOfRows, type Found } from './find-resources.ts'

export interface FindPage extends Found {
  /** Facilities to choose from. */
  readonly facilities: readonly { readonly id: string; readonly names: Names; readonly building: string }[]
}

/** The find page in one round trip: what fits, and the facilities of the form. Throws Unauthenticated. */
export async function readFindPage(
  deps: Deps,
  actor: Actor,
  wish: Omit<FindWish, 'rows'>,
  limit: number,
): Promise<FindPage> {
  const rows = await deps.db.read({ ...findQueries(deps, actor, wish, limit), facilities: facilitiesQuery })
  const facilities = rows.facilities.map(({ id, building, ...names }) => ({ id, building, names }))
  return { ...foundOfRows(rows, deps, wish, limit), facilities }
}

const facilitiesQuery = sql<
  Names & { id: string; building: string }
>`SELECT id, building, name_hans AS hans, name_hant AS hant, name_en AS en
  FROM facility ORDER BY code LIMIT 200`
