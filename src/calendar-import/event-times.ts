import type { Instant, Interval } from '../kernel/interval.ts'
import { formatInstant } from '../kernel/rfc3339.ts'
import { dateOfEpochDay } from '../kernel/wall-clock.ts'
import { NotUnderstood, type EventNote, type Occurrence } from './calendar-reading.ts'
import type { EventDraft, WrittenEnd } from './event-draft.ts'
import { expandRule, spend, type Allowance } from './expand-rule.ts'
import { daySeconds, wallText, type LocalSeconds, type WrittenTime } from './local-time.ts'
import type { RepeatRule } from './repeat-rule.ts'
import { localAt, readingOf, type ZoneClock } from './zone-clock.ts'
import type { ClockFor } from './zones.ts'

/** One event has at most so many times within the window. */
export const mostTimes = 1_000

// To ask a zone's clocks takes as long as to look at so many days.
const daysPerReading = 10

export interface EventTimes {
  /** In no order; they may lie outside the window. */
  readonly occurrences: readonly Occurrence[]
  readonly notes: readonly EventNote[]
}

/** Every time of an event that may touch the window. Throws NotUnderstood, TooLong. */
export function eventTimes(draft: EventDraft, clockFor: ClockFor, window: Interval, allowance: Allowance): EventTimes {
  const { clock, note } = clockFor(draft.start)
  if (isFarFrom(draft, window)) return { occurrences: [], notes: note ? [note] : [] }
  const length = lengthOf(draft.start, draft.end, clockFor, draft.startLine)
  const locals = draft.rules.length === 0 ? [draft.start.local] : repeated(draft, { clock, window, length, allowance })
  spend(allowance, (locals.length + draft.added.length + draft.left.length) * daysPerReading)
  const isSeries = draft.rules.length > 0 || draft.added.length > 0
  const isLeft = leftOut(draft, clockFor)
  const regular = locals.map((local) => ({ start: { ...draft.start, local }, length }))
  const added = draft.added.map(({ start, end }) => ({
    start,
    length: end ? lengthOf(start, end, clockFor, draft.startLine) : length,
  }))
  const notes: EventNote[] = note ? [note] : []
  const byStart = new Map<string, Occurrence>()
  for (const { start, length: itsLength } of [...regular, ...added]) {
    const time = timeOf(start, itsLength, clockFor)
    if (isLeft(start, time.startsAt)) continue
    if (time.shown !== 'once' && touches(time, window)) {
      notes.push({ kind: time.shown === 'never' ? 'skipped' : 'doubled', wall: wallText(start.local) })
    }
    const recurrenceId = isSeries ? recurrenceIdOf(start, time.startsAt) : ''
    byStart.set(recurrenceId, { recurrenceId, startsAt: time.startsAt, endsAt: time.endsAt })
  }
  return { occurrences: [...byStart.values()], notes }
}

/** What names a time of a series: its date, or its instant. */
export function recurrenceIdOf(written: WrittenTime, at: Instant): string {
  return written.kind === 'date' ? dateOfEpochDay(Math.floor(written.local / daySeconds)) : formatInstant(at)
}

export function touches({ startsAt, endsAt }: Interval, window: Interval): boolean {
  return startsAt < window.endsAt && endsAt > window.startsAt
}

/** Whether an event that happens once does so well outside the window: no clock need be asked for it. */
function isFarFrom({ start, end, rules, added }: EventDraft, window: Interval): boolean {
  if (rules.length > 0 || added.length > 0) return false
  const length = end.kind === 'after' ? end.length.days * daySeconds + end.length.seconds : end.time.local - start.local
  const isLater = start.local > window.endsAt + 2 * daySeconds
  return length >= 0 && (isLater || start.local + length < window.startsAt - 2 * daySeconds)
}

interface Repeating {
  readonly clock: ZoneClock
  readonly window: Interval
  readonly length: Length
  readonly allowance: Allowance
}

function repeated(draft: EventDraft, { clock, window, length, allowance }: Repeating): LocalSeconds[] {
  // A day on either side: what the clocks show is up to a day away from what has passed.
  const from = localAt(window.startsAt, clock) - length.days * daySeconds - length.seconds - daySeconds
  const end = localAt(window.endsAt, clock) + daySeconds
  const expanded = (rule: RepeatRule) => {
    const last = lastOf(rule, clock)
    const until = Math.min(end, last.local)
    const locals = expandRule(rule, { start: draft.start.local, from, until, most: mostTimes }, allowance)
    return locals.filter((local) => last.at === null || readingOf(local, clock).at <= last.at)
  }
  const found = new Set(draft.rules.flatMap(expanded))
  for (const local of draft.exceptions.flatMap(expanded)) found.delete(local)
  if (found.size > mostTimes) throw new NotUnderstood({ kind: 'too-many', most: mostTimes }, draft.ruleLine)
  return [...found]
}

/** Until when a rule goes on: by the wall, and where it is said in UTC, to the second. */
function lastOf({ until }: RepeatRule, clock: ZoneClock): { local: LocalSeconds; at: Instant | null } {
  if (until === null) return { local: Infinity, at: null }
  if (until.kind === 'date') return { local: until.local + daySeconds - 1, at: null }
  if (until.kind !== 'utc') return { local: until.local, at: null }
  return { local: localAt(until.local, clock) + daySeconds, at: until.local }
}

interface Length {
  readonly days: number
  readonly seconds: number
}

function lengthOf(start: WrittenTime, end: WrittenEnd, clockFor: ClockFor, line: number): Length {
  const length = end.kind === 'after' ? end.length : between(start, end.time, clockFor)
  if (length.days * daySeconds + length.seconds < 0) throw new NotUnderstood({ kind: 'ends-before-start' }, line)
  return length
}

/** Whole days last until the wall shows the same again; between two times the same seconds pass each time. */
function between(start: WrittenTime, end: WrittenTime, clockFor: ClockFor): Length {
  if (start.kind === 'date' && end.kind === 'date') return { days: (end.local - start.local) / daySeconds, seconds: 0 }
  const [from, to] = [start, end].map((time) => readingOf(time.local, clockFor(time).clock).at)
  return { days: 0, seconds: (to ?? 0) - (from ?? 0) }
}

function timeOf(start: WrittenTime, length: Length, clockFor: ClockFor) {
  const { clock } = clockFor(start)
  const { at, shown } = readingOf(start.local, clock)
  const days = length.days === 0 ? at : readingOf(start.local + length.days * daySeconds, clock).at
  return { startsAt: at, endsAt: days + length.seconds, shown }
}

function leftOut({ left }: EventDraft, clockFor: ClockFor): (start: WrittenTime, at: Instant) => boolean {
  const days = new Set(left.filter(({ kind }) => kind === 'date').map(({ local }) => Math.floor(local / daySeconds)))
  const instants = new Set(
    left.filter(({ kind }) => kind !== 'date').map((time) => readingOf(time.local, clockFor(time).clock).at),
  )
  return (start, at) => instants.has(at) || days.has(Math.floor(start.local / daySeconds))
}
