import type { Instant } from './interval.ts'
import { isDate } from './wall-clock.ts'

/**
 * The instant that an RFC 3339 text names, or null. It must carry `Z` or an offset, name a date that the calendar has
 * and fall on a whole second: `2026-11-23T14:00:00+08:00`, and `.000` is a whole second too.
 */
export function parseInstant(text: string): Instant | null {
  const match = RFC_3339.exec(text)
  if (!match?.groups || !isDate(match.groups.date ?? '')) return null
  // The standard allows small letters; not every browser's Date.parse does.
  const at = Date.parse(text.toUpperCase()) / 1000
  return at >= FIRST && at <= LAST ? at : null
}

/** `2026-11-23T06:00:00Z`. */
export function formatInstant(at: Instant): string {
  return `${new Date(at * 1000).toISOString().slice(0, -5)}Z`
}

const RFC_3339 =
  /^(?<date>\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.0{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i
// Years of four figures, in UTC too: an offset can carry a text past either end.
const FIRST = -62_167_219_200
const LAST = 253_402_300_799
