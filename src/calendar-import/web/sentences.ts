import type { EventNote, Reason } from '../calendar-reading.ts'
import type { CalendarTrouble } from '../commands/refresh-calendars.ts'
import type { ImportRefusal } from '../commands/import-calendar.ts'
import type { ImportText } from './import.text.ts'

/** Why something was not understood, in a sentence. */
export function reasonSentence(reason: Reason, { reason: words }: ImportText): string {
  switch (reason.kind) {
    case 'line':
      return `${words.line}: ${reason.text}`
    case 'missing':
      return words.missing(reason.property)
    case 'value':
      return `${words.value(reason.property)}: ${reason.text}`
    case 'ends-before-start':
      return words.endsBeforeStart
    case 'too-frequent':
      return words.tooFrequent
    case 'too-many':
      return words.tooMany(reason.most)
    case 'too-long-to-read':
      return words.tooLong
    case 'unsupported':
      return words.unsupported(reason.what)
    case 'not-ended':
      return words.notEnded(reason.part)
    case 'not-begun':
      return words.notBegun(reason.part)
    case 'outside':
      return words.outside
  }
}

/** What a reader should know of an event, in a sentence. */
export function noteSentence(note: EventNote, { note: words }: ImportText): string {
  switch (note.kind) {
    case 'floating':
      return words.floating
    case 'all-day':
      return words.allDay
    case 'unknown-zone':
      return words.unknownZone(note.tzid)
    case 'mapped-zone':
      return words.mappedZone(note.tzid, note.zone)
    case 'zone-of-file':
      return words.zoneOfFile(note.tzid)
    case 'skipped':
      return words.skipped(note.wall)
    case 'doubled':
      return words.doubled(note.wall)
    case 'no-start':
      return words.noStart
    case 'momentary':
      return words.momentary
    case 'free':
      return words.free
    case 'no-uid':
      return words.noUid
    case 'no-series':
      return words.noSeries
    case 'line-ignored':
      return words.lineIgnored(note.line)
  }
}

/** Why a calendar was not taken, or stands still, in a sentence. */
export function troubleSentence(why: ImportRefusal | { readonly kind: CalendarTrouble }, words: ImportText): string {
  switch (why.kind) {
    case 'unreachable':
    case 'refused':
    case 'astray':
    case 'nobody':
      return words.faults[why.kind]
    case 'too-large':
      return words.faults.tooLarge
    case 'too-many':
      return words.faults.tooMany
    case 'no-calendar':
      return words.faults.noCalendar('line' in why ? why.line : 1)
  }
}
