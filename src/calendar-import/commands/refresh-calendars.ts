import { wrote } from '../../bookings/commands/change-booking.ts'
import type { Deps, Instant } from '../../deps.ts'
import type { StoredAnswerRow } from '../../firms/reads/stored-answer.ts'
import { absentViewerQuery } from '../../firms/reads/viewer-query.ts'
import type { PersonId } from '../../kernel/id.ts'
import { Conflict, Forbidden, Malformed, NotFound, Unauthenticated } from '../../kernel/thrown.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import { NoCalendar } from '../calendar-reading.ts'
import { calendarAddress, fetchCalendar, type FetchTrouble } from '../fetch-calendar.ts'
import { fetchEverySeconds, type ImportedCalendar } from '../imported-calendar.ts'
import { readCalendar } from '../read-calendar.ts'
import { calendarOf, dueCalendarsQuery } from '../reads/calendar-row.ts'
import type { AskedBy } from '../reads/plan-facts.ts'
import { windowSeconds } from '../wanted-times.ts'
import { applyAsked } from './apply-calendar.ts'
import { keepAsked } from './keep-calendar.ts'

/** Calendars that one look at the clock reads again. */
const refreshedAtOnce = 5

/** Why a calendar that has an address stands still. */
export type CalendarTrouble = FetchTrouble | 'no-calendar' | 'too-many' | 'nobody'

const longestPauseSeconds = 86_400
// One that says that nothing changed is asked for whole now and then, as the days that it is read for move on.
const wholeAfterSeconds = 7 * 86_400

/**
 * Reads calendars again whose time has come, and applies what needs no decision; answers how many it looked at. Each is
 * taken by a compare-and-swap on its time, so that two clocks do not fetch it twice. It acts for who imported it: once
 * they no longer manage the facility, it stands still.
 */
export async function refreshCalendars(deps: Deps): Promise<number> {
  const { due } = await deps.db.read({ due: dueCalendarsQuery(deps.now(), refreshedAtOnce) })
  for (const calendar of due.map(calendarOf)) {
    if (await taken(deps, calendar)) await refresh(deps, calendar)
  }
  return due.length
}

async function taken(deps: Deps, { id, fetchAt }: ImportedCalendar): Promise<boolean> {
  const now = deps.now()
  const next = now + fetchEverySeconds
  const update = sql`UPDATE imported_calendar SET fetch_at = ${next} WHERE id = ${id} AND fetch_at = ${fetchAt}`
  return wrote(deps, asserting(update, 'STALE_VERSION'), keyed(`job:calendar:${id}:${fetchAt}`, now))
}

async function refresh(deps: Deps, calendar: ImportedCalendar): Promise<void> {
  const outcome = await readAndApply(deps, calendar)
  const { id, failures } = calendar
  const now = deps.now()
  const pause = Math.min(fetchEverySeconds * 2 ** Math.min(failures, 10), longestPauseSeconds)
  const update =
    outcome.trouble === null
      ? sql`UPDATE imported_calendar SET trouble = '', failures = 0, etag = ${outcome.etag}, read_at = ${outcome.readAt}
          WHERE id = ${id}`
      : sql`UPDATE imported_calendar SET trouble = ${outcome.trouble}, failures = failures + 1,
          fetch_at = ${now + pause} WHERE id = ${id} AND fetch_at IS NOT NULL`
  await wrote(deps, [update], keyed(`job:calendar:${id}:${calendar.fetchAt}:done`, now))
}

type Outcome =
  | { readonly trouble: null; readonly etag: string; readonly readAt: Instant }
  | { readonly trouble: CalendarTrouble }

async function readAndApply(deps: Deps, calendar: ImportedCalendar): Promise<Outcome> {
  const { source, readAt, resourceId, units, createdBy } = calendar
  const now = deps.now()
  const address = calendarAddress(source)
  if (address === null) return { trouble: 'astray' }
  const etag = now - readAt < wholeAfterSeconds ? calendar.etag : ''
  const fetched = await fetchCalendar(deps.fetchAbroad, address, etag)
  if (fetched.kind === 'trouble') return { trouble: fetched.trouble }
  if (fetched.kind === 'unchanged') return { trouble: null, etag, readAt }
  const by = inTheNameOf(createdBy)
  const key = (what: string) => ({ key: `job:calendar:${calendar.id}:${calendar.fetchAt}:${what}`, requestHash: '' })
  try {
    const window = { startsAt: now, endsAt: now + windowSeconds }
    const reading = readCalendar(fetched.text, { zone: deps.park().timeZone, window })
    const read = { resourceId, units, source, isFetched: true, etag: fetched.etag, reading }
    await keepAsked(deps, by, read, key('kept'))
    await applyAsked(deps, calendar.id, by, { version: null, cancel: [] }, key('applied'))
    return { trouble: null, etag: fetched.etag, readAt: now }
  } catch (error) {
    return { trouble: troubleOf(error) }
  }
}

function troubleOf(error: unknown): CalendarTrouble {
  if (error instanceof NoCalendar) return 'no-calendar'
  if (error instanceof Malformed) return 'too-many'
  if (error instanceof Unauthenticated || error instanceof Forbidden || error instanceof NotFound) return 'nobody'
  // Others were quicker thrice: it is tried again like one that did not answer.
  if (error instanceof Conflict) return 'unreachable'
  throw error
}

function inTheNameOf(person: PersonId): AskedBy {
  const stored: Query<StoredAnswerRow> = sql<StoredAnswerRow>`SELECT request_hash AS requestHash, status, body
    FROM idempotency WHERE actor = '' AND key = '' LIMIT 1`
  return { viewer: absentViewerQuery(person), stored }
}

function keyed(key: string, at: Instant) {
  return { actor: 'clock', key, requestHash: '', status: 200, body: '', at }
}
