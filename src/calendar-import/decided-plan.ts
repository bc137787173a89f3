import { fateOf, type AffectedChoice, type Fate } from '../bookings/closing.ts'
import type { Booking } from '../bookings/booking.ts'
import type { BookingId, ClosureId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import type { PlannedTime } from './calendar-plan.ts'

/** A fate that somebody, or the house, has settled. */
export type Decided = Exclude<Fate, { readonly kind: 'undecided' }>

interface Standing {
  readonly booking: Booking
}

/** What is done of a plan. */
export interface DecidedPlan<S extends Standing = Standing> {
  /** Times that are closed, and what becomes of the bookings in their way. */
  readonly made: readonly MadeTime<S>[]
  /** Closures in force that are lifted. */
  readonly lifted: readonly ClosureId[]
  /** Closures that stand for no time of the calendar any longer. */
  readonly forgotten: readonly ClosureId[]
  /** Times with bookings in their way that nobody decided on: nothing is done for them. */
  readonly waiting: readonly PlannedTime[]
}

export interface MadeTime<S extends Standing = Standing> {
  readonly time: PlannedTime
  readonly fates: readonly { readonly standing: S; readonly fate: Decided }[]
}

interface Judged<S extends Standing> {
  readonly plan: readonly PlannedTime[]
  readonly inTheWay: readonly S[]
  readonly knownUntil: Instant
  readonly now: Instant
}

/** Decides for each time of a plan whether it is done now. Pure. A booking is dealt with by one closure at a time. */
export function decided<S extends Standing>(
  { plan, inTheWay, knownUntil, now }: Judged<S>,
  cancel: ReadonlySet<BookingId>,
): DecidedPlan<S> {
  const standings = new Map(inTheWay.map((standing) => [standing.booking.id, standing]))
  const dealtWith = new Set<BookingId>()
  const made: MadeTime<S>[] = []
  const waiting: PlannedTime[] = []
  for (const time of plan) {
    if (time.step !== 'new' && time.step !== 'changed') continue
    const fates = fatesOf(time, standings, cancel, now)
    const again = time.inTheWay.some((id) => dealtWith.has(id))
    if (fates === null || again || time.endsAt > knownUntil) {
      waiting.push(time)
      continue
    }
    for (const id of time.inTheWay) dealtWith.add(id)
    made.push({ time, fates })
  }
  const left = new Set(waiting)
  const over = plan.filter((time) => time.step !== 'unchanged' && !left.has(time)).flatMap(({ kept }) => kept ?? [])
  return {
    made,
    lifted: over.filter(({ isLifted }) => !isLifted).map(({ closureId }) => closureId),
    forgotten: over.map(({ closureId }) => closureId),
    waiting,
  }
}

/** Null when a booking is in the way and nobody has said what becomes of it. */
function fatesOf<S extends Standing>(
  time: PlannedTime,
  standings: ReadonlyMap<BookingId, S>,
  cancel: ReadonlySet<BookingId>,
  now: Instant,
): MadeTime<S>['fates'] | null {
  const closed = { startsAt: Math.max(time.startsAt, now), endsAt: time.endsAt }
  const fates = time.inTheWay.flatMap((id) => {
    const standing = standings.get(id)
    const choice: AffectedChoice | undefined = cancel.has(id) ? { bookingId: id, do: 'cancel', to: null } : undefined
    return standing ? [{ standing, fate: fateOf(standing.booking, closed, choice, now) }] : []
  })
  return fates.every(isDecided) ? fates : null
}

function isDecided<S>(one: { standing: S; fate: Fate }): one is { standing: S; fate: Decided } {
  return one.fate.kind !== 'undecided'
}
