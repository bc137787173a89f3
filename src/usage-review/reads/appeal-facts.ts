import type { CorrectionFacts } from '../../billing/commands/post-correction.ts'
import { entryOf, entryQueryOf, type PostedEntry } from '../../billing/reads/entry-query.ts'
import type { Answer } from '../../bookings/commands/change-booking.ts'
import { currentPark } from '../../bookings/reads/booking-facts.ts'
import { namedBookingOf, namedBookingsQuery } from '../../bookings/reads/booking-with-names.ts'
import { surroundingsOf, surroundingsQueries } from '../../bookings/reads/surroundings.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { BookingId, ConsequenceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'

export interface AppealFacts extends CorrectionFacts {
  readonly appeal: {
    readonly bookingId: BookingId
    readonly appealedAt: Instant | null
    readonly decision: string | null
  }
  readonly fee: PostedEntry | null
}

/** One round trip. Throws Unauthenticated, NotFound; whose it is, is the command's to judge. */
export async function readAppeal(
  deps: Deps,
  actor: Actor,
  id: ConsequenceId,
  key: RequestKey,
): Promise<{ stored: Answer | null; facts: AppealFacts }> {
  const now = deps.now()
  const ids = sql`SELECT booking_id AS id FROM consequence WHERE id = ${id}`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    stored: storedAnswerQuery(actor, key.key),
    appeal: sql<AppealFacts['appeal']>`SELECT booking_id AS bookingId, appealed_at AS appealedAt, decision
      FROM consequence WHERE id = ${id} LIMIT 1`,
    fee: entryQueryOf(sql`e.id = (SELECT entry_id FROM consequence WHERE id = ${id})`),
    booking: namedBookingsQuery(ids),
    ...surroundingsQueries(ids),
  })
  const viewer = viewerOf(rows.viewer)
  const [booking] = rows.booking
  const [appeal] = rows.appeal
  const [fee] = rows.fee
  if (!booking || !appeal) throw new NotFound('consequence')
  const standing = { ...namedBookingOf(booking), around: surroundingsOf(rows, appeal.bookingId) }
  const facts = { viewer, now, park: await currentPark(deps, rows), standing, appeal, fee: fee ? entryOf(fee) : null }
  return { stored: storedAnswerOf(rows.stored, key), facts }
}
