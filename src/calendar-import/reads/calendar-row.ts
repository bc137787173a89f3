import type { FacilityId, ImportedCalendarId, PersonId, ResourceId, UnitId } from '../../kernel/id.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { ImportedCalendar } from '../imported-calendar.ts'
import type { ReadingReport } from '../reading-report.ts'

export type CalendarRow = Omit<ImportedCalendar, 'units' | 'report'> & {
  readonly units: string | null
  readonly report: string
}

const columns = sql`k.id AS id, k.resource_id AS resourceId, r.facility_id AS facilityId, k.source AS source,
  k.title AS title, k.units AS units, k.version AS version, k.report AS report, k.created_by AS createdBy,
  k.read_at AS readAt, k.applied_at AS appliedAt, k.fetch_at AS fetchAt, k.etag AS etag, k.trouble AS trouble,
  k.failures AS failures, k.ended_at AS endedAt`

export function calendarQuery(id: ImportedCalendarId): Query<CalendarRow> {
  return sql<CalendarRow>`SELECT ${columns} FROM imported_calendar k CROSS JOIN resource r ON r.id = k.resource_id
    WHERE k.id = ${id} LIMIT 1`
}

/** The calendar that a resource has from a source. */
export function calendarFromQuery(resourceId: ResourceId, source: string): Query<CalendarRow> {
  return sql<CalendarRow>`SELECT ${columns} FROM imported_calendar k CROSS JOIN resource r ON r.id = k.resource_id
    WHERE k.resource_id = ${resourceId} AND k.source = ${source} AND k.ended_at IS NULL LIMIT 1`
}

/** Calendars whose time to be fetched has come, longest waiting first. */
export function dueCalendarsQuery(now: number, limit: number): Query<CalendarRow> {
  return sql<CalendarRow>`SELECT ${columns} FROM imported_calendar k CROSS JOIN resource r ON r.id = k.resource_id
    WHERE k.fetch_at <= ${now} ORDER BY k.fetch_at LIMIT ${limit}`
}

export function calendarOf(row: CalendarRow): ImportedCalendar {
  return {
    ...row,
    id: row.id as ImportedCalendarId,
    facilityId: row.facilityId as FacilityId,
    createdBy: row.createdBy as PersonId,
    units: row.units === null ? null : (JSON.parse(row.units) as UnitId[]),
    report: JSON.parse(row.report) as ReadingReport,
  }
}
