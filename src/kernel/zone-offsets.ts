import { Temporal } from 'temporal-polyfill/implementation'
import type { Instant } from './interval.ts'
import { invariant } from './invariant.ts'

/** A stretch of time in which a zone keeps one offset; endless ones begin at -Infinity and end at Infinity. */
export interface OffsetSpan {
  readonly from: Instant
  readonly until: Instant
  /** What the zone's clocks are ahead of UTC. */
  readonly offsetSeconds: number
}

/** The stretch that holds an instant. `zone` is an IANA name or a fixed offset; another one throws a RangeError. */
export function offsetSpanAt(at: Instant, zone: string): OffsetSpan {
  const spans = spansOfZone(zone)
  const last = spans.at(-1)
  if (last && last.from <= at && at < last.until) return last
  const place = spans.findIndex((span) => span.from <= at && at < span.until)
  const span = spans[place] ?? askTemporal(at, zone)
  // The stretch used last stands last: a booking asks about one season fifty times.
  if (place >= 0) spans.splice(place, 1)
  else if (spans.length === MOST_SPANS) spans.shift()
  spans.push(span)
  return span
}

const MOST_ZONES = 64
const MOST_SPANS = 64
const spansByZone = new Map<string, OffsetSpan[]>()
const TEMPORAL_ENDS_AT = 8.64e12

function spansOfZone(zone: string): OffsetSpan[] {
  const known = spansByZone.get(zone)
  if (known) return known
  if (spansByZone.size === MOST_ZONES) spansByZone.clear()
  const spans: OffsetSpan[] = []
  spansByZone.set(zone, spans)
  return spans
}

function askTemporal(at: Instant, zone: string): OffsetSpan {
  invariant(Math.abs(at) < TEMPORAL_ENDS_AT, 'an instant is a number of seconds within Temporal’s range')
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(at) * 1000).toZonedDateTimeISO(zone)
  // "previous" leaves out a transition at the very instant that is asked about.
  const from = zoned.add({ seconds: 1 }).getTimeZoneTransition('previous')
  const until = zoned.getTimeZoneTransition('next')
  return {
    from: from ? from.epochMilliseconds / 1000 : -Infinity,
    until: until ? until.epochMilliseconds / 1000 : Infinity,
    offsetSeconds: zoned.offsetNanoseconds / 1e9,
  }
}
