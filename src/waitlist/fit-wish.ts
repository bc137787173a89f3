import type { BookingFacts, ResourceFacts } from '../bookings/facts.ts'
import { earliestIn, type SlotShape } from '../bookings/first-slot.ts'
import { freeByUnit } from '../bookings/free-slots.ts'
import { judgeBooking, type Verdict } from '../bookings/judge-booking.ts'
import { nobody, usualSamples } from '../bookings/offered-slots.ts'
import type { Refusal, RefusalName } from '../bookings/refusal.ts'
import { refuse } from '../bookings/rules/rule.ts'
import type { BookingId } from '../kernel/id.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import { invariant } from '../kernel/invariant.ts'
import { leastNoticeSeconds, type Wish } from './wish.ts'

/** A resource and what holds it. */
export type Room = Pick<ResourceFacts, 'resource' | 'held'>

/**
 * The first time within a wish's window that its person may have, judged like a request of their own; or null. Pieces
 * of free time count as much as a whole slot.
 */
export function fitWish(wish: Wish, facts: BookingFacts, bookingId: BookingId): Verdict | null {
  const asked = facts.resources.get(wish.resourceId)
  if (!asked) return null
  const shape = shapeOf(wish, asked, facts)
  const gaps = gapsFor(wish, asked, facts)
  const by = { projectId: wish.projectId, onBehalfOf: null, override: null }
  let from = earliestStart(wish, asked, facts.now)
  for (let left = tries; left > 0; left--) {
    const slot = earliestIn(gaps, from, shape)
    if (!slot) return null
    const wanted = { ...slot, ...plain, resourceId: wish.resourceId, samples: usualSamples(asked) }
    const verdict = judgeBooking(wanted, by, facts, bookingId)
    if (verdict.refusals.length === 0) return verdict
    if (verdict.refusals.some(({ rule }) => !curedLater.has(rule))) return null
    from = Math.max(slot.startsAt + 60, ...verdict.refusals.map((one) => one.facts.resetsAt ?? one.facts.until ?? 0))
  }
  return null
}

/** What keeps a person from ever having what they wish for, were nothing taken: no time within the window cures it. */
export function obstaclesTo(wish: Wish, facts: BookingFacts): Refusal[] {
  const asked = facts.resources.get(wish.resourceId)
  invariant(asked, "a wish's resource was read with it")
  const empty = { ...asked, held: [] }
  const resources = new Map(facts.resources).set(wish.resourceId, empty)
  const shape = shapeOf(wish, empty, facts)
  const slot = earliestIn(gapsFor(wish, empty, facts), earliestStart(wish, empty, facts.now), shape)
  const { startsAt, endsAt } = slot ?? { startsAt: wish.startsAt, endsAt: wish.startsAt + shape.seconds }
  const wanted = { startsAt, endsAt, ...plain, resourceId: wish.resourceId, samples: usualSamples(asked) }
  const by = { projectId: wish.projectId || null, onBehalfOf: null, override: null }
  const { refusals } = judgeBooking(wanted, by, { ...facts, resources }, nobody)
  if (slot) return refusals.filter(({ rule }) => !passing.has(rule))
  return refusals.length > 0 ? [...refusals] : [refuse('too-soon', leastNoticeSeconds / 60, 0, 'minutes')]
}

/** Whether the resource has room for a wish, whoever made it: only then it is worth judging. */
export function hasRoom(wish: Wish, asked: Room, facts: Pick<BookingFacts, 'park' | 'now'>): boolean {
  const shape = shapeOf(wish, asked, facts)
  return earliestIn(gapsFor(wish, asked, facts), earliestStart(wish, asked, facts.now), shape) !== null
}

/** What a later start within the window may cure. */
const curedLater: ReadonlySet<RefusalName> = new Set<RefusalName>([
  'outside-opening-hours',
  'closed',
  'misaligned',
  'too-soon',
  'in-the-past',
  'unit-taken',
  'person-busy',
  'quota-exceeded',
])

/** What may have passed by the time that an offer is made. */
const passing: ReadonlySet<RefusalName> = new Set<RefusalName>([...curedLater, 'budget-exceeded', 'credit-exceeded'])

// A day in steps of five minutes, and some.
const tries = 300
const plain = { unitId: null, whole: false, purpose: '' } as const

function gapsFor(wish: Wish, asked: Room, { park }: Pick<BookingFacts, 'park'>): Interval[] {
  const window = { startsAt: wish.startsAt, endsAt: wish.endsAt }
  return [...freeByUnit(asked, window, park).values()].flat()
}

function earliestStart(wish: Wish, { resource }: Room, now: Instant): Instant {
  return Math.max(wish.startsAt, now + leastNoticeSeconds, now + resource.policy.leadMinutes * 60)
}

function shapeOf({ minutes }: Wish, { resource }: Room, { park }: Pick<BookingFacts, 'park'>): SlotShape {
  return { seconds: minutes * 60, stepMinutes: resource.stepMinutes, zone: park.timeZone }
}
