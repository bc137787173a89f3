import type { Deps } from '../../deps.ts'
import { newId, type BookingId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { outboxRow } from '../../notices/outbox.sql.ts'
import type { Query } from '../../platform/db/sql.ts'
import { advance, type Step } from '../advance.ts'
import type { Booking } from '../booking.ts'
import { readDueBookings } from '../reads/due-bookings.ts'
import type { Standing } from '../reads/surroundings.ts'
import { changeRows, holdUntilRows, type ChangeRecord } from './booking-rows.ts'
import { wrote } from './change-booking.ts'
import { expiryRows } from './expire-booking.ts'
import { endingRows, heldUnused, nextMinute, trimRows, type Makers } from './settlement-rows.ts'
import { voidRows } from './void-rows.ts'

const atOnce = 16
// A bench that nobody looked at begins, ends and is billed: no booking has more to catch up on.
const mostSteps = 4

/**
 * The clock's job: takes at most `limit` bookings whose time has come through every step that is due, and answers how
 * many it changed. Each step is one compare-and-swap under a key of its own, so that running twice or at once is
 * harmless, and a run that comes late finds all.
 */
export async function advanceBookings(
  deps: Pick<Deps, 'db' | 'now' | 'park' | 'entropy'>,
  limit = 100,
): Promise<number> {
  const now = deps.now()
  const changed = new Set<BookingId>()
  const failures: unknown[] = []
  let among: BookingId[] | null = null
  for (let step = 1; step <= mostSteps && among?.length !== 0; step++) {
    const due: Standing[] = await readDueBookings(deps, now, limit, among)
    among = []
    for (let from = 0; from < due.length; from += atOnce) {
      const some = due.slice(from, from + atOnce)
      const results = await Promise.allSettled(some.map((standing) => advanceOne(deps, standing, now)))
      results.forEach((result, index) => {
        const id = some[index]?.booking.id
        if (result.status === 'rejected') failures.push(result.reason)
        else if (result.value && id) among?.push(id)
      })
    }
    for (const id of among) changed.add(id)
  }
  // One booking that cannot be advanced holds up no other; it is told all the same.
  if (failures.length > 0) throw failures[0]
  return changed.size
}

async function advanceOne(
  deps: Pick<Deps, 'db' | 'park' | 'entropy'>,
  standing: Standing,
  now: Instant,
): Promise<boolean> {
  const { booking } = standing
  const step = advance(booking, standing.around, now)
  if (!step) return false
  const makers = { entropy: deps.entropy, park: deps.park() }
  const key = `job:advance:${booking.id}:${booking.version}`
  const idempotency = { actor: 'clock', key, requestHash: '', status: 200, body: '', at: now }
  return wrote(deps, stepRows(step, standing, now, makers), idempotency)
}

function stepRows(step: Step, standing: Standing, now: Instant, makers: Makers): Query[] {
  const { booking, facilityId } = standing
  const clock = { actorId: 'clock', at: now, facilityId } as const
  const outboxId = newId('out', now * 1000, makers.entropy)
  switch (step.kind) {
    case 'expire':
      return expiryRows(booking, facilityId, now, outboxId)
    case 'start':
      return changeRows(booking, { state: 'in-use', checkedInAt: booking.startsAt, wakeAt: booking.endsAt }, clock)
    case 'wait': {
      const { wakeAt, because } = step
      return changeRows(booking, { wakeAt }, { ...clock, action: 'booking.awaited', detail: { because } })
    }
    case 'excuse': {
      const detail = { because: step.because }
      return voidRows(booking, { state: 'cancelled', cancelledAt: now }, { ...clock, detail }, outboxId)
    }
    case 'no-show':
      return [...noShowRows(standing, now, makers), noShowEvent(booking, outboxId, now)]
    case 'hold':
      return holdRows(booking, step, clock)
    case 'complete': {
      const change = { state: 'completed', outcome: step.outcome, checkedOutAt: step.checkedOutAt } as const
      const detail = step.outcome === 'overrun' ? { review: true } : {}
      return endingRows(standing, change, { ...clock, detail }, makers).statements
    }
    case 'assess':
      return endingRows(standing, {}, { ...clock, action: 'booking.assessed' }, makers).statements
  }
}

function holdRows(booking: Booking, { heldUntil, wakeAt }: Step & { kind: 'hold' }, clock: ChangeRecord): Query[] {
  const grown = heldUntil === booking.heldUntil ? [] : holdUntilRows(booking, heldUntil)
  return [...changeRows(booking, { heldUntil, wakeAt }, { ...clock, action: 'booking.overruns' }), ...grown]
}

function noShowRows(standing: Standing, now: Instant, makers: Makers): Query[] {
  const { booking } = standing
  const heldUntil = heldUnused(booking, now)
  const change = { state: 'no-show', heldUntil } as const
  const { statements } = endingRows(standing, change, { actorId: 'clock', at: now }, makers)
  return [...statements, ...trimRows(booking, heldUntil, nextMinute(now))]
}

function noShowEvent({ id, personId }: Booking, outboxId: string, now: Instant): Query {
  return outboxRow(outboxId, 'booking.no-show', { bookingId: id, personId }, now)
}
