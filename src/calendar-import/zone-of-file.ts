import type { OffsetSpan } from '../kernel/zone-offsets.ts'
import { NotUnderstood } from './calendar-reading.ts'
import type { CalendarPart } from './calendar-parts.ts'
import { expandRule, type Allowance } from './expand-rule.ts'
import { daySeconds, writtenTime, type LocalSeconds, type WrittenTime } from './local-time.ts'
import { badValue, propertyName, propertyOf, type Property } from './property.ts'
import { repeatRule } from './repeat-rule.ts'
import type { ZoneClock } from './zone-clock.ts'

interface Change {
  readonly at: number
  readonly offsetBefore: number
  readonly offset: number
}

// A zone that changes its clocks by the day is none.
const mostChanges = 2_000

/**
 * The clocks that a file describes itself, good until the window ends. Null when it says nothing that can be followed.
 * Throws TooLong.
 */
export function clockOfFile(zone: CalendarPart, until: LocalSeconds, allowance: Allowance): ZoneClock | null {
  try {
    const changes = zone.parts.filter(isObservance).flatMap((part) => changesOf(part, until, allowance))
    const sorted = changes.toSorted((a, b) => a.at - b.at)
    const spans = spansOf(sorted)
    return spans.length === 0 ? null : (at) => spanAt(spans, at)
  } catch (error) {
    if (error instanceof NotUnderstood) return null
    throw error
  }
}

function isObservance({ name }: CalendarPart): boolean {
  return name === 'STANDARD' || name === 'DAYLIGHT'
}

const wanted = new Set(['dtstart', 'rrule', 'rdate', 'tzoffsetfrom', 'tzoffsetto'])

function changesOf(part: CalendarPart, end: LocalSeconds, allowance: Allowance): Change[] {
  const properties = part.lines.filter((line) => wanted.has(propertyName(line))).map(propertyOf)
  const named = (name: string) => properties.filter((property) => property.name === name)
  const [start, from, to] = [named('dtstart')[0], named('tzoffsetfrom')[0], named('tzoffsetto')[0]]
  if (!start || !from || !to) throw new NotUnderstood({ kind: 'missing', property: 'DTSTART' }, part.line)
  const [offsetBefore, offset] = [offsetOf(from), offsetOf(to)]
  const first = writtenTime(start, start.values[0]).local
  const repeated = named('rrule').flatMap((property) => {
    const rule = repeatRule(property)
    const until = Math.min(end, rule.until === null ? end : localUntil(rule.until, offsetBefore))
    return expandRule(rule, { start: first, from: first, until, most: mostChanges }, allowance)
  })
  const listed = named('rdate').flatMap((property) =>
    property.values.map((value) => writtenTime(property, value).local),
  )
  const onsets = new Set([first, ...repeated, ...listed])
  return [...onsets].map((local) => ({ at: local - offsetBefore, offsetBefore, offset }))
}

function localUntil({ kind, local }: WrittenTime, offset: number): LocalSeconds {
  if (kind === 'utc') return local + offset
  return kind === 'date' ? local + daySeconds - 1 : local
}

function offsetOf(property: Property): number {
  const [value] = property.values
  const match = typeof value === 'string' ? /^([+-])(\d{2}):([0-5]\d)(?::([0-5]\d))?$/.exec(value) : null
  const seconds = Number(match?.[2]) * 3600 + Number(match?.[3]) * 60 + Number(match?.[4] ?? 0)
  // A change of a day or more would carry the search for a wall time past every stretch.
  if (!match || seconds >= daySeconds) throw badValue(property)
  return match[1] === '-' ? -seconds : seconds
}

function spansOf(changes: readonly Change[]): OffsetSpan[] {
  const [first] = changes
  if (!first) return []
  const before = { from: -Infinity, until: first.at, offsetSeconds: first.offsetBefore }
  const after = changes.map(({ at, offset }, place) => ({
    from: at,
    until: changes[place + 1]?.at ?? Infinity,
    offsetSeconds: offset,
  }))
  return [before, ...after].filter((span) => span.from < span.until)
}

function spanAt(spans: readonly OffsetSpan[], at: number): OffsetSpan {
  let [low, high] = [0, spans.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((spans[middle]?.from ?? Infinity) <= at) low = middle
    else high = middle - 1
  }
  return spans[low] ?? { from: -Infinity, until: Infinity, offsetSeconds: 0 }
}
