import { entryOf, entryQueryOf, type PostedEntry } from '../../billing/reads/entry-query.ts'
import type { CorrectionFacts } from '../../billing/commands/post-correction.ts'
import type { Answer } from '../../bookings/commands/change-booking.ts'
import { currentPark } from '../../bookings/reads/booking-facts.ts'
import { namedBookingOf, namedBookingsQuery } from '../../bookings/reads/booking-with-names.ts'
import { surroundingsOf, surroundingsQueries } from '../../bookings/reads/surroundings.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { BookingId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { ReviewDecision, ReviewKind } from '../review.ts'

/** A use that waits, beside what was billed for it. */
export interface ReviewFacts extends CorrectionFacts {
  readonly review: { readonly kind: ReviewKind; readonly decision: ReviewDecision | null }
  readonly costMinor: number
  /** The fee of its no-show, where there is one. */
  readonly noShow: PostedEntry | null
}

/** One round trip. Throws Unauthenticated, NotFound; whose it is, is the command's to judge. */
export async function readReview(
  deps: Deps,
  actor: Actor,
  id: BookingId,
  key: RequestKey,
): Promise<{ stored: Answer | null; facts: ReviewFacts }> {
  const now = deps.now()
  const ids = sql`SELECT ${id} AS id`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    stored: storedAnswerQuery(actor, key.key),
    booking: namedBookingsQuery(ids),
    review: sql<ReviewFacts['review']>`SELECT kind, decision FROM usage_review
      WHERE booking_id = ${id} AND compare_at IS NULL LIMIT 1`,
    cost: sql<{ minor: number }>`SELECT ifnull(sum(c.amount_minor), 0) AS minor FROM journal_entry e
      JOIN charge c ON c.entry_id = e.id WHERE e.booking_id = ${id} LIMIT 1`,
    noShow: entryQueryOf(sql`e.booking_id = ${id} AND e.kind = 'no-show'`),
    ...surroundingsQueries(ids),
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.booking
  const [review] = rows.review
  if (!row || !review) throw new NotFound('review')
  const standing = { ...namedBookingOf(row), around: surroundingsOf(rows, id) }
  const [noShow] = rows.noShow
  const costMinor = rows.cost[0]?.minor ?? 0
  const park = await currentPark(deps, rows)
  const facts = { viewer, now, park, standing, review, costMinor, noShow: noShow ? entryOf(noShow) : null }
  return { stored: storedAnswerOf(rows.stored, key), facts }
}
