import type { Names } from '../../deps.ts'
import type { Instant } from '../../kernel/interval.ts'
import { union } from '../../kernel/interval.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { BookingState } from '../booking.ts'
import { calendarFile, freeBusyFile, type CalendarEvent } from '../icalendar.ts'
import type { EventRow, Feed } from '../reads/calendar-events.ts'
import { calendarText } from './calendar.text.ts'
import { bookingPath } from './paths.ts'

type Busy = Extract<Feed, { kind: 'busy' }>

const refreshMinutes = 60

/** A feed in the reader's language. `feed` names it among others; it must not tell the address. */
export function feedFile(feed: Feed, park: Names, where: { publicUrl: string; feed: string }): string {
  const words = calendarText(feed.locale)
  if (feed.kind === 'mine') {
    const name = `${nameIn(park, feed.locale)} · ${words.mine}`
    const events = feed.events.map((row) => eventOf(row, feed.locale, where.publicUrl))
    return calendarFile(name, events, { refreshMinutes })
  }
  const events = busyEvents(feed, where.feed)
  return calendarFile(words.busyOf(nameIn(feed.resource, feed.locale)), events, { refreshMinutes })
}

/** The busy times of a resource of which one unit is enough: busy is when none is left. */
export function busyTimesFile(feed: Busy, name: string): string {
  const { busy, span, units } = feed
  return freeBusyFile({ uid: `${name}@gongtai`, at: span.startsAt, span, busy: allTaken(busy, units) })
}

/** A booking as an event that calendars update in place. */
export function eventOf(row: EventRow, locale: Locale, publicUrl: string): CalendarEvent {
  const { id, number, version, state, startsAt, endsAt, changedAt, hans, hant, en, location } = row
  const url = `${publicUrl}${bookingPath(id)}`
  const facility = { hans: row.facilityHans, hant: row.facilityHant, en: row.facilityEn }
  return {
    uid: `${id}@gongtai`,
    version,
    changedAt,
    startsAt,
    endsAt,
    status: givenUp.has(state) ? 'CANCELLED' : state === 'pending' || state === 'offered' ? 'TENTATIVE' : 'CONFIRMED',
    title: nameIn({ hans, hant, en }, locale),
    place: [nameIn(facility, locale), location].filter((part) => part !== '').join(' · '),
    // Some calendars show no URL: there it is read here.
    notes: `${calendarText(locale).number(number)}\n${url}`,
    url,
  }
}

const givenUp: ReadonlySet<BookingState> = new Set<BookingState>(['cancelled', 'rejected', 'expired'])

// Named by unit and start: whose booking it is must not be told, not even by an id.
function busyEvents({ busy, locale, units, span }: Busy, feed: string): CalendarEvent[] {
  const words = calendarText(locale)
  return busy.map(({ unitId, unit, startsAt, endsAt, version, closed }) => {
    const what = closed === 1 ? words.closed : words.busy
    return {
      uid: `${feed}-${unitId}-${startsAt}@gongtai`,
      version,
      changedAt: span.startsAt,
      startsAt,
      endsAt,
      status: 'CONFIRMED',
      title: units > 1 ? `${what} · ${unit}` : what,
      place: '',
      notes: '',
      url: null,
    }
  })
}

function allTaken(busy: Busy['busy'], units: number): { startsAt: Instant; endsAt: Instant }[] {
  if (units === 1) return union(busy)
  const edges = busy
    .flatMap(({ startsAt, endsAt }) => [
      { at: startsAt, step: 1 },
      { at: endsAt, step: -1 },
    ])
    .toSorted((a, b) => a.at - b.at || a.step - b.step)
  const taken: { startsAt: Instant; endsAt: Instant }[] = []
  let count = 0
  let from: Instant | null = null
  for (const { at, step } of edges) {
    count += step
    if (count === units && from === null) from = at
    if (count < units && from !== null) {
      taken.push({ startsAt: from, endsAt: at })
      from = null
    }
  }
  return union(taken)
}
