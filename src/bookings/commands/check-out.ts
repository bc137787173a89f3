import type { Actor, Deps, RequestKey } from '../../deps.ts'
import type { BookingId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Conflict } from '../../kernel/thrown.ts'
import { advance } from '../advance.ts'
import type { Booking, Outcome } from '../booking.ts'
import type { Standing } from '../reads/surroundings.ts'
import type { ChangeRecord } from './booking-rows.ts'
import { changeBooking, stateForbids, type Answer, type Changed, type Found } from './change-booking.ts'
import { assertMayUse } from './check-in.ts'
import { endingRows, heldAfterUse, nextMinute, trimRows } from './settlement-rows.ts'

/** What the person says of the use; samples that are not said are as booked. */
export interface UsageReport {
  readonly samples: number | null
  readonly note: string
}

/**
 * Ends the use: the rest of the time goes back to the unit, unused quota to the firm, and the bill is posted. Throws
 * what `changeBooking` does, Forbidden.
 */
export async function checkOut(
  deps: Deps,
  actor: Actor,
  id: BookingId,
  report: UsageReport,
  key: RequestKey,
): Promise<Answer> {
  return changeBooking(deps, actor, id, key, (found) => {
    assertMayUse(found)
    assertInUse(found)
    return checkedOut(deps, found, found.viewer.personId, report)
  })
}

function assertInUse(found: Found): void {
  const { booking, around, now } = found
  if (booking.state !== 'in-use') throw stateForbids(found)
  // The clock has ended it, or would have if it had been asked: that is no evidence of a longer use.
  if (advance(booking, around, now)?.kind !== 'complete') return
  throw new Conflict('too-late', { until: formatInstant(booking.endsAt + booking.terms.overrunMinutes * 60) })
}

/** The booking ended by somebody, with what they say of it. */
export function checkedOut(
  deps: Pick<Deps, 'entropy'>,
  found: Standing & Pick<Found, 'now' | 'park'>,
  actorId: ChangeRecord['actorId'],
  { samples, note }: UsageReport,
): Changed {
  const { booking, now, park } = found
  const heldUntil = heldAfterUse(booking, now)
  const change = {
    state: 'completed',
    checkedOutAt: now,
    outcome: outcomeAt(booking, now),
    heldUntil,
    samples: samples ?? booking.samples,
  } as const
  const record = { actorId, at: now, detail: note === '' ? {} : { note } }
  const { next, statements } = endingRows(found, change, record, { entropy: deps.entropy, park })
  return { next, statements: [...statements, ...trimRows(booking, heldUntil, nextMinute(now))] }
}

/** Within the minute of the booked end is on time. */
function outcomeAt({ endsAt }: Booking, now: Instant): Outcome {
  if (nextMinute(now) < endsAt) return 'early'
  return now >= endsAt + 60 ? 'overrun' : 'on-time'
}
