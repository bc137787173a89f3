import { NoCalendar, type Reason } from './calendar-reading.ts'
import { contentLines, type ContentLine } from './content-line.ts'

/** What stands between a BEGIN and its END. */
export interface CalendarPart {
  /** In capitals, as VEVENT. */
  readonly name: string
  readonly line: number
  readonly lines: ContentLine[]
  readonly parts: CalendarPart[]
  /** False where the file has no END for it. */
  ended: boolean
}

export interface Fault {
  readonly line: number
  readonly reason: Reason
}

// Deeper nesting than an alarm of an event of a calendar has no meaning; a hostile file could go on without end.
const deepest = 16

/** The calendars of a file. A part that is not ended where it ought to be keeps no other from being read. */
export function calendarParts(file: string): { calendars: CalendarPart[]; faults: Fault[] } {
  const lines = contentLines(file)
  const root = newPart('', 1)
  const open = [root]
  const faults: Fault[] = []
  for (const one of lines) {
    const mark = /^(BEGIN|END):\s*(\S+)\s*$/i.exec(one.text)
    const name = mark?.[2]?.toUpperCase() ?? ''
    const top = open.at(-1) ?? root
    if (mark?.[1]?.toUpperCase() === 'BEGIN') begin(open, name, one.line)
    else if (mark) end(open, name, one.line, faults)
    else if (top === root) faults.push({ line: one.line, reason: { kind: 'outside' } })
    else top.lines.push(one)
  }
  for (const part of open.slice(1)) faults.push(notEnded(part))
  const calendars = root.parts.filter((part) => part.name === 'VCALENDAR')
  // Events by themselves are read as if a calendar stood around them.
  if (eventsWithin(root).length > 0) calendars.push(root)
  if (calendars.length === 0) throw new NoCalendar(lines[0]?.line ?? 1)
  return { calendars, faults }
}

/** The events of a calendar, in whatever parts they stand; not those of a calendar within. */
export function eventsWithin(part: CalendarPart): CalendarPart[] {
  const within = part.parts.filter(({ name }) => name !== 'VCALENDAR')
  return within.flatMap((one) => [...(one.name === 'VEVENT' ? [one] : []), ...eventsWithin(one)])
}

function begin(open: CalendarPart[], name: string, line: number): void {
  const part = newPart(name, line)
  // A calendar or an event within an event: the END of the outer one is missing.
  const missing = name === 'VCALENDAR' ? 1 : name === 'VEVENT' ? open.findIndex((one) => one.name === 'VEVENT') : -1
  if (missing > 0 && missing < open.length) open.length = missing
  open.at(-1)?.parts.push(part)
  if (open.length < deepest) open.push(part)
}

function end(open: CalendarPart[], name: string, line: number, faults: Fault[]): void {
  const place = open.findLastIndex((part) => part.name === name)
  const part = open[place]
  if (!part || place === 0) {
    faults.push({ line, reason: { kind: 'not-begun', part: name } })
    return
  }
  part.ended = true
  open.length = place
}

function newPart(name: string, line: number): CalendarPart {
  return { name, line, lines: [], parts: [], ended: false }
}

function notEnded({ name, line }: CalendarPart): Fault {
  return { line, reason: { kind: 'not-ended', part: name } }
}
