import type { Actor, Deps } from '../../deps.ts'
import type { ResourceId, UnitId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { openEnd } from '../../resources/closure.ts'
import { fateOf, metBy, type Fate, type NewTime } from '../closing.ts'
import { nearestMoves } from '../closing-offers.ts'
import { mostInTheWay, readClosing, type ClosingFacts } from './closing-facts.ts'
import type { Standing } from './surroundings.ts'

/** What a closure would do, before it is made. */
export interface ClosingPreview {
  readonly facts: ClosingFacts
  readonly closed: Interval
  /** Its repeats after that. */
  readonly repeats: readonly Interval[]
  /** The units that would be closed. */
  readonly units: readonly UnitId[]
  /** Bookings that it changes, earliest first; those that only lose some of their set-up or clean-down are not told. */
  readonly affected: readonly Affected[]
  /** More are in the way than one closure may touch. */
  readonly tooMany: boolean
}

export interface Affected {
  readonly standing: Standing
  /** What becomes of it, if nobody wants it moved. */
  readonly fate: Fate['kind']
  /** Until when it may go on, where it is only shortened. */
  readonly until: Instant | null
  /** The nearest time at which the same resource could have it. */
  readonly move: NewTime | null
  /** The unit that it would have then, where that is another one than now. */
  readonly moveUnit: string | null
}

const lookAheadSeconds = 14 * 86_400
// A closure of months moves nobody to its other end.
const farthestSeconds = 45 * 86_400
/** Nobody is moved to a time that begins before they can have read of it. */
const warningSeconds = 3_600

/** One round trip, and nothing is changed. Throws what `readClosing` does. */
export async function readClosingPreview(
  deps: Deps,
  actor: Actor,
  resourceId: ResourceId,
  asked: {
    readonly startsAt: Instant
    readonly endsAt: Instant | null
    readonly units: readonly UnitId[]
    readonly repeats?: readonly Interval[]
  },
): Promise<ClosingPreview> {
  const now = deps.now()
  const closed = { startsAt: Math.max(asked.startsAt, now), endsAt: asked.endsAt ?? openEnd }
  const repeats = asked.repeats ?? []
  const all = [closed, ...repeats]
  const lastEnd = repeats.at(-1)?.endsAt ?? closed.endsAt
  const until = Math.min(lastEnd, Math.max(closed.startsAt, now) + farthestSeconds) + lookAheadSeconds
  const moves = [{ startsAt: now, endsAt: until }]
  const chosen = asked.units.length === 0 ? null : asked.units
  const { facts } = await readClosing(deps, actor, resourceId, { closed: all, units: chosen, moves }, noKey)
  const inService = facts.resource.units.filter((unit) => unit.state === 'active').map((unit) => unit.id)
  const units = chosen?.filter((id) => facts.resource.units.some((unit) => unit.id === id)) ?? inService
  const tooMany = facts.inTheWay.length > mostInTheWay
  return { facts, closed, repeats, units, affected: tooMany ? [] : affectedOf(facts, all, units, until), tooMany }
}

const noKey = { key: '', requestHash: '' }

function affectedOf(
  facts: ClosingFacts,
  closed: readonly Interval[],
  units: readonly UnitId[],
  until: Instant,
): Affected[] {
  const { inTheWay, now, resource, park, held, busy } = facts
  const fates = inTheWay.flatMap((standing) => {
    const { booking } = standing
    const met = metBy(booking, closed)
    if (met === null) return []
    return [{ standing, fate: fateOf(booking, met, { bookingId: booking.id, do: 'cancel', to: null }, now) }]
  })
  // Further ahead than was read nobody knows what is free.
  const leaving = fates
    .filter(({ standing, fate }) => fate.kind === 'cancel' && standing.booking.endsAt < until)
    .map(({ standing }) => standing.booking)
  const window = { startsAt: now + warningSeconds, endsAt: until }
  const moves = nearestMoves(leaving, { closed, units }, { resource, park, now, window, held, busy })
  return fates
    .filter(({ fate }) => fate.kind !== 'trim')
    .map(({ standing, fate }) => {
      const move = moves.get(standing.booking.id) ?? null
      const isElsewhere = move !== null && move.unitId !== null && move.unitId !== standing.booking.unitId
      const moveUnit = isElsewhere ? (resource.units.find(({ id }) => id === move.unitId)?.name ?? null) : null
      return { standing, fate: fate.kind, until: fate.kind === 'shorten' ? fate.endsAt : null, move, moveUnit }
    })
}
