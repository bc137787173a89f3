import type { CalendarReading, EventNote, Reason } from './calendar-reading.ts'

/** What a reading has to tell besides its times; lists are cut, counts are whole. */
export interface ReadingReport {
  readonly counts: {
    readonly understood: number
    readonly cancelled: number
    readonly superseded: number
    readonly notUnderstood: number
    readonly noted: number
  }
  readonly notUnderstood: readonly { readonly line: number; readonly summary: string; readonly reason: Reason }[]
  readonly noted: readonly { readonly line: number; readonly summary: string; readonly notes: readonly EventNote[] }[]
  readonly others: Readonly<Record<string, number>>
}

const mostTold = 200
const mostNotes = 10
const mostOthers = 20

/** Lines that fit nowhere are told with the events that were not understood. */
export function readingReport({ events, faults, others }: CalendarReading): ReadingReport {
  const outcome = (kind: string) => events.filter((event) => event.outcome === kind).length
  const failed = events.flatMap((event) =>
    event.outcome === 'not-understood'
      ? [{ line: event.reasonLine, summary: event.summary, reason: event.reason }]
      : [],
  )
  const strays = faults.map(({ line, reason }) => ({ line, summary: '', reason }))
  const noted = events.flatMap((event) =>
    event.outcome === 'understood' && event.notes.length > 0
      ? [{ line: event.line, summary: event.summary, notes: event.notes.slice(0, mostNotes) }]
      : [],
  )
  const notUnderstood = [...failed, ...strays].toSorted((a, b) => a.line - b.line)
  return {
    counts: {
      understood: outcome('understood'),
      cancelled: outcome('cancelled'),
      superseded: outcome('superseded'),
      notUnderstood: notUnderstood.length,
      noted: noted.length,
    },
    notUnderstood: notUnderstood.slice(0, mostTold),
    noted: noted.slice(0, mostTold),
    others: Object.fromEntries(Object.entries(others).slice(0, mostOthers)),
  }
}
