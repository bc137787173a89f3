import type { NamedBooking } from '../../bookings/reads/booking-with-names.ts'
import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Forbidden } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Chosen } from '../machine-filter.ts'
import type { Reach, Together } from '../together.ts'
import { chosenBy } from './fitting.ts'
import { hoursOnOffer, hoursOnOfferQuery, type HoursOnOffer } from './machine-list.ts'
import { namedBookings, previewQueries, reachOf, type MeantMachine, type TogetherSource } from './together-facts.ts'

/** What a change of several machines would do. */
export interface TogetherPreview {
  readonly viewer: Viewer
  readonly now: Instant
  readonly reach: Reach
  readonly source: TogetherSource | null
  readonly machines: readonly MeantMachine[]
  readonly bookings: readonly NamedBooking[]
}

/** One round trip. Throws Unauthenticated, and Forbidden where prices are not the viewer's business. */
export async function readTogetherPreview(
  deps: Deps,
  actor: Actor,
  chosen: Chosen,
  change: Together,
): Promise<TogetherPreview> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    ...previewQueries(actor, chosen, change, now),
  })
  const viewer = viewerOf(rows.viewer)
  if (change.kind === 'rates' && !seesParkMoney(viewer)) throw new Forbidden()
  const { reach } = reachOf(rows, deps.park())
  const { machines, source } = rows
  return { viewer, now, reach, machines, source: source[0] ?? null, bookings: namedBookings(rows.bookings) }
}

/** What may be chosen for several machines, before it is. */
export interface TogetherChoices {
  readonly viewer: Viewer
  readonly now: Instant
  readonly count: number
  readonly names: readonly { readonly hans: string; readonly hant: string; readonly en: string }[]
  readonly tags: readonly string[]
  readonly hours: readonly HoursOnOffer[]
}

const mostNamed = 6

/** One round trip. Throws Unauthenticated. */
export async function readTogetherChoices(deps: Deps, actor: Actor, chosen: Chosen): Promise<TogetherChoices> {
  const now = deps.now()
  const meant = chosenBy(actor, chosen)
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    count: sql<{ n: number }>`SELECT count(*) AS n FROM resource r WHERE ${meant} LIMIT 1`,
    names: sql<{ hans: string; hant: string; en: string }>`SELECT r.name_hans AS hans, r.name_hant AS hant,
      r.name_en AS en FROM resource r WHERE ${meant} ORDER BY r.asset_number LIMIT ${mostNamed}`,
    tags: sql<{ tag: string }>`SELECT DISTINCT t.tag AS tag FROM resource r JOIN resource_tag t ON t.resource_id = r.id
      WHERE ${meant} ORDER BY t.tag LIMIT 100`,
    hours: hoursOnOfferQuery(actor, null),
  })
  return {
    viewer: viewerOf(rows.viewer),
    now,
    count: rows.count[0]?.n ?? 0,
    names: rows.names,
    tags: rows.tags.map(({ tag }) => tag),
    hours: rows.hours.map(hoursOnOffer),
  }
}
