import type { Answer } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { managesFacility } from '../../firms/viewer.ts'
import type { FacilityId, ResourceId, UnitId } from '../../kernel/id.ts'
import { Malformed, NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import { NoCalendar } from '../calendar-reading.ts'
import { fetchCalendar, type FetchTrouble } from '../fetch-calendar.ts'
import { readCalendar } from '../read-calendar.ts'
import { windowSeconds } from '../wanted-times.ts'
import { keepCalendar } from './keep-calendar.ts'

export interface ImportWanted {
  readonly resourceId: ResourceId
  /** Null for every unit in service. */
  readonly units: readonly UnitId[] | null
  readonly from: CalendarSource
}

export type CalendarSource =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'address'; readonly address: URL }

/** Why a calendar was not taken. */
export type ImportRefusal =
  | { readonly kind: FetchTrouble | 'too-many' }
  | { readonly kind: 'no-calendar'; readonly line: number }

export type ImportAnswer =
  | (Answer & { readonly kind: 'kept' })
  | { readonly kind: 'refused'; readonly why: ImportRefusal }

/**
 * Reads a calendar from a file or an address and keeps what it says; nothing is closed yet. Throws Unauthenticated,
 * Forbidden, NotFound, Malformed for unknown units, KeyReused, DbUnavailable.
 */
export async function importCalendar(
  deps: Deps,
  actor: Actor,
  { resourceId, units, from }: ImportWanted,
  key: RequestKey,
): Promise<ImportAnswer> {
  if (from.kind === 'address') await assertManager(deps, actor, resourceId)
  const got = await textOf(deps, from)
  if ('why' in got) return { kind: 'refused', why: got.why }
  try {
    const now = deps.now()
    const window = { startsAt: now, endsAt: now + windowSeconds }
    const reading = readCalendar(got.text, { zone: deps.park().timeZone, window })
    const isFetched = from.kind === 'address'
    const source = isFetched ? from.address.href : from.name
    const read = { resourceId, units, source, isFetched, etag: got.etag, reading }
    return { kind: 'kept', ...(await keepCalendar(deps, actor, read, key)) }
  } catch (error) {
    if (error instanceof NoCalendar) return { kind: 'refused', why: { kind: 'no-calendar', line: error.line } }
    if (error instanceof Malformed && error.faults[0]?.pointer === '') {
      return { kind: 'refused', why: { kind: 'too-many' } }
    }
    throw error
  }
}

async function textOf(deps: Deps, from: CalendarSource) {
  if (from.kind === 'file') return { text: from.text, etag: '' }
  const fetched = await fetchCalendar(deps.fetchAbroad, from.address, '')
  if (fetched.kind === 'read') return fetched
  const kind = fetched.kind === 'trouble' ? fetched.trouble : 'refused'
  return { why: { kind } } as const
}

/** Nobody else makes this house ask another one. */
async function assertManager(deps: Deps, actor: Actor, resourceId: ResourceId): Promise<void> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    resource: sql<{ facilityId: FacilityId }>`SELECT facility_id AS facilityId FROM resource WHERE id = ${resourceId}
      LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [resource] = rows.resource
  if (!resource || !managesFacility(viewer, resource.facilityId)) throw new NotFound('resource')
}
