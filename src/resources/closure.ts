import type { ClosureId } from '../kernel/id.ts'
import type { Instant, Interval } from '../kernel/interval.ts'

export const closureKinds = ['maintenance', 'fault', 'calibration', 'event'] as const

export type ClosureKind = (typeof closureKinds)[number]

/** Time that closures hold of one unit. Where several overlap, one row stands for all, under the id of the first. */
export interface ClosedTime extends Interval {
  readonly closureId: ClosureId
}

/** Where a closure ends that nobody has set an end for: when the year 9999 is over. */
export const openEnd: Instant = 253_402_300_800

/** What closures hold of a unit once another begins: their union. */
export function closedWith(held: readonly ClosedTime[], added: ClosedTime): ClosedTime[] {
  return merged([...held, added])
}

/** What closures still hold of a unit once one is lifted now: what has passed, and what the others in force hold. */
export function closedWithout(held: readonly ClosedTime[], others: readonly ClosedTime[], now: Instant): ClosedTime[] {
  const passed = held.map((time) => ({ ...time, endsAt: Math.min(time.endsAt, now) }))
  return merged([...passed, ...others])
}

/** Which rows go and which come, so that `after` is held where `before` was. */
export function closedChange(before: readonly ClosedTime[], after: readonly ClosedTime[]) {
  const isIn = (times: readonly ClosedTime[], one: ClosedTime) =>
    times.some((other) => other.startsAt === one.startsAt && other.endsAt === one.endsAt)
  return {
    gone: before.filter((one) => !isIn(after, one)),
    come: after.filter((one) => !isIn(before, one)),
  }
}

function merged(times: readonly ClosedTime[]): ClosedTime[] {
  const rows: ClosedTime[] = []
  for (const time of times.filter((one) => one.startsAt < one.endsAt).toSorted((a, b) => a.startsAt - b.startsAt)) {
    const last = rows.at(-1)
    if (last && time.startsAt <= last.endsAt) {
      rows[rows.length - 1] = { ...last, endsAt: Math.max(last.endsAt, time.endsAt) }
    } else {
      rows.push(time)
    }
  }
  return rows
}
