import { NotUnderstood, type EventNote } from './calendar-reading.ts'
import type { CalendarPart } from './calendar-parts.ts'
import { writtenLength, writtenTime, type WrittenLength, type WrittenTime } from './local-time.ts'
import { badValue, propertyName, propertyOf, textOf, type Property } from './property.ts'
import { repeatRule, type RepeatRule } from './repeat-rule.ts'

/** An event as it is written, before any clock is asked. */
export interface EventDraft {
  readonly uid: string
  readonly line: number
  readonly summary: string
  readonly categories: readonly string[]
  readonly start: WrittenTime
  readonly startLine: number
  readonly end: WrittenEnd
  readonly rules: readonly RepeatRule[]
  /** Rules of times that are left out, as calendars wrote them before 2009. */
  readonly exceptions: readonly RepeatRule[]
  readonly ruleLine: number
  readonly added: readonly AddedTime[]
  readonly left: readonly WrittenTime[]
  /** Of which time of a series this is another version. */
  readonly replaces: WrittenTime | null
  readonly cancelled: boolean
  /** Of two versions the one with more, or the later, counts. */
  readonly sequence: number
  readonly stamp: string
  readonly notes: readonly EventNote[]
}

export type WrittenEnd =
  | { readonly kind: 'at'; readonly time: WrittenTime }
  | { readonly kind: 'after'; readonly length: WrittenLength }

export interface AddedTime {
  readonly start: WrittenTime
  readonly end: WrittenEnd | null
}

// A broken line that is none of these changes no time: it is told, and the event stands.
const decisive = new Set(
  'uid dtstart dtend duration rrule exrule rdate exdate recurrence-id status sequence dtstamp'.split(' '),
)
const telling = new Set(['summary', 'categories', 'transp'])
const longestUid = 1_000
export const longestSummary = 200
const day: WrittenLength = { days: 1, seconds: 0 }

/** Throws NotUnderstood. */
export function eventDraft(part: CalendarPart): EventDraft {
  if (!part.ended) throw new NotUnderstood({ kind: 'not-ended', part: part.name }, part.line)
  const { properties, notes } = propertiesOf(part)
  const named = (name: string) => properties.filter((property) => property.name === name)
  const first = (name: string) => named(name)[0]
  const startLine = first('dtstart')
  if (!startLine) throw new NotUnderstood({ kind: 'missing', property: 'DTSTART' }, part.line)
  const start = writtenTime(startLine, startLine.values[0])
  const summary = summaryOf(first('summary'))
  const uid = textOf(first('uid'))
  if (uid.length > longestUid) throw badValue(first('uid') ?? startLine)
  if (uid === '') notes.push({ kind: 'no-uid' })
  if (textOf(first('transp')).toUpperCase() === 'TRANSPARENT') notes.push({ kind: 'free' })
  return {
    uid: uid || `${startLine.values[0] as string} ${summary}`,
    line: part.line,
    summary,
    categories: named('categories').flatMap(({ values }) => values.map(String)),
    start,
    startLine: startLine.line,
    end: endOf(start, first('dtend'), first('duration')),
    rules: named('rrule').map(repeatRule),
    exceptions: named('exrule').map(repeatRule),
    ruleLine: first('rrule')?.line ?? startLine.line,
    added: named('rdate').flatMap(addedTimes),
    left: named('exdate').flatMap(timesOf),
    replaces: replacedTime(first('recurrence-id')),
    cancelled: isCancelled(part),
    sequence: Number(first('sequence')?.values[0] ?? 0) || 0,
    stamp: textOf(first('dtstamp')),
    notes,
  }
}

/** Said apart, since who cancels an event need not say when it was. */
export function isCancelled(part: CalendarPart): boolean {
  return part.lines.some(({ text }) => /^STATUS(;[^:]*)?:\s*CANCELLED\s*$/i.test(text))
}

/** What an event is called, even where it cannot be understood. */
export function namesOf(part: CalendarPart): { uid: string; summary: string } {
  const said = (name: string) => {
    const line = part.lines.find((one) => propertyName(one) === name)
    try {
      return line && propertyOf(line)
    } catch {
      return undefined
    }
  }
  return { uid: textOf(said('uid')).slice(0, longestUid), summary: summaryOf(said('summary')) }
}

function propertiesOf(part: CalendarPart): { properties: Property[]; notes: EventNote[] } {
  const properties: Property[] = []
  const notes: EventNote[] = []
  for (const line of part.lines) {
    const name = propertyName(line)
    try {
      if (decisive.has(name) || telling.has(name)) properties.push(propertyOf(line))
      else if (name === '' || !/[:;]/.test(line.text)) notes.push({ kind: 'line-ignored', line: line.line })
    } catch (error) {
      if (!(error instanceof NotUnderstood) || decisive.has(name)) throw error
      notes.push({ kind: 'line-ignored', line: line.line })
    }
  }
  return { properties, notes }
}

function summaryOf(property: Property | undefined): string {
  const text = textOf(property).replaceAll(/\s+/g, ' ')
  return text.length <= longestSummary ? text : `${text.slice(0, longestSummary - 1)}…`
}

function endOf(start: WrittenTime, end: Property | undefined, duration: Property | undefined): WrittenEnd {
  if (end) {
    const time = writtenTime(end, end.values[0])
    // Some calendars end a whole day on the day itself.
    if (time.kind === 'date' && start.kind === 'date' && time.local === start.local)
      return { kind: 'after', length: day }
    return { kind: 'at', time }
  }
  if (!duration) return { kind: 'after', length: start.kind === 'date' ? day : { days: 0, seconds: 0 } }
  const length = writtenLength(duration.values[0])
  if (!length) throw badValue(duration)
  return { kind: 'after', length }
}

function addedTimes(property: Property): AddedTime[] {
  if (isEmpty(property)) return []
  if (property.type !== 'period') return timesOf(property).map((start) => ({ start, end: null }))
  return property.values.map((value) => {
    const [from, to] = Array.isArray(value) ? (value as unknown[]) : []
    const length = writtenLength(to)
    const end: WrittenEnd = length ? { kind: 'after', length } : { kind: 'at', time: writtenTime(property, to) }
    return { start: writtenTime(property, from), end }
  })
}

function timesOf(property: Property): WrittenTime[] {
  return isEmpty(property) ? [] : property.values.map((value) => writtenTime(property, value))
}

/** A list of no times, as some calendars write it. */
function isEmpty({ text }: Property): boolean {
  return text.trimEnd().endsWith(':')
}

function replacedTime(property: Property | undefined): WrittenTime | null {
  if (!property) return null
  const range = property.params['range']?.toUpperCase()
  if (range !== undefined) throw new NotUnderstood({ kind: 'unsupported', what: `RANGE=${range}` }, property.line)
  return writtenTime(property, property.values[0])
}
