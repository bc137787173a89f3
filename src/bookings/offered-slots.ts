import { addDays, atOrAfter, clockOf, dayOf, spanOfDay } from '../kernel/wall-clock.ts'
import { covers, subtract, type Instant, type Interval } from '../kernel/interval.ts'
import type { BookingId } from '../kernel/id.ts'
import type { BookingFacts, ResourceFacts } from './facts.ts'
import { earliestIn, type SlotShape } from './first-slot.ts'
import { asOneUnit, freeByUnit } from './free-slots.ts'
import { habitMinutes } from './habits.ts'
import { judgeBooking, type Verdict } from './judge-booking.ts'
import { curedByAnotherTime, type Refusal } from './refusal.ts'
import type { WantedBy } from './wanted.ts'

/** What a page may offer: judged times, the best first, and what keeps this person from taking any of them. */
export interface Offer {
  readonly slots: readonly Verdict[]
  /** Empty when the slots may be booked. No choice of time cures these. */
  readonly obstacles: readonly Refusal[]
  /** Why the earliest free time is not offered, when none is. */
  readonly missed: readonly Refusal[]
}

export interface OfferWanted {
  readonly minutes: number
  /** Where to look; the facts must reach over it. */
  readonly window: Interval
  readonly count: number
  /** All units at once. */
  readonly whole?: boolean
  /** A certain time that the person came for: the best one, as long as it may be had. */
  readonly hoped?: Interval | null
  /** Times that the person already has: never offered again. */
  readonly mine: readonly Interval[]
  /** The minute of the day at which the person usually starts, where that is known. */
  readonly startMinute?: number | null
}

/**
 * The next times of a length that this person may book, the best one first and the others by time.
 *
 * The best is the one that the person came for; else the one at the person's usual hour when waiting for it costs less
 * than a day beyond the earliest, else the earliest; the earliest is always among them where it may be booked. The rest
 * are the usual hour of days to come, and where that is not known or not free, the next times by day: at most two of a
 * day as long as there are enough, so that tomorrow is a choice too, and none that begins at night.
 */
export function offeredSlots(asked: ResourceFacts, by: WantedBy, facts: BookingFacts, wish: OfferWanted): Offer {
  const search = searchFor(asked, by, facts, wish)
  const { slots, missed } = collect(search, 1, [], { perDay: 1, nights: true })
  const [earliest] = slots
  if (!earliest) return { slots, obstacles: [], missed }
  const usual = atUsualHour(search, earliest, wish)
  const best = hopedFor(search, earliest, wish) ?? soonAtUsualHour(usual, earliest)
  const known = apart([best, earliest, ...usual]).slice(0, wish.count)
  const spread = collect(search, wish.count, known, { perDay: 2, nights: false }).slots
  const all = collect(search, wish.count, spread, { perDay: wish.count, nights: true }).slots
  return offerOf(best, all)
}

/**
 * A project may end tonight, a budget begin anew tomorrow: what would be refused is shown only where all of it would
 * be, so that whatever is chosen already can be had.
 */
function offerOf(best: Verdict, all: readonly Verdict[]): Offer {
  const inTime = all.toSorted((a, b) => a.wanted.startsAt - b.wanted.startsAt)
  const bookable = inTime.filter(({ refusals }) => refusals.length === 0)
  const [first = best] = bookable
  const chosen = best.refusals.length === 0 ? best : first
  const others = (bookable.length > 0 ? bookable : inTime).filter((slot) => slot !== chosen)
  return { slots: [chosen, ...others], obstacles: chosen.refusals, missed: [] }
}

function soonAtUsualHour([first]: readonly Verdict[], earliest: Verdict): Verdict {
  return first && first.wanted.startsAt < earliest.wanted.startsAt + longestWait ? first : earliest
}

/** The time that the person came for, unless it is gone. */
function hopedFor(search: Search, earliest: Verdict, { hoped }: OfferWanted): Verdict | null {
  if (!hoped || hoped.startsAt < search.from || !search.gaps.some((gap) => covers(gap, hoped))) return null
  if (hoped.startsAt === earliest.wanted.startsAt && hoped.endsAt === earliest.wanted.endsAt) return earliest
  const verdict = search.judge(hoped)
  return waitFor(verdict) === null ? verdict : null
}

/** Each time once. */
function apart(slots: readonly Verdict[]): Verdict[] {
  return [...new Map(slots.toReversed().map((slot) => [slot.wanted.startsAt, slot])).values()].toReversed()
}

/**
 * The length that a person usually books, brought to one that the resource allows and that is a number of its steps.
 */
export function usualLength(
  usualMinutes: number | null,
  { minMinutes, maxMinutes, stepMinutes }: Pick<ResourceFacts['resource'], 'minMinutes' | 'maxMinutes' | 'stepMinutes'>,
): number {
  const wish = usualMinutes ?? Math.max(60, minMinutes)
  const stepped = Math.ceil(wish / stepMinutes) * stepMinutes
  return Math.min(Math.max(stepped, minMinutes), maxMinutes)
}

/** Where samples are paid for, at least one is expected: a price of nothing would promise too much. */
export function usualSamples({ rates }: Pick<ResourceFacts, 'rates'>): number {
  return rates.some(({ terms }) => terms.perSampleMinor > 0) ? 1 : 0
}

