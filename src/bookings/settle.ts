import { noShowFee } from '../billing/late-fee.ts'
import type { PriceLine } from '../billing/price-line.ts'
import { price, type AskedPrice } from '../billing/pricing.ts'
import type { UnitId } from '../kernel/id.ts'
import { subtract, union, type Instant, type Interval } from '../kernel/interval.ts'
import { invariant } from '../kernel/invariant.ts'
import { sumMinor } from '../kernel/money.ts'
import type { Booking } from './booking.ts'
import { entitledSecondsOf, lateFeeLines } from './cancellation.ts'
import type { OtherBooking, Surroundings } from './surroundings.ts'

/** What a booking owes in the end; nothing is posted when the lines amount to nothing. */
export interface Bill {
  readonly kind: 'usage' | 'late-cancellation' | 'no-show'
  readonly lines: readonly PriceLine[]
  readonly totalMinor: number
}

/** Fees for time that nobody may use any more are known only when that time is over: until then the bill is due. */
export type Settled =
  | { readonly kind: 'billed'; readonly bill: Bill }
  | { readonly kind: 'due'; readonly dueAt: Instant }

/**
 * The bill of a booking that was completed, missed, or given up too late, as it stands after that change. On the booked
 * basis a completed booking costs what it was shown to cost; else the frozen tariff prices what was used. `units` are
 * those that it held.
 */
export function settle(booking: Booking, units: readonly UnitId[], around: Surroundings, now: Instant): Settled {
  const dueAt = Math.max(...lostTime(booking).map(({ endsAt }) => endsAt))
  if (now < dueAt) return { kind: 'due', dueAt }
  const lines = linesOf(booking, units, around)
  const totalMinor = sumMinor(lines.map((line) => line.amountMinor))
  return { kind: 'billed', bill: { kind: entryKinds[booking.state] ?? 'usage', lines, totalMinor } }
}

/** The parts of the booking's time, or of time it gave up, for which somebody else is charged. */
export function chargedToOthers(
  booking: Booking,
  units: readonly UnitId[],
  others: readonly OtherBooking[],
): Interval[] {
  const spans = [booking, ...booking.terms.givenUp]
  const all = {
    startsAt: Math.min(...spans.map((span) => span.startsAt)),
    endsAt: Math.max(...spans.map((span) => span.endsAt)),
  }
  // Of a whole space, a minute is somebody else's when every unit of it is.
  const idle = units.flatMap((unit) => {
    const ofUnit = others.filter((other) => other.whole || other.unitId === unit)
    return subtract(
      all,
      ofUnit.flatMap((other) => chargedTime(other, booking)),
    )
  })
  return subtract(all, union(idle))
}

const entryKinds: Partial<Record<Booking['state'], Bill['kind']>> = {
  completed: 'usage',
  cancelled: 'late-cancellation',
  'no-show': 'no-show',
}

function lostTime(booking: Booking): Interval[] {
  return booking.state === 'no-show' ? [booking, ...booking.terms.givenUp] : [...booking.terms.givenUp]
}

function linesOf(booking: Booking, units: readonly UnitId[], around: Surroundings): PriceLine[] {
  const { tariff, terms, startsAt, endsAt, samples } = booking
  const others = chargedToOthers(booking, units, around.others)
  const late = lateFeeLines(booking, terms.givenUp, others)
  if (booking.state === 'cancelled') return late
  if (booking.state === 'completed') return [...usageLines(booking, around), ...late]
  invariant(booking.state === 'no-show', 'only what has ended is settled')
  const asked = { booked: { startsAt, endsAt }, samples, entitledSeconds: entitledSecondsOf(booking.priceLines) }
  return [...noShowFee(tariff, asked, terms.noShowPercent, others), ...late]
}

function usageLines(booking: Booking, around: Surroundings): PriceLine[] {
  const free = freeFrom(booking, around)
  if (free >= booking.endsAt) return []
  const used = usedTime(booking)
  const asked: AskedPrice = {
    booked: { startsAt: free, endsAt: booking.endsAt },
    samples: booking.samples,
    consumables: booking.consumables,
    assistedMinutes: booking.assistedMinutes,
    entitledSeconds: entitledSecondsOf(booking.priceLines),
    interrupted: booking.outcome === 'interrupted',
    ...(used && { used: { startsAt: Math.max(used.startsAt, lastCheckOut(booking, around)), endsAt: used.endsAt } }),
  }
  const taken = takenFromNext(booking, around)
  return [...pricedLines(booking, asked), ...(taken ? timeLines(booking, taken) : [])]
}

/** The booking begins to cost when whoever came before had checked out: those minutes are theirs to pay. */
function freeFrom(booking: Booking, around: Surroundings): Instant {
  const out = lastCheckOut(booking, around)
  return out > booking.startsAt ? Math.ceil(out / 60) * 60 : booking.startsAt
}

function lastCheckOut(booking: Booking, { before }: Surroundings): Instant {
  const outs = before.map((one) => (one.checkedOutAt !== null && one.checkedOutAt > one.endsAt ? one.checkedOutAt : 0))
  const last = Math.max(0, ...outs)
  return Math.min(last, booking.checkedOutAt ?? booking.endsAt)
}

function usedTime({ checkedInAt, checkedOutAt, endsAt }: Booking): Interval | null {
  if (checkedInAt === null) return null
  // Without a check-out there is no evidence of more than was booked.
  return { startsAt: checkedInAt, endsAt: Math.max(checkedInAt, checkedOutAt ?? endsAt) }
}

/** On the booked basis the price is final, but for minutes that were taken from the next booking. */
function takenFromNext({ tariff, endsAt, checkedOutAt }: Booking, { after }: Surroundings): Interval | null {
  if (tariff.chargeBasis !== 'booked' || checkedOutAt === null) return null
  const next = Math.min(...after.map((hold) => hold.startsAt ?? Infinity))
  const taken = { startsAt: Math.max(endsAt, next), endsAt: Math.ceil(checkedOutAt / 60) * 60 }
  return taken.startsAt < Math.min(taken.endsAt, checkedOutAt) ? taken : null
}

function pricedLines({ tariff }: Booking, asked: AskedPrice): readonly PriceLine[] {
  const priced = price(tariff, asked)
  invariant(priced.kind === 'priced', 'a frozen tariff covers its booking')
  return priced.lines
}

function timeLines(booking: Booking, booked: Interval): PriceLine[] {
  return pricedLines(booking, { booked }).filter((line) => line.kind === 'time')
}

/** Of two that gave up the same minutes, or stayed away from them, the one that asked for them later pays. */
function chargedTime(other: OtherBooking, booking: Booking): Interval[] {
  const isLater =
    other.requestedAt > booking.requestedAt || (other.requestedAt === booking.requestedAt && other.id > booking.id)
  const lost = isLater ? [...other.givenUp, ...(other.state === 'no-show' ? [other] : [])] : []
  if (other.state === 'cancelled' || other.state === 'no-show') return lost
  return [...lost, ...(other.state === 'completed' ? usedOf(other) : [other])]
}

function usedOf(other: OtherBooking): Interval[] {
  const { checkedInAt, checkedOutAt, chargeBasis, endsAt } = other
  const used = checkedInAt === null ? null : { startsAt: checkedInAt, endsAt: checkedOutAt ?? endsAt }
  if (chargeBasis === 'used') return used ? [used] : [other]
  return chargeBasis === 'union' && used ? [other, used] : [other]
}
