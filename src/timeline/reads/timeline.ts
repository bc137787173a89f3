import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { FacilityId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { sql } from '../../platform/db/sql.ts'
import { managedFacilities } from '../../today/reads/managed.ts'
import type { Lane } from '../lane.ts'
import { laneQueries, lanesOf, type LanesWanted } from './lanes.ts'

/** Machines through some days, and what the page may be narrowed to. */
export interface Timeline {
  readonly viewer: Viewer
  readonly now: Instant
  readonly shown: Interval
  /** All that the viewer manages, whichever is looked at. */
  readonly facilities: readonly (Names & { readonly id: FacilityId })[]
  readonly categories: readonly (Names & { readonly id: string })[]
  readonly lanes: readonly Lane[]
  /** More lanes follow the last one. */
  readonly more: boolean
}

/** One round trip. Throws Unauthenticated, Forbidden. */
export async function readTimeline(deps: Deps, actor: Actor, wanted: LanesWanted, shown: Interval): Promise<Timeline> {
  const now = deps.now()
  const all = managedFacilities(actor, { facilityId: null })
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    facilities: sql<Names & { id: FacilityId }>`SELECT f.id AS id, f.name_hans AS hans, f.name_hant AS hant,
      f.name_en AS en FROM facility f WHERE f.id IN (${all}) ORDER BY f.code LIMIT 500`,
    categories: sql<Names & { id: string }>`SELECT c.id AS id, c.name_hans AS hans, c.name_hant AS hant,
      c.name_en AS en FROM category c WHERE EXISTS (SELECT 1 FROM resource r WHERE r.category_id = c.id
        AND r.facility_id IN (${all}) AND r.state IN ('published', 'out-of-service')) ORDER BY c.id LIMIT 500`,
    ...laneQueries(actor, wanted, shown),
  })
  return {
    viewer: viewerOf(rows.viewer),
    now,
    shown,
    facilities: rows.facilities,
    categories: rows.categories,
    ...lanesOf(rows.lanes, rows.blocks, rows.spans),
  }
}
