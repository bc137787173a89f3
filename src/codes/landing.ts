import type { Booking } from '../bookings/booking.ts'
import { beginsAtOnce } from '../bookings/begins-at-once.ts'
import { checkInWindow } from '../bookings/check-in-window.ts'
import { stateAt } from '../bookings/day-list.ts'
import type { BookingFacts, Held, ResourceFacts } from '../bookings/facts.ts'
import type { Verdict } from '../bookings/judge-booking.ts'
import { offeredSlots, usualLength, type Offer } from '../bookings/offered-slots.ts'
import { curedByAnotherTime, type Refusal } from '../bookings/refusal.ts'
import type { Surroundings } from '../bookings/surroundings.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import type { Unit } from '../resources/resource.ts'
import type { WantedBy } from '../bookings/wanted.ts'
import { slotNow } from './slot-now.ts'

/** What is known to whoever stands before a sticker. */
export interface LandingFacts {
  readonly asked: ResourceFacts
  readonly facts: BookingFacts
  /** The unit that the sticker is on; null for the sticker of the whole resource. */
  readonly unit: Unit | null
  /** The person's own live bookings at the resource that are not over, earliest first. */
  readonly mine: readonly MineHere[]
  readonly projectId: WantedBy['projectId']
  /** Where later times are looked for. */
  readonly window: Interval
}

export interface MineHere {
  readonly booking: Booking
  readonly around: Surroundings
  readonly unitName: string
}

/** The one thing to do now. */
export type Landing =
  | { readonly kind: 'check-in'; readonly mine: MineHere; readonly until: Instant }
  | { readonly kind: 'in-use'; readonly mine: MineHere }
  | { readonly kind: 'free'; readonly slot: Verdict; readonly begins: boolean }
  /** No choice of time helps. */
  | { readonly kind: 'barred'; readonly refusals: readonly Refusal[] }
  /** Free, but not for this person at this time, or not for long enough. */
  | { readonly kind: 'not-now'; readonly refusals: readonly Refusal[]; readonly offer: Offer }
  | {
      readonly kind: 'taken' | 'closed' | 'shut'
      readonly from: Instant | null
      readonly closure: Held['closure']
      /** Another unit of the same resource that is free now. */
      readonly sister: Verdict | null
      readonly offer: Offer
    }
  | { readonly kind: 'unavailable' }

const lookAheadSeconds = 7 * 86_400
const slotsOffered = 3

/** Decides what the landing page of a sticker is about. */
export function landingOf(known: LandingFacts): Landing {
  const { asked, facts, mine } = known
  const here = mineAt(known)
  const used = here.find(({ booking }) => booking.state === 'in-use' && booking.terms.checkIn !== 'none')
  if (used) return { kind: 'in-use', mine: used }
  const awaited = [...here, ...mine].flatMap((one) => {
    const { opens, until } = checkInWindow(one.booking, one.around, facts.now)
    return opens === 'now' ? [{ kind: 'check-in' as const, mine: one, until }] : []
  })
  if (awaited[0]) return awaited[0]
  if (asked.resource.state !== 'published') return { kind: 'unavailable' }
  return bookable(known)
}

function bookable(known: LandingFacts): Landing {
  const { asked, facts, unit } = known
  const slot = slotNow(asked, facts, nowWanted(known, unit?.id ?? null))
  if (slot && slot.refusals.length === 0) {
    return { kind: 'free', slot, begins: beginsAtOnce({ ...slot.wanted, ...slot }, asked.held, facts.now) }
  }
  const offer = offeredSlots(onlyUnit(asked, unit), byOf(known), facts, {
    minutes: minutesFor(known),
    window: known.window,
    count: slotsOffered,
    mine: timesOf(known),
  })
  const incurable = (slot?.refusals ?? offer.obstacles).filter(({ rule }) => !curedByAnotherTime.has(rule))
  if (incurable.length > 0) return { kind: 'barred', refusals: slot?.refusals ?? offer.obstacles }
  return slot ? { kind: 'not-now', refusals: slot.refusals, offer } : notFree(known, offer)
}

function notFree(known: LandingFacts, offer: Offer): Landing {
  const { asked, facts, unit } = known
  const { now, park } = facts
  const state = stateAt(onlyUnit(asked, unit), now, now + lookAheadSeconds, park)
  if ('freeUntil' in state) return { kind: 'not-now', refusals: [], offer }
  const sister = unit === null ? null : slotNow(asked, facts, nowWanted(known, null))
  return {
    kind: state.why,
    from: state.freeFrom,
    closure: state.why === 'closed' ? closureNow(onlyUnit(asked, unit), now) : null,
    sister: sister?.refusals.length === 0 ? sister : null,
    offer,
  }
}

function nowWanted(known: LandingFacts, unitId: Unit['id'] | null) {
  return { minutes: minutesFor(known), unitId, mine: timesOf(known), projectId: known.projectId }
}

function minutesFor({ asked, facts }: LandingFacts): number {
  return usualLength(facts.viewer.usualMinutes, asked.resource)
}

/** At the sticker of a unit, bookings of other units are beside the point: whoever scans it wants this one too. */
function mineAt({ mine, unit }: LandingFacts): readonly MineHere[] {
  return mine.filter(({ booking }) => unit === null || booking.whole || booking.unitId === unit.id)
}

function timesOf(known: LandingFacts): Interval[] {
  return mineAt(known).map(({ booking }) => booking)
}

function byOf({ projectId }: LandingFacts): WantedBy {
  return { projectId, onBehalfOf: null, override: null }
}

/** The resource as if it had nothing but the unit. */
function onlyUnit(asked: ResourceFacts, unit: Unit | null): ResourceFacts {
  if (unit === null) return asked
  return { ...asked, resource: { ...asked.resource, units: asked.resource.units.filter(({ id }) => id === unit.id) } }
}

function closureNow({ resource, held }: ResourceFacts, now: Instant): Held['closure'] {
  const units = new Set(resource.units.map(({ id }) => id))
  return (
    held.find((one) => one.closure && units.has(one.unitId) && one.startsAt <= now && one.endsAt > now)?.closure ?? null
  )
}
