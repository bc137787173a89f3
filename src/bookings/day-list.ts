import type { Park } from '../deps.ts'
import type { BookingId } from '../kernel/id.ts'
import { intersect, overlaps, subtract, type Instant, type Interval } from '../kernel/interval.ts'
import { openSpans } from '../resources/opening-hours.ts'
import type { Held, ResourceFacts } from './facts.ts'
import { freeTime } from './free-slots.ts'

/** A stretch of a day at one resource, as one person may see it. */
export type DayEntry = Interval &
  (
    | { readonly kind: 'free' }
    | { readonly kind: 'taken' }
    /** Kept for setting up and cleaning down beside a known booking. */
    | { readonly kind: 'buffer' }
    | { readonly kind: 'closed'; readonly closureKind: string; readonly reason: string }
    | { readonly kind: 'mine'; readonly bookingId: BookingId }
    /** Somebody of the viewer's own firm. */
    | { readonly kind: 'ours'; readonly bookingId: BookingId; readonly name: string }
  )

/** A booking that the viewer may know by name. */
export interface KnownBooking extends Interval {
  readonly bookingId: BookingId
  readonly mine: boolean
  readonly name: string
}

/**
 * The opening hours of a span cut into what they hold: known bookings by name, free time where some unit is free, the
 * rest closed or just taken, nobody says by whom. Stretches of a kind that touch are one.
 */
export function dayList(
  asked: Pick<ResourceFacts, 'resource' | 'held'>,
  span: Interval,
  known: readonly KnownBooking[],
  park: Pick<Park, 'timeZone' | 'calendar'>,
): DayEntry[] {
  const open = openSpans(asked.resource.hours, park.calendar, park.timeZone, span)
  const own = known.flatMap((booking): DayEntry[] => {
    const part = intersect(booking, span)
    return part ? [{ ...part, ...namedEntry(booking) }] : []
  })
  const free = freeTime(asked, span, park)
  const entries = open.flatMap((stretch) => cut(stretch, own, free, asked))
  const list = merged([...own, ...entries].toSorted((a, b) => a.startsAt - b.startsAt))
  const strangers = asked.held.filter((held) => !held.closure && !known.some((one) => one.bookingId === held.bookingId))
  return list.map((entry): DayEntry => {
    const isBuffer = entry.kind === 'taken' && !strangers.some((held) => overlaps(held, entry))
    return isBuffer ? { startsAt: entry.startsAt, endsAt: entry.endsAt, kind: 'buffer' } : entry
  })
}

/** The free stretch that holds an instant, or the instant from which on something is free again. */
export function stateAt(
  asked: Pick<ResourceFacts, 'resource' | 'held'>,
  at: Instant,
  until: Instant,
  park: Pick<Park, 'timeZone' | 'calendar'>,
): { readonly freeUntil: Instant } | { readonly freeFrom: Instant | null; readonly why: 'taken' | 'closed' | 'shut' } {
  const window = { startsAt: at, endsAt: until }
  const [first] = freeTime(asked, window, park)
  if (first?.startsAt === at) return { freeUntil: first.endsAt }
  const [open] = openSpans(asked.resource.hours, park.calendar, park.timeZone, { startsAt: at, endsAt: at + 60 })
  const why = open === undefined ? 'shut' : closureAt(asked, { startsAt: at, endsAt: at + 60 }) ? 'closed' : 'taken'
  return { freeFrom: first?.startsAt ?? null, why }
}

function namedEntry({ bookingId, mine, name }: KnownBooking) {
  return mine ? ({ kind: 'mine', bookingId } as const) : ({ kind: 'ours', bookingId, name } as const)
}

function cut(
  stretch: Interval,
  own: readonly DayEntry[],
  free: readonly Interval[],
  asked: Pick<ResourceFacts, 'resource' | 'held'>,
): DayEntry[] {
  // A colleague at one unit leaves the others free; where I am myself, nothing is offered.
  const mine = own.filter((entry) => entry.kind === 'mine')
  const open = subtract(stretch, mine).flatMap((part) => free.flatMap((gap) => intersect(part, gap) ?? []))
  const busy = subtract(stretch, [...own, ...free]).flatMap((part) => atClosures(part, asked))
  return [...open.map((gap): DayEntry => ({ ...gap, kind: 'free' })), ...busy]
}

// Busy time is cut where closures begin and end: the part that every unit is closed for says why.
function atClosures(part: Interval, asked: Pick<ResourceFacts, 'resource' | 'held'>): DayEntry[] {
  const edges = asked.held.filter((held) => held.closure).flatMap((held) => [held.startsAt, held.endsAt])
  const inside = [...new Set(edges)]
    .filter((edge) => edge > part.startsAt && edge < part.endsAt)
    .toSorted((a, b) => a - b)
  const cuts = [part.startsAt, ...inside, part.endsAt]
  return cuts.slice(1).map((endsAt, index): DayEntry => {
    const piece = { startsAt: cuts[index] ?? part.startsAt, endsAt }
    const closure = closureAt(asked, piece)
    if (!closure) return { ...piece, kind: 'taken' }
    return { ...piece, kind: 'closed', closureKind: closure.kind, reason: closure.reason }
  })
}

function closureAt({ resource, held }: Pick<ResourceFacts, 'resource' | 'held'>, span: Interval): Held['closure'] {
  const active = resource.units.filter((unit) => unit.state === 'active')
  const closed = held.filter((one) => one.closure && overlaps(one, span))
  const everywhere = active.length > 0 && active.every((unit) => closed.some((one) => one.unitId === unit.id))
  return everywhere ? (closed[0]?.closure ?? null) : null
}

function merged(entries: readonly DayEntry[]): DayEntry[] {
  const list: DayEntry[] = []
  for (const entry of entries) {
    const last = list.at(-1)
    if (last && last.endsAt === entry.startsAt && sameKind(last, entry))
      list[list.length - 1] = { ...last, endsAt: entry.endsAt }
    else list.push(entry)
  }
  return list
}

function sameKind(a: DayEntry, b: DayEntry): boolean {
  if (a.kind === 'closed' && b.kind === 'closed') return a.reason === b.reason && a.closureKind === b.closureKind
  return a.kind === b.kind && (a.kind === 'free' || a.kind === 'taken')
}
