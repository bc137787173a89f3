import { auditRow } from '../../audit/record.ts'
import { wrote, rounds, type Answer } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import { newId, type FacilityId, type ImportedCalendarId, type ResourceId, type UnitId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { asserting, json, sql, type Query } from '../../platform/db/sql.ts'
import type { CalendarReading } from '../calendar-reading.ts'
import { fetchEverySeconds, type ImportedCalendar } from '../imported-calendar.ts'
import { calendarFromQuery, calendarOf } from '../reads/calendar-row.ts'
import { mostWanted, type AskedBy } from '../reads/plan-facts.ts'
import { readingReport } from '../reading-report.ts'
import { wantedTimes, type WantedTime } from '../wanted-times.ts'

export interface ReadCalendar {
  readonly resourceId: ResourceId
  /** Null for every unit in service. */
  readonly units: readonly UnitId[] | null
  /** Its address, or what its file is called; the same again is the same calendar. */
  readonly source: string
  /** True for an address, which is read again by the clock. */
  readonly isFetched: boolean
  readonly etag: string
  readonly reading: CalendarReading
}

/**
 * Keeps what a calendar says, and closes nothing yet. The same calendar again replaces its reading; one that says the
 * same changes nothing. Throws Unauthenticated, Forbidden, NotFound, Malformed, KeyReused, DbUnavailable.
 */
export async function keepCalendar(deps: Deps, actor: Actor, read: ReadCalendar, key: RequestKey): Promise<Answer> {
  const by = { viewer: viewerQuery(actor, deps.now()), stored: storedAnswerQuery(actor, key.key) }
  return keepAsked(deps, by, read, key)
}

/** The same for whoever the rows say asks. */
export async function keepAsked(deps: Deps, by: AskedBy, read: ReadCalendar, key: RequestKey): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const rows = await deps.db.read(factQueries(by, read))
    const viewer = viewerOf(rows.viewer)
    const stored = storedAnswerOf(rows.stored, key)
    if (stored) return stored
    const { facilityId } = resourceFor(viewer, rows.resource, read)
    const before = rows.calendar[0] ? calendarOf(rows.calendar[0]) : null
    const now = deps.now()
    const wanted = wantedTimes(read.reading)
    if (wanted.length > mostWanted) throw new Malformed([{ pointer: '', kind: 'value' }])
    const id = before?.id ?? newId('ica', now * 1000, deps.entropy)
    const kept = { id, read, wanted, viewer, facilityId, now }
    const body = JSON.stringify({ id })
    if (before && saysTheSame(before, rows.wanted, kept)) return { status: 200, body }
    const idempotency = { actor: viewer.personId, ...key, status: 200, body, at: now }
    if (await wrote(deps, keptRows(kept, before), idempotency)) return { status: 200, body }
  }
  throw new Conflict('try-again')
}

interface ResourceRow {
  readonly facilityId: FacilityId
  readonly units: string
}

interface Kept {
  readonly id: ImportedCalendarId
  readonly read: ReadCalendar
  readonly wanted: readonly WantedTime[]
  readonly viewer: Viewer
  readonly facilityId: FacilityId
  readonly now: Instant
}

function factQueries({ viewer, stored }: AskedBy, { resourceId, source }: ReadCalendar) {
  return {
    viewer,
    stored,
    resource: sql<ResourceRow>`SELECT r.facility_id AS facilityId,
      (SELECT json_group_array(u.id) FROM unit u WHERE u.resource_id = r.id) AS units
      FROM resource r WHERE r.id = ${resourceId} LIMIT 1`,
    calendar: calendarFromQuery(resourceId, source),
    wanted: sql<WantedTime>`SELECT t.uid AS uid, t.recurrence_id AS recurrenceId, t.starts_at AS startsAt,
      t.ends_at AS endsAt, t.kind AS kind, t.reason AS reason
      FROM imported_calendar k CROSS JOIN imported_time t ON t.calendar_id = k.id
      WHERE k.resource_id = ${resourceId} AND k.source = ${source} AND k.ended_at IS NULL LIMIT ${mostWanted}`,
  }
}

function resourceFor(viewer: Viewer, [row]: readonly ResourceRow[], { units }: ReadCalendar): ResourceRow {
  if (!row) throw new NotFound('resource')
  if (!managesFacility(viewer, row.facilityId)) throw new NotFound('resource')
  const known = JSON.parse(row.units) as UnitId[]
  if (units?.some((unit) => !known.includes(unit))) throw new Malformed([{ pointer: '/units', kind: 'value' }])
  return row
}

function saysTheSame(before: ImportedCalendar, all: readonly WantedTime[], { read, wanted, now }: Kept): boolean {
  const times = all.filter(({ endsAt }) => endsAt > now)
  const asText = (time: WantedTime) =>
    json([time.uid, time.recurrenceId, time.startsAt, time.endsAt, time.kind, time.reason])
  const known = new Set(times.map(asText))
  const same = times.length === wanted.length && wanted.every((time) => known.has(asText(time)))
  const sameReport = json(before.report) === json(readingReport(read.reading))
  return same && sameReport && json(before.units) === json(read.units)
}

function keptRows(kept: Kept, before: ImportedCalendar | null): Query[] {
  const { id, read, wanted, viewer, facilityId, now } = kept
  const entityVersion = (before?.version ?? 0) + 1
  const detail = { resourceId: read.resourceId, times: wanted.length }
  const action = 'calendar.read'
  const { personId: actorId } = viewer
  return [
    sameViewerRow(viewer),
    ...(before ? readAgainRows(kept, before) : [newCalendarRow(kept)]),
    ...timeRows(id, wanted),
    auditRow({ at: now, actorId, action, entity: id, entityVersion, firmId: null, facilityId, detail }),
  ]
}

function newCalendarRow({ id, read, viewer, now }: Kept): Query {
  const { resourceId, source, units, reading, isFetched, etag } = read
  return sql`INSERT INTO imported_calendar (id, resource_id, source, title, units, report, created_by, created_at,
      read_at, fetch_at, etag)
    VALUES (${id}, ${resourceId}, ${source}, ${titleOf(read)}, ${units && json(units)},
      ${json(readingReport(reading))}, ${viewer.personId}, ${now}, ${now},
      ${isFetched ? now + fetchEverySeconds : null}, ${etag})`
}

function readAgainRows({ id, read, now }: Kept, { version }: ImportedCalendar): Query[] {
  const { units, reading, isFetched, etag } = read
  return asserting(
    sql`UPDATE imported_calendar SET version = ${version + 1}, title = ${titleOf(read)},
      units = ${units && json(units)}, report = ${json(readingReport(reading))}, read_at = ${now},
      fetch_at = ${isFetched ? now + fetchEverySeconds : null}, etag = ${etag}, trouble = '', failures = 0
      WHERE id = ${id} AND version = ${version} AND ended_at IS NULL`,
    'STALE_VERSION',
  )
}

/** The times of a calendar, instead of those that it had. */
export function timeRows(id: ImportedCalendarId, wanted: readonly WantedTime[]): Query[] {
  const rows = wanted.map((time) => [time.uid, time.recurrenceId, time.startsAt, time.endsAt, time.kind, time.reason])
  return [
    sql`DELETE FROM imported_time WHERE calendar_id = ${id}`,
    sql`INSERT INTO imported_time (calendar_id, uid, recurrence_id, starts_at, ends_at, kind, reason)
      SELECT ${id}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
      FROM json_each(${json(rows)})`,
  ]
}

const longestTitle = 200

function titleOf({ reading, source }: ReadCalendar): string {
  return (reading.name ?? source).slice(0, longestTitle)
}
