import type { Instant, Interval } from '../kernel/interval.ts'
import { calendarParts, eventsWithin, type CalendarPart, type Fault } from './calendar-parts.ts'
import { NotUnderstood, type AccountedEvent, type CalendarReading, type EventNote } from './calendar-reading.ts'
import { eventDraft, isCancelled, namesOf, type EventDraft } from './event-draft.ts'
import { eventTimes, recurrenceIdOf, touches } from './event-times.ts'
import { TooLong, type Allowance } from './expand-rule.ts'
import { daySeconds, type WrittenTime } from './local-time.ts'
import { propertyName, propertyOf, textOf } from './property.ts'
import { readingOf } from './zone-clock.ts'
import { clocksOf, type ClockFor } from './zones.ts'

export interface ReadingBounds {
  /** For times without a zone, and with one that nobody knows. */
  readonly zone: string
  /** Only times that touch it are told. */
  readonly window: Interval
}

/** A file is read at most so far; a door turns larger ones away. */
export const mostCalendarBytes = 2 * 1024 * 1024
/** All events of a file together have at most so many times within the window. */
export const mostTimesOfFile = 5_000
// Two thousand yearly events take a third of it.
const mostDaysLookedAt = 1_000_000

/**
 * What a calendar file says: every event of it once, with its times within the window or the line that was not
 * understood. Pure, and bounded however the file is made. Throws NoCalendar.
 */
export function readCalendar(file: string, { zone, window }: ReadingBounds): CalendarReading {
  const { calendars, faults } = calendarParts(file)
  const until = window.endsAt + 2 * daySeconds
  const allowance = { days: mostDaysLookedAt }
  const read = calendars.flatMap((calendar) => {
    const clockFor = clocksOf(calendar, zone, { until, allowance })
    const method = valueOf(calendar, 'method').toUpperCase()
    return eventsWithin(calendar).map((part) => readEvent(part, clockFor, method))
  })
  const events = accounted(read, { window, allowance })
  return {
    name: calendars.map((calendar) => valueOf(calendar, 'x-wr-calname')).find((name) => name !== '') ?? null,
    events: events.toSorted((a, b) => a.line - b.line),
    faults: faults.filter(isTold),
    others: othersOf(calendars),
  }
}

type ReadEvent =
  | { readonly draft: EventDraft; readonly clockFor: ClockFor; readonly key: string; readonly uid: string }
  | { readonly draft: null; readonly event: AccountedEvent }

function readEvent(part: CalendarPart, clockFor: ClockFor, method: string): ReadEvent {
  try {
    const written = eventDraft(part)
    const draft = { ...written, cancelled: written.cancelled || method === 'CANCEL' }
    const key = draft.replaces === null ? '' : keyOf(draft.replaces, clockFor)
    return { draft, clockFor, key, uid: draft.uid }
  } catch (error) {
    const names = { ...namesOf(part), line: part.line, categories: [] }
    if (part.ended && (isCancelled(part) || method === 'CANCEL')) {
      return { draft: null, event: { ...names, outcome: 'cancelled' } }
    }
    if (method !== '' && isWithoutStart(error)) {
      return { draft: null, event: { ...names, outcome: 'understood', occurrences: [], notes: [{ kind: 'no-start' }] } }
    }
    return { draft: null, event: { ...names, ...refusal(error, part.line) } }
  }
}

/** Allowed in a message about an event, and nowhere else. */
function isWithoutStart(error: unknown): boolean {
  return error instanceof NotUnderstood && error.reason.kind === 'missing'
}

function keyOf(replaces: WrittenTime, clockFor: ClockFor): string {
  return recurrenceIdOf(replaces, readingOf(replaces.local, clockFor(replaces).clock).at)
}

function refusal(error: unknown, line: number) {
  if (error instanceof TooLong) {
    return { outcome: 'not-understood', reason: { kind: 'too-long-to-read' }, reasonLine: line } as const
  }
  if (!(error instanceof NotUnderstood)) throw error
  return { outcome: 'not-understood', reason: error.reason, reasonLine: error.line } as const
}

type Drafted = Extract<ReadEvent, { readonly draft: EventDraft }>

interface Reckoning {
  readonly window: Interval
  readonly allowance: Allowance
}

