import type { Actor, Deps } from '../../deps.ts'
import type { BookingId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { hoursAfter } from '../../resources/hours-wish.ts'
import type { OpeningHours } from '../../resources/opening-hours.ts'
import type { Resource } from '../../resources/resource.ts'
import type { NewTime } from '../closing.ts'
import { nearestMoves } from '../closing-offers.ts'
import { mostOutside, mostResources, readHours, type HoursAsked, type HoursFacts } from './hours-facts.ts'
import type { Standing } from './surroundings.ts'

/** What new opening hours would do, before they are set. */
export interface HoursPreview {
  readonly facts: HoursFacts
  /** What the hours of the resource itself become. */
  readonly hours: OpeningHours
  /** Bookings that would stand outside, earliest first. */
  readonly affected: readonly Outside[]
  /** More resources, or more bookings, than one change may touch. */
  readonly tooMany: boolean
}

export interface Outside {
  readonly standing: Standing
  readonly resource: Resource
  /** It goes on, whatever is decided: somebody is at work. */
  readonly inUse: boolean
  /** The nearest time at which the same resource could have it. */
  readonly move: NewTime | null
  readonly moveUnit: string | null
}

const reachSeconds = 59 * 86_400
/** Nobody is moved to a time that begins before they can have read of it. */
const warningSeconds = 3_600
const noKey = { key: '', requestHash: '' }

/** One round trip, and nothing is changed. Throws what `readHours` does. */
export async function readHoursPreview(
  deps: Deps,
  actor: Actor,
  asked: Omit<HoursAsked, 'moves' | 'moved'>,
): Promise<HoursPreview> {
  const now = deps.now()
  const until = now + reachSeconds
  const moves = [{ startsAt: now, endsAt: until }]
  const { facts } = await readHours(deps, actor, { ...asked, moves, moved: [] }, noKey)
  const today = dayOf(now, facts.park.timeZone).date
  const [own] = facts.resources
  const current: OpeningHours = own?.hours ?? { ...asked.wish.week, exceptions: [] }
  const tooMany = facts.outside.length > mostOutside || facts.resources.length > mostResources
  const changed = facts.resources.map((resource) => {
    return { ...resource, hours: hoursAfter(resource.hours, asked.wish, today) }
  })
  const affected = tooMany ? [] : changed.flatMap((resource) => outsideOf(resource, facts, until))
  return {
    facts,
    hours: hoursAfter(current, asked.wish, today),
    affected: affected.toSorted((a, b) => a.standing.booking.startsAt - b.standing.booking.startsAt),
    tooMany,
  }
}

function outsideOf(resource: Resource, facts: HoursFacts, until: Instant): Outside[] {
  const { now, park, busy } = facts
  const standings = facts.outside.filter(({ booking }) => booking.resourceId === resource.id)
  // What lies further ahead than was read is offered no other time: nobody knows what is free there.
  const near = standings
    .map(({ booking }) => booking)
    .filter((one) => one.state !== 'in-use' && one.endsAt < until && one.startsAt > now)
  const held = facts.held.filter((one) => one.resourceId === resource.id)
  const window = { startsAt: now + warningSeconds, endsAt: until }
  const ground = { resource, park, now, window, held, busy }
  const moves: Map<BookingId, NewTime> =
    near.length === 0 ? new Map() : nearestMoves(near, { closed: [], units: [] }, ground)
  return standings.map((standing) => {
    const move = moves.get(standing.booking.id) ?? null
    const isElsewhere = move !== null && move.unitId !== null && move.unitId !== standing.booking.unitId
    const moveUnit = isElsewhere ? (resource.units.find(({ id }) => id === move.unitId)?.name ?? null) : null
    return { standing, resource, inUse: standing.booking.state === 'in-use', move, moveUnit }
  })
}