/** An offer only asks whether some unit is free: which one belongs to the id of the booking. */
export const nobody = 'bkg_00000000000000000000000000' as BookingId

const tries = 60
const longestWait = 86_400
// Reading the page takes a moment: a slot that begins in this very minute would be in the past by then.
const readingSeconds = 60
const morning = 7 * 60
const evening = 22 * 60

interface Search extends SlotShape {
  readonly gaps: readonly Interval[]
  readonly from: Instant
  readonly judge: (slot: Interval) => Verdict
}

function searchFor(asked: ResourceFacts, by: WantedBy, facts: BookingFacts, wish: OfferWanted): Search {
  const { park, now, booker } = facts
  const { id: resourceId, stepMinutes, oneBookingAtATime, policy } = asked.resource
  const { whole = false } = wish
  const samples = usualSamples(asked)
  const elsewhere = [...wish.mine, ...(oneBookingAtATime ? booker.busy : [])]
  const gaps = [...freeByUnit(whole ? asOneUnit(asked) : asked, wish.window, park).values()]
    .flat()
    .flatMap((gap) => subtract(gap, elsewhere))
  const from = Math.max(wish.window.startsAt, now + readingSeconds + policy.leadMinutes * 60)
  const judge = ({ startsAt, endsAt }: Interval) =>
    judgeBooking({ startsAt, endsAt, resourceId, unitId: null, whole, samples, purpose: '' }, by, facts, nobody)
  return { gaps, from, seconds: wish.minutes * 60, stepMinutes, zone: park.timeZone, judge }
}

interface Taste {
  readonly perDay: number
  /** Whether times that begin at night are wanted too. */
  readonly nights: boolean
}

/** Goes from one free time to the next, and past those that only another time would cure, until there are `count`. */
function collect(
  search: Search,
  count: number,
  chosen: readonly Verdict[],
  { perDay, nights }: Taste,
): { slots: Verdict[]; missed: readonly Refusal[] } {
  const slots = [...chosen]
  const taken = chosen.map(({ wanted }) => wanted)
  const gaps = search.gaps.flatMap((gap) => subtract(gap, taken))
  const byDay = new Map<string, number>()
  const note = (date: string) => void byDay.set(date, (byDay.get(date) ?? 0) + 1)
  for (const { startsAt } of taken) note(dayOf(startsAt, search.zone).date)
  let missed: readonly Refusal[] | null = null
  let from = search.from
  for (let left = tries; left > 0 && slots.length < count; left--) {
    const slot = earliestIn(gaps, from, search)
    if (!slot) break
    const { date, minuteOfDay } = dayOf(slot.startsAt, search.zone)
    const full = (byDay.get(date) ?? 0) >= perDay
    const atNight = !nights && (minuteOfDay < morning || minuteOfDay >= evening)
    if (full || atNight) {
      from = nextMorning(date, minuteOfDay < morning && !full, search.zone)
      continue
    }
    const verdict = search.judge(slot)
    missed ??= verdict.refusals
    const wait = waitFor(verdict)
    if (wait === null) {
      slots.push(verdict)
      note(date)
    }
    from = wait ?? slot.endsAt
  }
  return { slots, missed: missed ?? [] }
}

/** From when another time may help; null for one that no other time would make better. */
function waitFor({ wanted, refusals }: Verdict): Instant | null {
  const cures = refusals.filter((refusal) => curedByAnotherTime.has(refusal.rule))
  if (cures.length === 0) return null
  return Math.max(wanted.startsAt + 60, ...cures.map(({ facts }) => facts.resetsAt ?? facts.until ?? 0))
}

/** On each day from the earliest slot's on, the time nearest to the usual hour, if one within an hour of it is free. */
function atUsualHour(search: Search, earliest: Verdict, { startMinute = null, count, window }: OfferWanted): Verdict[] {
  const found: Verdict[] = []
  const { startsAt: first } = earliest.wanted
  let { date } = dayOf(first, search.zone)
  if (startMinute === null) return found
  for (let left = usualDays; left > 0 && found.length < count; left--, date = addDays(date, 1)) {
    const day = spanOfDay(date, search.zone)
    if (day.startsAt >= window.endsAt) break
    const near = nearUsual(search, date, startMinute, first)
    const verdict = near?.startsAt === first ? earliest : near && search.judge(near)
    if (verdict && waitFor(verdict) === null) found.push(verdict)
  }
  return found
}

const usualDays = 14

function nearUsual(search: Search, date: string, startMinute: number, first: Instant): Interval | null {
  const { zone } = search
  const usual = atOrAfter({ date, time: clockOf(startMinute) }, zone)
  let nearest: Interval | null = null
  let from = Math.max(first, usual - habitMinutes * 60)
  for (let left = tries; left > 0; left--) {
    const slot = earliestIn(search.gaps, from, search)
    if (!slot || slot.startsAt > usual + habitMinutes * 60) break
    if (nearest === null || Math.abs(slot.startsAt - usual) < Math.abs(nearest.startsAt - usual)) nearest = slot
    if (slot.startsAt >= usual) break
    from = slot.startsAt + 60
  }
  return nearest
}

function nextMorning(date: string, today: boolean, zone: string): Instant {
  return spanOfDay(today ? date : addDays(date, 1), zone).startsAt + morning * 60
}
