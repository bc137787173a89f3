/** Seconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** Half-open: `startsAt` belongs to it, `endsAt` does not, so that two that touch do not overlap. */
export interface Interval {
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** Whether the two share any time. An empty interval overlaps nothing. */
export function overlaps(a: Interval, b: Interval): boolean {
  return Math.max(a.startsAt, b.startsAt) < Math.min(a.endsAt, b.endsAt)
}

/** The time that both hold, or null where they share none. */
export function intersect(a: Interval, b: Interval): Interval | null {
  const startsAt = Math.max(a.startsAt, b.startsAt)
  const endsAt = Math.min(a.endsAt, b.endsAt)
  return startsAt < endsAt ? { startsAt, endsAt } : null
}

/** Whether `outer` holds every instant of `inner`. */
export function covers(outer: Interval, inner: Interval): boolean {
  return outer.startsAt <= inner.startsAt && inner.endsAt <= outer.endsAt
}

/** What is left of an interval without the holes, in order. The holes may overlap and come in any order. */
export function subtract(interval: Interval, holes: readonly Interval[]): Interval[] {
  const left: Interval[] = []
  let startsAt = interval.startsAt
  for (const hole of inOrder(holes)) {
    if (hole.startsAt >= interval.endsAt) break
    if (hole.startsAt > startsAt) left.push({ startsAt, endsAt: hole.startsAt })
    startsAt = Math.max(startsAt, hole.endsAt)
  }
  if (startsAt < interval.endsAt) left.push({ startsAt, endsAt: interval.endsAt })
  return left
}

/** The same time as separate intervals in order, none touching another. */
export function union(intervals: readonly Interval[]): Interval[] {
  const merged: { startsAt: Instant; endsAt: Instant }[] = []
  for (const { startsAt, endsAt } of inOrder(intervals)) {
    const last = merged.at(-1)
    if (last && startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, endsAt)
    else merged.push({ startsAt, endsAt })
  }
  return merged
}

/** Elapsed minutes, with the fraction that odd seconds leave. */
export function minutesOf(interval: Interval): number {
  return (interval.endsAt - interval.startsAt) / 60
}

function inOrder(intervals: readonly Interval[]): Interval[] {
  return intervals.filter(({ startsAt, endsAt }) => startsAt < endsAt).sort((a, b) => a.startsAt - b.startsAt)
}
