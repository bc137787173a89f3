import type { OpenRequest } from '../../access/reads/open-requests.ts'
import { openRequestsOf, openRequestsQuery } from '../../access/reads/open-requests.ts'
import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { comingDuesQuery, type ComingDueRow } from '../../knowledge/knowledge.sql.ts'
import { newId, type FacilityId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Machine } from '../machine.ts'
import { mostCounted, type NeedyBooking, type OpenFault } from '../need.ts'
import { waitingReviewsQuery } from '../../usage-review/reads/open-reviews.ts'
import { machineQueries, machinesOf, mostMachines } from './machines.ts'
import { managedFacilities, type TodayWanted } from './managed.ts'
import { needQueries, needyBookingsOf, openFaultsOf } from './needs.ts'

/** A lab manager's day at this moment: what needs them, and how each machine stands. */
export interface Today {
  readonly viewer: Viewer
  readonly now: Instant
  /** All that the viewer manages, whichever is looked at. */
  readonly facilities: readonly (Names & { readonly id: FacilityId })[]
  readonly bookings: readonly NeedyBooking[]
  readonly faults: readonly OpenFault[]
  readonly requests: readonly OpenRequest[]
  /** Calibration and upkeep that is soon due, or overdue. */
  readonly dues: readonly ComingDueRow[]
  /** Uses and appeals that wait in the usage review, in every facility of the viewer's: the review shows them all. */
  readonly reviews: number
  readonly machines: readonly Machine[]
  /** More machines follow the last one. */
  readonly more: boolean
  readonly formKey: string
}

/** One round trip. Throws Unauthenticated, Forbidden. */
export async function readToday(deps: Deps, actor: Actor, wanted: TodayWanted): Promise<Today> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    facilities: sql<Names & { id: FacilityId }>`SELECT f.id AS id, f.name_hans AS hans, f.name_hant AS hant,
      f.name_en AS en FROM facility f WHERE f.id IN (${managedFacilities(actor, { facilityId: null })})
      ORDER BY f.code LIMIT 500`,
    ...needQueries(actor, wanted, now),
    requests: openRequestsQuery(managedFacilities(actor, wanted), mostCounted + 1),
    dues: comingDuesQuery(managedFacilities(actor, wanted), now, 20),
    reviews: waitingReviewsQuery(managedFacilities(actor, { facilityId: null }), mostCounted + 1),
    ...machineQueries(actor, wanted, now),
  })
  const machines = machinesOf(rows.machines, rows.uses, now)
  return {
    viewer: viewerOf(rows.viewer),
    now,
    facilities: rows.facilities,
    bookings: needyBookingsOf([...rows.due, ...rows.approvals, ...rows.noShows]),
    faults: openFaultsOf(rows.faults),
    requests: openRequestsOf(rows.requests),
    dues: rows.dues,
    reviews: rows.reviews[0]?.waiting ?? 0,
    machines: machines.slice(0, mostMachines),
    more: machines.length > mostMachines,
    formKey: newId('frm', now * 1000, deps.entropy),
  }
}
