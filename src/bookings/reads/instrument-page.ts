import type { AccessKind } from '../../access/access-request.ts'
import { openRequestsAbout } from '../../access/reads/request-query.ts'
import type { Actor, Deps, Names } from '../../deps.ts'
import { openFaultOf, openFaultQuery, type KnownFault } from '../../fault-reports/open-fault.sql.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import { newId, type BookingId, type FirmId, type ProjectId, type ResourceId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { Conditions } from '../../knowledge/condition.ts'
import type { Due } from '../../knowledge/due.ts'
import {
  conditionsOf,
  conditionsQuery,
  duesOf,
  duesQuery,
  formerAnswersOf,
  formerAnswersQuery,
} from '../../knowledge/knowledge.sql.ts'
import type { Given } from '../../knowledge/question.ts'
import { NotFound } from '../../kernel/thrown.ts'
import type { Answers } from '../../platform/db/port.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import type { KnownBooking } from '../day-list.ts'
import type { BookingFacts, ResourceFacts } from '../facts.ts'
import { habitsOf, type Habits } from '../habits.ts'
import { bookingFactsOf, bookingFactsQueries, currentPark } from './booking-facts.ts'
import { pastUsesOf, pastUsesQuery } from './past-uses.ts'
import { viewerId, viewersProjects } from './viewer-projects.ts'

/** Everything that the pages of one instrument show, of one snapshot. */
export interface InstrumentPage {
  readonly facts: BookingFacts
  readonly asked: ResourceFacts
  readonly facility: { readonly names: Names; readonly building: string }
  /** All units are asked for at once, of a space that has several. */
  readonly whole: boolean
  /** Of the training that the resource asks for. */
  readonly training: Names | null
  /** What the viewer has asked the lab managers for, about this resource. */
  readonly asking: readonly { readonly kind: AccessKind; readonly createdAt: Instant }[]
  /** On which the viewer may book. */
  readonly projects: readonly MyProject[]
  /** Live bookings of the viewer's own firms at this resource. */
  readonly known: readonly KnownBooking[]
  /** What the viewer usually does here. */
  readonly habits: Habits
  /** Names of other resources that the page speaks of. */
  readonly named: ReadonlyMap<ResourceId, Names>
  /** What is known to be wrong with it. */
  readonly fault: KnownFault | null
  readonly dues: readonly Due[]
  readonly conditions: Conditions
  /** What the viewer answered here the last time. */
  readonly former: Given
  /** Draws the hidden key of a form. */
  readonly formKey: string
}

export interface MyProject {
  readonly id: ProjectId
  readonly firmId: FirmId
  readonly code: string
  readonly name: string
}

export interface InstrumentWanted {
  readonly projectId: ProjectId | null
  readonly window: Interval
  /** Certain times to judge, instead of all the window. */
  readonly times?: readonly Interval[]
  readonly whole?: boolean
  readonly alsoNamed?: readonly ResourceId[]
}

/** One round trip. `window` is what slots and day lists may reach over. Throws Unauthenticated, NotFound. */
export async function readInstrumentPage(
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  wanted: InstrumentWanted,
): Promise<InstrumentPage> {
  const rows = await deps.db.read(instrumentQueries(deps, actor, sql`SELECT ${id} AS id`, wanted))
  return instrumentPageOf(deps, rows, wanted)
}

/** The queries of an instrument's pages. `resourceIds` is a select of one id. */
export function instrumentQueries(
  deps: Deps,
  actor: Actor,
  resourceIds: Query<{ id: string }>,
  { projectId, window, times = [window], alsoNamed = [] }: InstrumentWanted,
) {
  const by = { projectId, onBehalfOf: null }
  const id = sql`(${resourceIds})`
  return {
    ...bookingFactsQueries(deps, actor, { by, resourceIds, times, replaces: null }),
    ...besideQueries(actor, id, window),
    asking: openRequestsAbout(viewerId(actor), id),
    projects: viewersProjects(actor),
    named: namedQuery(alsoNamed),
    fault: openFaultQuery(id),
    dues: duesQuery(id),
    conditions: conditionsQuery(id),
    former: formerAnswersQuery(actor, id),
  }
}

type InstrumentRows = Answers<ReturnType<typeof instrumentQueries>>

