import type { BookingId, ResourceId, UnitId } from '../kernel/id.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import type { Priced } from '../billing/pricing.ts'
import type { BookingFacts, ResourceFacts } from './facts.ts'
import { asOneUnit, startsNear } from './free-slots.ts'
import { judgeBooking, type Verdict } from './judge-booking.ts'
import type { Wanted, WantedBy } from './wanted.ts'

/** Another booking that could be had instead, at the time of the answer. */
export interface Alternative extends Interval {
  readonly resourceId: ResourceId
  readonly unitId: UnitId
  readonly price: Priced
  readonly reason: 'earlier' | 'later' | 'sister-unit' | 'equivalent'
  /** A lab manager has to agree: it can be asked for only. */
  readonly consent: boolean
}

const offered = 5
const tries = 120

/**
 * Up to five bookings near the wish, each judged bookable: another unit or an equivalent resource at the same time,
 * then the nearest earlier and later times of the resource itself; what can only be asked for
 * comes last. `facts` must reach over the window; their other resources are those that may stand in for it.
 */
export function alternativesTo(
  wanted: Wanted,
  by: WantedBy,
  facts: BookingFacts,
  window: Interval,
  id: BookingId,
): Alternative[] {
  const asked = facts.resources.get(wanted.resourceId)
  if (!asked) return []
  const wish = { ...wanted, ...fitting(wanted, asked) }
  const found = [...sameTime(wish, by, facts, id)].slice(0, 2)
  const { earlier, later } = otherTimes(wish, by, facts, window, id)
  while (found.length < offered && (earlier.length > 0 || later.length > 0)) {
    const next = found.length % 2 === 0 ? (earlier.shift() ?? later.shift()) : (later.shift() ?? earlier.shift())
    if (next) found.push(next)
  }
  for (const [resourceId, other] of facts.resources) {
    if (found.length >= 3) break
    if (resourceId === wanted.resourceId) continue
    const elsewhere = otherTimes({ ...wish, ...fitting(wish, other), resourceId, unitId: null }, by, facts, window, id)
    found.push(
      ...[...elsewhere.later, ...elsewhere.earlier]
        .slice(0, 3)
        .map((one) => ({ ...one, reason: 'equivalent' as const })),
    )
  }
  return found.slice(0, offered).toSorted((a, b) => Number(a.consent) - Number(b.consent))
}

function sameTime(wish: Wanted, by: WantedBy, facts: BookingFacts, id: BookingId): Alternative[] {
  const found: Alternative[] = []
  if (wish.unitId !== null)
    found.push(...asAlternative(judged({ ...wish, unitId: null }, by, facts, id), 'sister-unit'))
  const asked = facts.resources.get(wish.resourceId)
  for (const resourceId of facts.resources.keys()) {
    if (resourceId === wish.resourceId || !asked) continue
    found.push(...asAlternative(judged({ ...wish, resourceId, unitId: null }, by, facts, id), 'equivalent'))
  }
  return found
}

function otherTimes(wish: Wanted, by: WantedBy, facts: BookingFacts, window: Interval, id: BookingId) {
  const asked = facts.resources.get(wish.resourceId)
  const earlier: Alternative[] = []
  const later: Alternative[] = []
  if (!asked) return { earlier, later }
  const seconds = wish.endsAt - wish.startsAt
  const around: Instant = Math.min(Math.max(wish.startsAt, window.startsAt), window.endsAt)
  const free = wish.whole ? asOneUnit(asked) : asked
  let left = tries
  for (const startsAt of startsNear(free, window, facts.park, { seconds, around, limit: tries })) {
    if ((earlier.length >= 2 && later.length >= 4) || left-- <= 0) break
    if (startsAt === wish.startsAt || (startsAt < wish.startsAt ? earlier.length >= 2 : later.length >= 4)) continue
    const side = startsAt < wish.startsAt ? earlier : later
    // Alternatives that overlap each other are one choice shown twice.
    if (side.some((one) => startsAt < one.endsAt && startsAt + seconds > one.startsAt)) continue
    const verdict = judged({ ...wish, startsAt, endsAt: startsAt + seconds }, by, facts, id)
    side.push(...asAlternative(verdict, startsAt < wish.startsAt ? 'earlier' : 'later'))
  }
  return { earlier, later }
}

function judged(wanted: Wanted, by: WantedBy, facts: BookingFacts, id: BookingId): Verdict {
  return judgeBooking(wanted, { ...by, override: null }, facts, id)
}

function asAlternative(
  { wanted, refusals, price, units, needs }: Verdict,
  reason: Alternative['reason'],
): Alternative[] {
  const [unitId] = units
  if (refusals.length > 0 || !price || unitId === undefined) return []
  const { resourceId, startsAt, endsAt } = wanted
  return [{ resourceId, unitId, startsAt, endsAt, price, reason, consent: needs.length > 0 }]
}

/** The wish cut or stretched to a length, on a step, that the resource allows. */
function fitting({ startsAt, endsAt }: Interval, { resource }: ResourceFacts): Interval {
  const minutes = Math.ceil(Math.max(0, endsAt - startsAt) / 60)
  const length = Math.min(Math.max(minutes, resource.minMinutes), resource.maxMinutes)
  return { startsAt, endsAt: startsAt + length * 60 }
}
