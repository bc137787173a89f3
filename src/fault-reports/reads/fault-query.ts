import { manages } from '../../firms/manages.sql.ts'
import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { FaultId, ResourceId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { maySeeFault, type Fault } from '../fault.ts'

/** One report. One trip. Throws Unauthenticated; NotFound for one that is not the viewer's business. */
export async function readFault(
  deps: Deps,
  actor: Actor,
  id: FaultId,
): Promise<{ readonly fault: Fault; readonly viewer: Viewer }> {
  const rows = await deps.db.read({ viewer: viewerQuery(actor, deps.now()), faults: faultQuery(id, deps.now()) })
  const viewer = viewerOf(rows.viewer)
  return { fault: visibleFaultOf(rows.faults, viewer), viewer }
}

export interface FaultsWanted {
  /** Null: of every resource. */
  readonly resourceId: ResourceId | null
  readonly state: Fault['state'] | null
  /** The report after which to go on; the list begins with the latest. */
  readonly after: FaultId | null
  readonly limit: number
}

/** Reports that the viewer may see, latest first. One trip. Throws Unauthenticated, Forbidden, NotFound. */
export async function readFaults(
  deps: Deps,
  actor: Actor,
  wanted: FaultsWanted,
): Promise<{ readonly viewer: Viewer; readonly faults: readonly Fault[]; readonly more: boolean }> {
  const { resourceId, limit } = wanted
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    resource: sql<{
      state: string
      managed: number
    }>`SELECT r.state AS state, ${manages(actor, sql`r.facility_id`)} AS managed
      FROM resource r WHERE r.id = ${resourceId} LIMIT 1`,
    faults: listQuery(actor, wanted, deps.now()),
  })
  const viewer = viewerOf(rows.viewer)
  const [resource] = rows.resource
  const isKnown = resource !== undefined && (resource.state !== 'draft' || resource.managed === 1)
  if (resourceId !== null && !isKnown) throw new NotFound('resource')
  return { viewer, faults: rows.faults.slice(0, limit).map(faultOf), more: rows.faults.length > limit }
}

export interface FaultRow extends Omit<Fault, 'usable' | 'resource' | 'firm'> {
  readonly usable: number
  readonly resource: string
  readonly firm: string | null
}

export function faultQuery(id: FaultId, now: number): Query<FaultRow> {
  return sql<FaultRow>`${select(now)} WHERE t.id = ${id} LIMIT 1`
}

/** The report of the rows, if the viewer may know of it. Throws NotFound, the same for one that does not exist. */
export function visibleFaultOf(rows: readonly FaultRow[], viewer: Viewer): Fault {
  const [row] = rows
  if (!row || !maySeeFault(row, viewer)) throw new NotFound('fault')
  return faultOf(row)
}

function faultOf(row: FaultRow): Fault {
  const names = (text: string) => JSON.parse(text) as Fault['resource']
  return {
    ...row,
    usable: row.usable === 1,
    resource: names(row.resource),
    firm: row.firm === null ? null : names(row.firm),
  }
}

function listQuery(actor: Actor, { resourceId, state, after, limit }: FaultsWanted, now: number): Query<FaultRow> {
  const ofResource = resourceId === null ? sql`1` : sql`t.resource_id = ${resourceId}`
  const inState = state === 'open' ? sql`t.state = 'open'` : state === 'closed' ? sql`t.state = 'closed'` : sql`1`
  const earlier = after === null ? sql`1` : sql`t.id < ${after}`
  return sql<FaultRow>`${select(now)} WHERE ${ofResource} AND ${inState} AND ${earlier}
    AND (t.person_id = ${viewerId(actor)} OR
      ${manages(actor, sql`r.facility_id`)}) ORDER BY t.id DESC LIMIT ${limit + 1}`
}

function select(now: number): Query {
  return sql`SELECT t.id AS id, t.resource_id AS resourceId, r.facility_id AS facilityId, t.unit_id AS unitId,
    json_object('hans', r.name_hans, 'hant', r.name_hant, 'en', r.name_en) AS resource, u.name AS unit,
    t.person_id AS personId, p.name AS person, t.firm_id AS firmId,
    CASE WHEN f.id IS NOT NULL THEN json_object('hans', f.name_hans, 'hant', f.name_hant, 'en', f.name_en) END AS firm,
    t.booking_id AS bookingId, t.usable AS usable, t.words AS words, t.state AS state, t.version AS version,
    t.reported_at AS reportedAt, t.closed_at AS closedAt, t.answer AS answer, o.key AS photoKey, o.type AS photoType
    FROM fault_report t JOIN resource r ON r.id = t.resource_id JOIN person p ON p.id = t.person_id
    LEFT JOIN unit u ON u.id = t.unit_id LEFT JOIN firm f ON f.id = t.firm_id
    LEFT JOIN fault_photo o ON o.fault_id = t.id AND coalesce(o.forget_at > ${now}, 1)`
}