/** What the rows of one snapshot show. Throws Unauthenticated, NotFound. */
export async function instrumentPageOf(
  deps: Deps,
  rows: InstrumentRows,
  { projectId, whole = false }: InstrumentWanted,
): Promise<InstrumentPage> {
  const facts = bookingFactsOf(rows, deps.now(), await currentPark(deps, rows))
  const [asked] = facts?.resources.values() ?? []
  const [facility] = rows.facility
  if (!facts || !asked || !facility || !maySee(asked, facts.viewer)) throw new NotFound('resource')
  const projects = rows.projects.map((row) => ({ ...row, id: row.id as ProjectId, firmId: row.firmId as FirmId }))
  if (projectId !== null && !projects.some((project) => project.id === projectId)) throw new NotFound('project')
  return {
    ...besideOf(rows, asked, facts, facility),
    facts,
    asked,
    whole: whole && isShared(asked.resource),
    asking: rows.asking,
    projects,
    named: new Map(rows.named.map((row) => [row.id as ResourceId, namesOf(row)])),
    fault: openFaultOf(rows.fault),
    dues: duesOf(rows.dues),
    conditions: conditionsOf(rows.conditions),
    former: formerAnswersOf(rows.former),
    formKey: newId('frm', deps.now() * 1000, deps.entropy),
  }
}

/** What pages of one resource show beside the facts. `of` is the resource's id, or a sub-select of it. */
export function besideQueries(actor: Actor, of: Query, window: Interval) {
  return {
    facility: facilityQuery(of),
    training: trainingQuery(of),
    known: knownQuery(actor, of, window),
    past: pastUsesQuery(actor),
  }
}

type BesideRows = Answers<ReturnType<typeof besideQueries>>

export function besideOf(
  { training: [training], known, past }: BesideRows,
  { resource }: ResourceFacts,
  { park }: BookingFacts,
  facility: FacilityRow,
): Pick<InstrumentPage, 'facility' | 'training' | 'known' | 'habits'> {
  return {
    facility: { names: namesOf(facility), building: facility.building },
    training: training ? namesOf(training) : null,
    known: known.map((row) => ({ ...row, bookingId: row.bookingId as BookingId, mine: row.mine === 1 })),
    habits: habitsOf(pastUsesOf(past), resource, park.timeZone),
  }
}

/** True of a space that is lent place by place: all of it at once is then a choice. */
export function isShared({ kind, units }: ResourceFacts['resource']): boolean {
  return kind === 'space' && units.filter((unit) => unit.state === 'active').length > 1
}

function maySee({ resource }: ResourceFacts, viewer: Viewer): boolean {
  return resource.state !== 'draft' || managesFacility(viewer, resource.facilityId)
}

interface NameRow {
  nameHans: string
  nameHant: string
  nameEn: string
}

function namesOf({ nameHans, nameHant, nameEn }: NameRow): Names {
  return { hans: nameHans, hant: nameHant, en: nameEn }
}

type FacilityRow = NameRow & { building: string }

function facilityQuery(id: Query): Query<FacilityRow> {
  return sql`SELECT f.name_hans AS nameHans, f.name_hant AS nameHant, f.name_en AS nameEn, f.building AS building
    FROM resource r JOIN facility f ON f.id = r.facility_id WHERE r.id = ${id} LIMIT 1`
}

function trainingQuery(id: Query): Query<NameRow> {
  return sql`SELECT q.name_hans AS nameHans, q.name_hant AS nameHant, q.name_en AS nameEn
    FROM resource r JOIN qualification_kind q ON q.id = r.qualification_id WHERE r.id = ${id} LIMIT 1`
}

function namedQuery(ids: readonly ResourceId[]): Query<NameRow & { id: string }> {
  return sql`SELECT id, name_hans AS nameHans, name_hant AS nameHant, name_en AS nameEn FROM resource
    WHERE id IN (SELECT value FROM json_each(${json(ids)})) LIMIT 20`
}

interface KnownRow extends Interval {
  bookingId: string
  mine: number
  name: string
}

// Bounded by the longest booking that the resource allows, so that no older row is visited.
function knownQuery(actor: Actor, id: Query, { startsAt, endsAt }: Interval): Query<KnownRow> {
  return sql<KnownRow>`SELECT b.id AS bookingId, b.starts_at AS startsAt, b.ends_at AS endsAt,
    b.person_id = ${viewerId(actor)} AS mine, p.name AS name
    FROM booking b JOIN person p ON p.id = b.person_id
    WHERE b.resource_id = ${id} AND b.starts_at < ${endsAt} AND b.ends_at > ${startsAt}
      AND b.starts_at > ${startsAt} - (SELECT max_minutes * 60 FROM resource WHERE id = ${id})
      AND b.state IN ('offered', 'pending', 'confirmed', 'in-use')
      AND b.firm_id IN (SELECT firm_id FROM role WHERE person_id = ${viewerId(actor)})
    ORDER BY b.starts_at LIMIT 2000`
}
