import type { Names } from '../deps.ts'
import type { BookingId, ClosureId, FacilityId, ResourceId } from '../kernel/id.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import type { ResourceKind } from '../resources/resource.ts'

/** A resource as its lab manager sees it at this moment. */
export interface Machine {
  readonly id: ResourceId
  readonly kind: ResourceKind
  readonly names: Names
  readonly location: string
  readonly facilityId: FacilityId
  readonly isOutOfService: boolean
  readonly unitCount: number
  /** What has hold of it now, unit by unit; a booking of all units once. */
  readonly now: readonly Use[]
  /** What comes next, if that is near. */
  readonly next: Use | null
}

/** A booking or a closure that holds a unit. */
export interface Use extends Interval {
  readonly kind: 'in-use' | 'expected' | 'waiting' | 'closed'
  readonly bookingId: BookingId | null
  readonly closureId: ClosureId | null
  readonly unit: string
  /** Empty for a closure. */
  readonly person: string
  readonly firm: Names | null
  readonly closureKind: string | null
}

export type MachineHead = Omit<Machine, 'now' | 'next'>

/** What comes later than this is not today's business. */
const nearSeconds = 24 * 3600

/** The machine with what holds it and what comes. Pure; `uses` are its own, of any time, in any order. */
export function machineAt(head: MachineHead, uses: readonly Use[], now: Instant): Machine {
  const inOrder = once(uses).toSorted((a, b) => a.startsAt - b.startsAt)
  const next = inOrder.find(({ startsAt }) => startsAt > now && startsAt <= now + nearSeconds) ?? null
  return { ...head, now: inOrder.filter((use) => holds(use, now)), next }
}

/** True of a machine of which there is nothing to say but that it is there. */
export function isIdle({ now, isOutOfService }: Machine): boolean {
  return now.length === 0 && !isOutOfService
}

// Nobody has ended a use that overran: it is still there.
function holds({ kind, startsAt, endsAt }: Use, now: Instant): boolean {
  return startsAt <= now && (kind === 'in-use' || endsAt > now)
}

function once(uses: readonly Use[]): Use[] {
  const seen = new Set<string>()
  return uses.filter(({ bookingId, closureId, startsAt }) => {
    const what = `${bookingId ?? closureId} ${startsAt}`
    if (seen.has(what)) return false
    seen.add(what)
    return true
  })
}
