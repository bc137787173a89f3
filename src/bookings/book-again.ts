import type { Interval } from '../kernel/interval.ts'
import type { BookingFacts, ResourceFacts } from './facts.ts'
import { habitsOf, type PastUse } from './habits.ts'
import { judgeBooking, type Verdict } from './judge-booking.ts'
import { nobody, offeredSlots, usualSamples } from './offered-slots.ts'
import type { Refusal } from './refusal.ts'
import type { WantedBy } from './wanted.ts'
import { sameTimeAgain } from './weekly.ts'

/** How an earlier booking may be had again, each with one press. */
export interface Again {
  /** The next time of the same length. */
  readonly next: Verdict | null
  /** The same weekday and time again, when it is free and is not the next time anyway. */
  readonly same: Verdict | null
  /** What no other time would cure; then neither is offered. */
  readonly obstacles: readonly Refusal[]
}

export interface AgainWanted {
  readonly last: Interval & { readonly whole: boolean }
  readonly by: WantedBy
  readonly past: readonly PastUse[]
  /** Times that the person already has at this resource. */
  readonly mine: readonly Interval[]
  /** Where the next time is looked for; the facts must reach over it. */
  readonly window: Interval
  /** How far the facts reach. */
  readonly reach: Interval
}

/** The same again: at the next time that suits the person, and at the same time of another week. */
export function bookAgain(asked: ResourceFacts, facts: BookingFacts, wanted: AgainWanted): Again {
  const { last, by, mine, window } = wanted
  const { whole } = last
  const { timeZone } = facts.park
  const { startMinute } = habitsOf(wanted.past, asked.resource, timeZone)
  const minutes = (last.endsAt - last.startsAt) / 60
  const { slots, obstacles } = offeredSlots(asked, by, facts, { minutes, window, count: 1, mine, whole, startMinute })
  if (obstacles.length > 0) return { next: null, same: null, obstacles }
  const [next = null] = slots
  const same = sameAgain(asked, facts, wanted)
  return { next, same: same?.wanted.startsAt === next?.wanted.startsAt ? null : same, obstacles }
}

function sameAgain(asked: ResourceFacts, facts: BookingFacts, { last, by, mine, reach }: AgainWanted): Verdict | null {
  const time = sameTimeAgain(last, facts.now, facts.park.timeZone)
  const known = time !== null && time.startsAt >= reach.startsAt && time.endsAt <= reach.endsAt
  if (!known || mine.some((own) => own.startsAt < time.endsAt && own.endsAt > time.startsAt)) return null
  const { id: resourceId } = asked.resource
  const wish = { ...time, resourceId, unitId: null, whole: last.whole, samples: usualSamples(asked), purpose: '' }
  const verdict = judgeBooking(wish, by, facts, nobody)
  return verdict.refusals.length === 0 ? verdict : null
}
