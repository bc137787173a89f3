import { currentPark } from '../../bookings/reads/booking-facts.ts'
import { namedBookingsQuery, visibleBookingOf } from '../../bookings/reads/booking-with-names.ts'
import { surroundingsOf, surroundingsQueries } from '../../bookings/reads/surroundings.ts'
import type { Actor, Deps } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { BookingId } from '../../kernel/id.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { CorrectionFacts } from '../commands/post-correction.ts'
import type { UsedConsumable } from '../pricing.ts'
import { namesOf } from './rate-list.ts'

/** Something on the price list of a booking's facility. */
export type OfferedConsumable = Omit<UsedConsumable, 'quantity'>

export interface ExtrasFacts extends CorrectionFacts {
  readonly offered: readonly OfferedConsumable[]
}

/** A booking with what may be reported with its use. Throws Unauthenticated; NotFound where it is not the viewer's. */
export async function readExtras(deps: Deps, actor: Actor, id: BookingId, key: { key: string; requestHash: string }) {
  const now = deps.now()
  const ids = sql`SELECT ${id} AS id`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    stored: storedAnswerQuery(actor, key.key),
    booking: namedBookingsQuery(ids),
    offered: offeredQuery(sql`(SELECT resource_id FROM booking WHERE id = ${id})`),
    ...surroundingsQueries(ids),
  })
  const viewer = viewerOf(rows.viewer)
  const standing = { ...visibleBookingOf(rows.booking, viewer), around: surroundingsOf(rows, id) }
  const park = await currentPark(deps, rows)
  const offered = rows.offered.map(offeredOf)
  const facts: ExtrasFacts = { viewer, now, park, standing, offered }
  return { stored: storedAnswerOf(rows.stored, key), facts }
}

type OfferedRow = Omit<OfferedConsumable, 'names'> & { readonly names: string }

/** What is sold with the use of a resource, its own things first. */
export function offeredQuery(resourceId: Query): Query<OfferedRow> {
  return sql<OfferedRow>`SELECT c.id AS id, json_array(c.name_hans, c.name_hant, c.name_en) AS names,
    c.unit_minor AS unitMinor, c.tax_basis_points AS taxBasisPoints
    FROM resource r JOIN consumable c ON c.facility_id = r.facility_id
    WHERE r.id = ${resourceId} AND c.state = 'offered' AND (c.resource_id IS NULL OR c.resource_id = r.id)
    ORDER BY c.resource_id IS NULL, c.name_en, c.id LIMIT 200`
}

export function offeredOf(row: OfferedRow): OfferedConsumable {
  return { ...row, names: namesOf(row.names) }
}
