import type { BookingId } from '../../kernel/id.ts'
import { address } from '../../platform/http/address.ts'
import type { View } from '../axis.ts'

/** What the timeline shows, as its address says it. */
export interface TimelineForm {
  /** Null: today, whichever day that is when the address is opened. */
  readonly date: string | null
  readonly view: View
  readonly facility: string
  readonly category: string
  readonly q: string
  readonly booked: boolean
  readonly after: string
}

export function timelinePath(form: Partial<TimelineForm>, more: Readonly<Record<string, string | null>> = {}): string {
  const { date, view, facility, category, q, booked, after } = form
  const shown = { date, view: view === 'week' ? view : null, facility, category, q, booked: booked ? '1' : null, after }
  return address('/m/timeline', { ...shown, ...more })
}

/** The page's own query, as a form carries it to come back. */
export function backOf(form: TimelineForm): string {
  return timelinePath(form).replace(/^[^?]*\??/, '')
}

/** Where a booking is given another time by whoever manages its facility. */
export function sheetPath(id: BookingId, query: Readonly<Record<string, string | null>> = {}): string {
  return address(`/m/bookings/${encodeURIComponent(id)}/time`, query)
}

/** Back to the timeline as it was; whatever else the way back carries is dropped. */
export function timelineAgain(back: string, done: string | null = null): string {
  const query = new URLSearchParams(back)
  const given = (name: string) => query.get(name) ?? ''
  const form = {
    date: given('date') || null,
    view: given('view') === 'week' ? ('week' as const) : ('day' as const),
    facility: given('facility'),
    category: given('category'),
    q: given('q'),
    booked: given('booked') === '1',
    after: given('after'),
  }
  return timelinePath(form, { done })
}
