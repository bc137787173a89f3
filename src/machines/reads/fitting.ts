import type { Actor } from '../../deps.ts'
import type { FacilityId } from '../../kernel/id.ts'
import { joined, json, sql, type Query } from '../../platform/db/sql.ts'
import { hasWord } from '../../resources/search-text.sql.ts'
import { searchWords } from '../../resources/search-text.ts'
import { managedFacilities } from '../../today/reads/managed.ts'
import type { Chosen, MachineFilter } from '../machine-filter.ts'

/** True of a resource `r` that the viewer manages and that fits. */
export function fitting(actor: Actor, { facility, category, state, tag, words }: MachineFilter): Query {
  const fits = [
    isManaged(actor, facility === '' ? null : facility),
    state === '' ? sql`r.state <> 'retired'` : sql`r.state = ${state}`,
    ...(category === '' ? [] : [sql`r.category_id = ${category}`]),
    ...(tag === '' ? [] : [sql`r.id IN (SELECT t.resource_id FROM resource_tag t WHERE t.tag = ${tag})`]),
    ...searchWords(words).map(hasWord),
  ]
  return joined(fits, ' AND ')
}

/** True of a resource `r` that was chosen and that the viewer manages: of any other one nothing is told. */
export function chosenBy(actor: Actor, { ids, filter }: Chosen): Query {
  if (ids === 'all') return fitting(actor, filter)
  return sql`r.id IN (SELECT value FROM json_each(${json(ids)})) AND ${isManaged(actor, null)}`
}

/** True of a resource `r` that the viewer manages. */
export function isManaged(actor: Actor, facilityId: FacilityId | null): Query {
  return sql`r.facility_id IN (${managedFacilities(actor, { facilityId })})`
}
