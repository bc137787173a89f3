import type { Instant } from '../kernel/interval.ts'
import { offsetSpanAt, type OffsetSpan } from '../kernel/zone-offsets.ts'
import { daySeconds, type LocalSeconds } from './local-time.ts'

/** A zone's clocks: which stretch of one offset holds an instant. */
export type ZoneClock = (at: Instant) => OffsetSpan

export interface LocalReading {
  readonly at: Instant
  /** How often the clocks show this time: not at all where they go forward, twice where they go back. */
  readonly shown: 'once' | 'never' | 'twice'
}

export function clockOfZone(zone: string): ZoneClock {
  return (at) => offsetSpanAt(at, zone)
}

/** When the clocks show a time: of two the first, and a skipped one is as much later as they were moved. */
export function readingOf(local: LocalSeconds, clock: ZoneClock): LocalReading {
  const spans = spansAround(local, clock)
  const [at, again] = spans
    .map((span) => ({ at: local - span.offsetSeconds, span }))
    .filter(({ at: instant, span }) => span.from <= instant && instant < span.until)
  if (at) return { at: at.at, shown: again ? 'twice' : 'once' }
  const place = spans.findIndex((span) => local - span.offsetSeconds < span.until)
  const before = spans[Math.max(0, place - 1)] ?? clock(local)
  return { at: local - before.offsetSeconds, shown: 'never' }
}

/** What the clocks show at an instant. */
export function localAt(at: Instant, clock: ZoneClock): LocalSeconds {
  return at + clock(at).offsetSeconds
}

// No offset reaches a day, so these stretches hold every instant at which the clocks may show this.
function spansAround(local: LocalSeconds, clock: ZoneClock): OffsetSpan[] {
  let span = clock(local - daySeconds)
  const spans = [span]
  while (span.until < local + daySeconds) {
    span = clock(span.until)
    spans.push(span)
  }
  return spans
}
