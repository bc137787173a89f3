import { namedBookingOf, namedBookingsQuery } from '../../bookings/reads/booking-with-names.ts'
import {
  instrumentPageOf,
  instrumentQueries,
  type InstrumentPage,
  type InstrumentWanted,
} from '../../bookings/reads/instrument-page.ts'
import { surroundingsOf, surroundingsQueries } from '../../bookings/reads/surroundings.ts'
import type { Actor, Deps } from '../../deps.ts'
import { viewerOf } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { UnitId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Unit } from '../../resources/resource.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import type { Code } from '../code.ts'
import type { MineHere } from '../landing.ts'

/** What a scanned code leads to; `page` is null for a code that nobody gave, or whose resource is not public yet. */
export type LandingPage =
  | { readonly page: null; readonly viewer: Viewer }
  | {
      readonly page: InstrumentPage
      /** The unit that the sticker is on. */
      readonly unit: Unit | null
      /** True when another sticker has taken its place. */
      readonly replaced: boolean
      readonly mine: readonly MineHere[]
    }

/** One round trip. Throws Unauthenticated. */
export async function readLandingPage(
  deps: Deps,
  actor: Actor,
  code: Code | null,
  wanted: InstrumentWanted,
): Promise<LandingPage> {
  const now = deps.now()
  const resourceId = sql<{ id: string }>`SELECT resource_id AS id FROM qr_code WHERE code = ${code}`
  const mine = myIdsQuery(actor, sql`(${resourceId})`, now)
  const rows = await deps.db.read({
    ...instrumentQueries(deps, actor, resourceId, wanted),
    ...surroundingsQueries(mine),
    mine: namedBookingsQuery(mine),
    code: sql<{ unitId: number | null; replacedAt: Instant | null }>`SELECT unit_id AS unitId,
      replaced_at AS replacedAt FROM qr_code WHERE code = ${code} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [found] = rows.code
  const page = found ? await instrumentPageOf(deps, rows, wanted).catch(nothingToSee) : null
  if (!found || !page) return { page: null, viewer }
  const mineHere = rows.mine.map(namedBookingOf).map(({ booking, names }) => {
    return { booking, around: surroundingsOf(rows, booking.id), unitName: names.unit }
  })
  return {
    page,
    unit: page.asked.resource.units.find(({ id }) => id === (found.unitId as UnitId | null)) ?? null,
    replaced: found.replacedAt !== null,
    mine: mineHere.toSorted((a, b) => a.booking.startsAt - b.booking.startsAt),
  }
}

/** What is not public yet must answer like a code that nobody gave. */
function nothingToSee(error: unknown): null {
  if (error instanceof NotFound) return null
  throw error
}

// No booking is longer than its resource's longest and its overrun, so the look back in the index is bounded.
function myIdsQuery(actor: Actor, resourceId: Query, now: Instant): Query<{ id: string }> {
  return sql`SELECT id FROM booking WHERE person_id = ${viewerId(actor)} AND resource_id = ${resourceId}
    AND starts_at < ${now + 86_400}
    AND starts_at > ${now} - (SELECT (max_minutes + 1440) * 60 FROM resource WHERE id = ${resourceId})
    AND state IN ('offered', 'pending', 'confirmed', 'in-use') AND (state = 'in-use' OR ends_at > ${now})`
}