function accounted(read: readonly ReadEvent[], reckoning: Reckoning): AccountedEvent[] {
  const drafted = read.filter((one): one is Drafted => one.draft !== null)
  const valid = newest(drafted)
  const events = read.flatMap((one) => (one.draft === null ? [one.event] : []))
  for (const one of drafted) {
    if (!valid.has(one)) events.push({ ...headOf(one.draft), outcome: 'superseded' })
  }
  const changes = new Map<string, Drafted[]>()
  for (const one of valid) if (one.key !== '') changes.set(one.uid, [...(changes.get(one.uid) ?? []), one])
  const told = { left: mostTimesOfFile }
  for (const one of valid) {
    if (one.key !== '') continue
    events.push(reckoned(one, changes.get(one.uid) ?? [], reckoning, told))
  }
  const series = new Set([...valid].filter(({ key }) => key === '').map(({ uid }) => uid))
  for (const one of valid) {
    if (one.key !== '') events.push(reckonedChange(one, series.has(one.uid), reckoning, told))
  }
  return events
}

/** Of several versions of one event, or of one time of it, the last. */
function newest(drafted: readonly Drafted[]): Set<Drafted> {
  const byKey = new Map<string, Drafted>()
  for (const one of drafted) {
    const name = JSON.stringify([one.uid, one.key])
    const other = byKey.get(name)
    if (!other || isNewer(one.draft, other.draft)) byKey.set(name, one)
  }
  return new Set(byKey.values())
}

function isNewer(one: EventDraft, other: EventDraft): boolean {
  if (one.sequence !== other.sequence) return one.sequence > other.sequence
  return one.stamp >= other.stamp
}

function reckoned(
  { draft, clockFor }: Drafted,
  changes: readonly Drafted[],
  { window, allowance }: Reckoning,
  told: { left: number },
): AccountedEvent {
  const head = headOf(draft)
  if (draft.cancelled) return { ...head, outcome: 'cancelled' }
  try {
    const times = eventTimes(draft, clockFor, window, allowance)
    const changed = new Set(changes.map(({ key }) => key))
    const own = times.occurrences.filter((one) => !changed.has(one.recurrenceId))
    return understood(head, { window, told, notes: [...draft.notes, ...times.notes], line: draft.ruleLine }, own)
  } catch (error) {
    return { ...head, ...refusal(error, draft.line) }
  }
}

/** Another version of one time of a series: it happens under that time's name. */
function reckonedChange(one: Drafted, hasSeries: boolean, reckoning: Reckoning, told: { left: number }) {
  const { draft, clockFor, key } = one
  const head = headOf(draft)
  if (draft.cancelled) return { ...head, outcome: 'cancelled' } as const
  try {
    const times = eventTimes({ ...draft, rules: [], added: [] }, clockFor, reckoning.window, reckoning.allowance)
    const notes: EventNote[] = [...draft.notes, ...times.notes, ...(hasSeries ? [] : [{ kind: 'no-series' } as const])]
    const own = times.occurrences.map((time) => ({ ...time, recurrenceId: key }))
    return understood(head, { window: reckoning.window, told, notes, line: draft.startLine }, own)
  } catch (error) {
    return { ...head, ...refusal(error, draft.line) }
  }
}

type Head = Pick<AccountedEvent, 'uid' | 'line' | 'summary' | 'categories'>

interface Telling {
  readonly window: Interval
  readonly told: { left: number }
  readonly notes: readonly EventNote[]
  readonly line: number
}

function understood(
  head: Head,
  { window, told, notes, line }: Telling,
  all: readonly { recurrenceId: string; startsAt: Instant; endsAt: Instant }[],
): AccountedEvent {
  const lasting = all.filter((one) => one.endsAt > one.startsAt)
  const occurrences = lasting.filter((one) => touches(one, window)).toSorted((a, b) => a.startsAt - b.startsAt)
  if (occurrences.length > told.left) {
    throw new NotUnderstood({ kind: 'too-many', most: mostTimesOfFile }, line)
  }
  told.left -= occurrences.length
  const momentary: EventNote[] = lasting.length < all.length ? [{ kind: 'momentary' }] : []
  const unique = new Map([...notes, ...momentary].map((note) => [JSON.stringify(note), note]))
  return { ...head, outcome: 'understood', occurrences, notes: [...unique.values()] }
}

function headOf({ uid, line, summary, categories }: EventDraft): Head {
  return { uid, line, summary, categories }
}

/** That an event is not ended is told with the event. */
function isTold({ reason }: Fault): boolean {
  return !(reason.kind === 'not-ended' && reason.part === 'VEVENT')
}

function othersOf(calendars: readonly CalendarPart[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { name } of calendars.flatMap((calendar) => calendar.parts)) {
    if (!['VEVENT', 'VTIMEZONE', 'VCALENDAR'].includes(name)) counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

function valueOf(part: CalendarPart, name: string): string {
  const line = part.lines.find((one) => propertyName(one) === name)
  try {
    return line ? textOf(propertyOf(line)) : ''
  } catch {
    return ''
  }
}
