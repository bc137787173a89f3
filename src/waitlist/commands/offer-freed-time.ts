import { newBookingRows, judgedRows } from '../../bookings/commands/booking-rows.ts'
import { expiryRows, isInTheWay } from '../../bookings/commands/expire-booking.ts'
import { bookingNumber } from '../../bookings/booking.ts'
import { draftBooking } from '../../bookings/draft-booking.ts'
import type { Verdict } from '../../bookings/judge-booking.ts'
import type { Deps, Instant } from '../../deps.ts'
import { hexOf } from '../../kernel/hex.ts'
import { newId, type BookingId, type ResourceId } from '../../kernel/id.ts'
import { invariant } from '../../kernel/invariant.ts'
import { deliverNotices } from '../../notices/commands/deliver-notices.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import { fitWish, hasRoom } from '../fit-wish.ts'
import { readQueue, readRoom, readWishFacts, type WishFacts, type WishQueue } from '../reads/queue.ts'
import { changeWishRows, type Queued } from '../wish.sql.ts'
import { holdSeconds, lastStart, leastNoticeSeconds, type Wish } from '../wish.ts'

// Each round makes one offer, or finds that somebody else was quicker; what is left then waits for the clock.
const mostRounds = 40
/** Nobody is told when a quota begins anew or a training is passed: those who wait are looked at now and then. */
const lookAgainSeconds = 1_800

/**
 * Offers what is free of a resource to those who wait for it, in the order of their wishes, and answers how many offers
 * it made. Whoever may not have it now is passed over and keeps their place. Each offer is written only on the turn
 * that it was judged on: run twice, or twice at once, it does what one run would. Throws DbUnavailable.
 */
export async function offerFreedTime(deps: Deps, resourceId: ResourceId): Promise<number> {
  let offered = 0
  for (let round = 1; round <= mostRounds; round++) {
    const queue = await readQueue(deps, resourceId)
    if (!queue || (queue.lookAt > deps.now() && !queue.lapsed)) break
    const outcome = await offerNext(deps, resourceId, queue)
    if (outcome === 'nobody') break
    if (outcome === 'offered') offered++
  }
  return offered
}

/** Time may have been freed: once the answer is out, whoever waits for it is offered it, and told. */
export function offerAfterwards(deps: Deps, waitedFor: readonly { readonly resourceId: ResourceId }[]): void {
  for (const { resourceId } of waitedFor) deps.afterResponse(offerAndTell(deps, resourceId))
}

/**
 * Nobody overtakes those who wait: what was freed is offered to them before somebody else is judged for it. Answers
 * whether that is to be judged anew: its facts are older than the offers, and more may have been freed meanwhile.
 */
export async function offerBefore(
  deps: Deps,
  queued: readonly Queued[],
  lapsed: readonly { readonly resourceId: ResourceId }[],
): Promise<boolean> {
  const isFreed = ({ resourceId, due }: Queued) => due === 1 || lapsed.some((one) => one.resourceId === resourceId)
  const freed = queued.filter(isFreed)
  let offered = 0
  for (const { resourceId } of freed) offered += await offerFreedTime(deps, resourceId)
  return offered > 0 || freed.some(({ due }) => due === 1)
}

async function offerAndTell(deps: Deps, resourceId: ResourceId): Promise<void> {
  if ((await offerFreedTime(deps, resourceId)) > 0) await deliverNotices(deps)
}

