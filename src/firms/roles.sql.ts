import { Query } from '../platform/db/sql.ts'
import { roleTable, type Act } from './role-table.ts'

/** The roles that grant an act, for `role IN (…)`: the same table that `may` reads. */
export function rolesThatMay(act: Act): Query {
  return fragments[act]
}

// Names from the table, never from a request; made once, so that every statement's text is prepared once.
const fragments = Object.fromEntries(
  Object.entries(roleTable).map(([act, names]) => [act, new Query(names.map((name) => `'${name}'`).join(', '), [])]),
) as unknown as Record<Act, Query>
