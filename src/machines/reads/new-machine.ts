import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql } from '../../platform/db/sql.ts'
import { choicesQueries, hoursOnOffer, hoursOnOfferQuery, type HoursOnOffer } from './machine-list.ts'

/** What the form of a new machine has to choose from. */
export interface NewMachineChoices {
  readonly viewer: Viewer
  readonly now: Instant
  readonly facilities: readonly (Names & { readonly id: string })[]
  readonly categories: readonly (Names & { readonly id: string })[]
  readonly hours: readonly HoursOnOffer[]
  /** Of firms, the usual ones first. */
  readonly priceCategories: readonly string[]
}

/** One round trip. Throws Unauthenticated, Forbidden. */
export async function readNewMachine(deps: Deps, actor: Actor): Promise<NewMachineChoices> {
  const now = deps.now()
  const { viewer, facilities, categories, hours, priced } = await deps.db.read({
    viewer: viewerQuery(actor, now),
    ...choicesQueries(actor),
    hours: hoursOnOfferQuery(actor, null),
    priced: sql<{ name: string }>`SELECT price_category AS name FROM firm WHERE state <> 'departed'
      GROUP BY price_category ORDER BY count(*) DESC, price_category LIMIT 12`,
  })
  const names = priced.map(({ name }) => name)
  return {
    viewer: viewerOf(viewer),
    now,
    facilities,
    categories,
    hours: hours.map(hoursOnOffer),
    priceCategories: names.length === 0 ? ['resident'] : names,
  }
}
