import type { Instant, Interval } from '../kernel/interval.ts'
import { formatInstant } from '../kernel/rfc3339.ts'

/** A booking, or time that is taken, as a calendar shows it. */
export interface CalendarEvent extends Interval {
  /** Stays when the event moves, so that calendars update it in place. */
  readonly uid: string
  /** Grows with every change, from 1. */
  readonly version: number
  readonly changedAt: Instant
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  readonly title: string
  readonly place: string
  readonly notes: string
  /** Null for what has no page of its own. */
  readonly url: string | null
}

export interface CalendarOptions {
  /** How often a program that subscribes should look again; null for a file that is taken once. */
  readonly refreshMinutes: number | null
}

/**
 * An iCalendar file (RFC 5545, RFC 7986): times in UTC, lines folded at 75 octets and ended with CR LF. It has no
 * METHOD: that would make it a message about events of an ORGANIZER, and some programs would file it as an invitation.
 */
export function calendarFile(
  name: string,
  events: readonly CalendarEvent[],
  { refreshMinutes }: CalendarOptions,
): string {
  const refresh =
    refreshMinutes === null
      ? []
      : [`REFRESH-INTERVAL;VALUE=DURATION:PT${refreshMinutes}M`, `X-PUBLISHED-TTL:PT${refreshMinutes}M`]
  return fileOf([`NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`, ...refresh, ...events.flatMap(eventLines)])
}

export interface FreeBusy {
  readonly uid: string
  readonly at: Instant
  /** What the busy times are all of. */
  readonly span: Interval
  /** In order of time. */
  readonly busy: readonly Interval[]
}

/** The same busy times in the one form that programs which plan meetings read (VFREEBUSY). */
export function freeBusyFile({ uid, at, span, busy }: FreeBusy): string {
  return fileOf([
    'BEGIN:VFREEBUSY',
    `UID:${uid}`,
    `DTSTAMP:${stamp(at)}`,
    `DTSTART:${stamp(span.startsAt)}`,
    `DTEND:${stamp(span.endsAt)}`,
    ...busy.map(({ startsAt, endsAt }) => `FREEBUSY;FBTYPE=BUSY:${stamp(startsAt)}/${stamp(endsAt)}`),
    'END:VFREEBUSY',
  ])
}

function fileOf(lines: readonly string[]): string {
  const whole = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gongtai//Bookings 1//EN',
    'CALSCALE:GREGORIAN',
    ...lines,
    'END:VCALENDAR',
  ]
  return whole.map((line) => `${folded(line)}\r\n`).join('')
}

function eventLines(event: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${stamp(event.changedAt)}`,
    `LAST-MODIFIED:${stamp(event.changedAt)}`,
    `SEQUENCE:${event.version - 1}`,
    `DTSTART:${stamp(event.startsAt)}`,
    `DTEND:${stamp(event.endsAt)}`,
    `SUMMARY:${escaped(event.title)}`,
    ...(event.place === '' ? [] : [`LOCATION:${escaped(event.place)}`]),
    ...(event.notes === '' ? [] : [`DESCRIPTION:${escaped(event.notes)}`]),
    ...(event.url === null ? [] : [`URL:${event.url}`]),
    `STATUS:${event.status}`,
    // What is cancelled takes nobody's time, in programs that go on showing it too.
    `TRANSP:${event.status === 'CANCELLED' ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
  ]
}

function stamp(at: Instant): string {
  return formatInstant(at).replaceAll(/[-:]/g, '')
}

// Other control characters may not stand in a text at all.
function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll(/\r?\n|\r/g, String.raw`\n`)
    .replaceAll(/[^\P{Cc}\t]/gu, '')
}

const foldAfterOctets = 75
const encoder = new TextEncoder()

// Folded between characters: half of a Chinese character on each line is what some calendars choke on.
function folded(line: string): string {
  let text = ''
  let octets = 0
  for (const character of line) {
    const size = encoder.encode(character).length
    if (octets + size > foldAfterOctets) {
      text += '\r\n '
      octets = 1
    }
    text += character
    octets += size
  }
  return text
}
