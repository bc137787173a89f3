import { manages } from '../../firms/manages.sql.ts'
import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { ImportedCalendarId, ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql } from '../../platform/db/sql.ts'

export interface ListedCalendar {
  readonly id: ImportedCalendarId
  readonly title: string
  readonly resource: Names
  readonly readAt: Instant
  readonly appliedAt: Instant | null
  readonly isFetched: boolean
  readonly trouble: string
}

export interface CalendarsFound {
  readonly viewer: Viewer
  readonly calendars: readonly ListedCalendar[]
  /** Resources that a calendar may be imported for. */
  readonly resources: readonly { readonly id: ResourceId; readonly assetNumber: string; readonly names: Names }[]
}

const mostCalendars = 200
const mostResources = 1_000

/** Calendars of the resources that the viewer manages, latest first. One trip. Throws Unauthenticated, Forbidden. */
export async function readCalendars(deps: Deps, actor: Actor): Promise<CalendarsFound> {
  const { viewer, calendars, resources } = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    calendars: sql<CalendarRow>`SELECT k.id AS id, k.title AS title, k.read_at AS readAt, k.applied_at AS appliedAt,
      k.fetch_at IS NOT NULL AS isFetched, k.trouble AS trouble, r.name_hans AS hans, r.name_hant AS hant,
      r.name_en AS en FROM imported_calendar k JOIN resource r ON r.id = k.resource_id
      WHERE k.ended_at IS NULL AND
        ${manages(actor, sql`r.facility_id`)} ORDER BY k.created_at DESC LIMIT ${mostCalendars}`,
    resources: sql<Names & { id: ResourceId; assetNumber: string }>`SELECT r.id AS id,
      r.asset_number AS assetNumber, r.name_hans AS hans, r.name_hant AS hant, r.name_en AS en FROM resource r
      WHERE r.state <> 'retired' AND ${manages(actor, sql`r.facility_id`)}
      ORDER BY r.asset_number LIMIT ${mostResources}`,
  })
  return {
    viewer: viewerOf(viewer),
    calendars: calendars.map(({ hans, hant, en, ...row }) => {
      return { ...row, isFetched: row.isFetched === 1, resource: { hans, hant, en } }
    }),
    resources: resources.map(({ hans, hant, en, ...row }) => ({ ...row, names: { hans, hant, en } })),
  }
}

type CalendarRow = Omit<ListedCalendar, 'resource' | 'isFetched'> & Names & { readonly isFetched: number }
