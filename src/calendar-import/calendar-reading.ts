import type { Interval } from '../kernel/interval.ts'

/** Why something in a calendar was not understood. Facts, not prose: the sentence is made in the reader's language. */
export type Reason =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'missing'; readonly property: string }
  | { readonly kind: 'value'; readonly property: string; readonly text: string }
  | { readonly kind: 'ends-before-start' }
  /** It repeats more often than this house keeps count of: by the hour, the minute or the second. */
  | { readonly kind: 'too-frequent' }
  | { readonly kind: 'too-many'; readonly most: number }
  /** Reading it would take longer than one file may. */
  | { readonly kind: 'too-long-to-read' }
  | { readonly kind: 'unsupported'; readonly what: string }
  | { readonly kind: 'not-ended'; readonly part: string }
  | { readonly kind: 'not-begun'; readonly part: string }
  | { readonly kind: 'outside' }

/** What a reader should know of an event that was understood all the same. */
export type EventNote =
  /** Its times name no zone: the park's was taken. */
  | { readonly kind: 'floating' }
  | { readonly kind: 'all-day' }
  /** Its zone is known nowhere: the park's was taken. */
  | { readonly kind: 'unknown-zone'; readonly tzid: string }
  /** Its zone is known under another name. */
  | { readonly kind: 'mapped-zone'; readonly tzid: string; readonly zone: string }
  /** Its zone is the file's own. */
  | { readonly kind: 'zone-of-file'; readonly tzid: string }
  /** Clocks skip this wall time: it begins as much later. */
  | { readonly kind: 'skipped'; readonly wall: string }
  /** Clocks show this wall time twice: the first one was taken. */
  | { readonly kind: 'doubled'; readonly wall: string }
  /** A message about an event, which does not say when that is. */
  | { readonly kind: 'no-start' }
  /** It takes no time, so that there is nothing to close. */
  | { readonly kind: 'momentary' }
  /** Its calendar shows it as free time. */
  | { readonly kind: 'free' }
  | { readonly kind: 'no-uid' }
  /** A change of one time of a series that is not in the file, or has no such time. */
  | { readonly kind: 'no-series' }
  | { readonly kind: 'line-ignored'; readonly line: number }

/** One time of an event. */
export interface Occurrence extends Interval {
  /** Which time of its series it was meant to be; empty for an event that happens once. */
  readonly recurrenceId: string
}

export type AccountedEvent = {
  readonly uid: string
  readonly line: number
  readonly summary: string
  readonly categories: readonly string[]
} & (
  | {
      readonly outcome: 'understood'
      /** Those that touch the window, earliest first. */
      readonly occurrences: readonly Occurrence[]
      readonly notes: readonly EventNote[]
    }
  | { readonly outcome: 'cancelled' }
  /** A later version of the same event is in the file. */
  | { readonly outcome: 'superseded' }
  | { readonly outcome: 'not-understood'; readonly reason: Reason; readonly reasonLine: number }
)

/** A calendar file, accounted for: every event is in it once, as is every line that fits nowhere. */
export interface CalendarReading {
  readonly name: string | null
  readonly events: readonly AccountedEvent[]
  readonly faults: readonly { readonly line: number; readonly reason: Reason }[]
  /** Parts that are no events, by their kind: tasks, journals, free and busy times. */
  readonly others: Readonly<Record<string, number>>
}

/** The file as a whole is no calendar. */
export class NoCalendar extends Error {
  override readonly name = 'NoCalendar'
  readonly line: number

  constructor(line: number) {
    super(`no calendar begins at line ${line}`)
    this.line = line
  }
}

/** Thrown while an event is read, with the line that is the trouble. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood'
  readonly reason: Reason
  readonly line: number

  constructor(reason: Reason, line: number) {
    super(`line ${line}: ${reason.kind}`)
    this.reason = reason
    this.line = line
  }
}