/** Goes down the queue to the first who may have what is free. */
async function offerNext(
  deps: Deps,
  resourceId: ResourceId,
  queue: WishQueue,
): Promise<'offered' | 'overtaken' | 'nobody'> {
  const now = deps.now()
  const waiting = queue.waiting.filter((wish) => !isOver(wish, queue, now))
  const room = waiting.length === 0 ? null : await readRoom(deps, resourceId, waiting)
  for (const wish of waiting) {
    if (!room || !hasRoom(wish, room, { park: deps.park(), now })) continue
    const found = await readWishFacts(deps, wish)
    const bookingId = newId('bkg', now * 1000, deps.entropy)
    const verdict = found && fitWish(wish, found.facts, bookingId)
    if (!found || !verdict) continue
    const rows = [...turnRows(queue, wish), ...offerRows(deps, wish, verdict, found, bookingId)]
    const key = `job:offer:${wish.id}:${wish.version}`
    const idempotency = { ...byTheClock, key, status: 201, body: JSON.stringify({ id: bookingId }), at: now }
    return (await wasWritten(deps.db.write(rows, { idempotency }))) ? 'offered' : 'overtaken'
  }
  return (await noteLook(deps, resourceId, queue)) ? 'nobody' : 'overtaken'
}

/** Nothing can fulfil it any more. */
function isOver(wish: Wish, { retired }: WishQueue, now: Instant): boolean {
  return retired || lastStart(wish) < now + leastNoticeSeconds
}

function offerRows(deps: Deps, wish: Wish, verdict: Verdict, { facts, lapsed }: WishFacts, id: BookingId): Query[] {
  const { now } = facts
  const resource = facts.resources.get(wish.resourceId)?.resource
  invariant(resource, "a wish's resource was read with it")
  const { facilityId } = resource
  const outboxId = () => newId('out', now * 1000, deps.entropy)
  const identity = { id, number: bookingNumber(now, deps.entropy), groupId: null }
  const by = { projectId: wish.projectId, onBehalfOf: null, override: null }
  const draft = draftBooking(verdict, by, facts, identity)
  const booking = {
    ...draft,
    state: 'offered',
    awaits: [],
    wakeAt: Math.min(now + holdSeconds, draft.startsAt),
  } as const
  return [
    ...judgedRows(facts, [wish.resourceId]),
    ...lapsed.filter((one) => isInTheWay(one, verdict)).flatMap((one) => expiryRows(one, facilityId, now, outboxId())),
    ...newBookingRows(booking, verdict.units, verdict.claims, resource, outboxId()),
    ...changeWishRows(wish, { state: 'offered', bookingId: id }, { actorId: 'clock', at: now, facilityId }),
  ]
}

/** The next turn: nobody else made an offer here since, and nothing more was freed. */
function turnRows({ turn }: WishQueue, { resourceId }: Wish): Query[] {
  return asserting(
    sql`UPDATE wish_queue SET turn = turn + 1 WHERE resource_id = ${resourceId} AND turn = ${turn}`,
    'STALE_VERSION',
  )
}

/** Nobody may have what is free: wishes that nothing can fulfil any more end, the others are looked at again later. */
function noteLook(deps: Deps, resourceId: ResourceId, queue: WishQueue): Promise<boolean> {
  const at = deps.now()
  const { turn, waiting, facilityId } = queue
  const over = waiting.filter((wish) => isOver(wish, queue, at))
  const lookAt = waiting.length > over.length ? at + lookAgainSeconds : null
  const rows = [
    ...asserting(
      sql`UPDATE wish_queue SET look_at = ${lookAt} WHERE resource_id = ${resourceId} AND turn = ${turn}`,
      'STALE_VERSION',
    ),
    ...over.flatMap((wish) => changeWishRows(wish, { state: 'lapsed' }, { actorId: 'clock', at, facilityId })),
  ]
  const key = `job:waitlist-look:${hexOf(deps.entropy(12))}`
  return wasWritten(deps.db.write(rows, { idempotency: { ...byTheClock, key, status: 200, body: '', at } }))
}

const byTheClock = { actor: 'clock', requestHash: '' } as const

/** False when somebody else was quicker, so that it has to be judged again. */
async function wasWritten(writing: Promise<void>): Promise<boolean> {
  try {
    await writing
    return true
  } catch (error) {
    if (error instanceof DbAbort && error.token !== 'OTHER_CONSTRAINT') return false
    throw error
  }
}
