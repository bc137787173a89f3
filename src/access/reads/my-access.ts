import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { newId, type FacilityId, type ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { ResourceKind } from '../../resources/resource.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import type { AccessRequest, NamedResource } from '../access-request.ts'
import { heldQualifications } from '../../training/held.sql.ts'
import { openSessionsOf, openSessionsQuery, type OpenSession } from '../../training/reads/open-sessions.ts'
import { namesOf, requestColumns, requestOf, requestTables, type RequestRow } from './request-query.ts'

/** What a person may use and may not, and what they have asked for. */
export interface MyAccess {
  readonly viewer: Viewer
  /** Every training that some resource asks for, one for each facility, and those that the person holds besides. */
  readonly trainings: readonly Training[]
  readonly restricted: readonly RestrictedResource[]
  /** Latest first. */
  readonly requests: readonly AccessRequest[]
  /** Training sessions ahead, soonest first. */
  readonly sessions: readonly OpenSession[]
  readonly formKey: string
}

export interface Training {
  readonly qualificationId: string
  readonly names: Names
  readonly held: { readonly validFrom: Instant; readonly validUntil: Instant } | null
  /** Null where no published resource asks for it. */
  readonly opens: {
    readonly facilityId: FacilityId
    readonly facility: Names
    readonly count: number
    /** The first few. */
    readonly resources: readonly NamedResource[]
  } | null
}

export interface RestrictedResource extends NamedResource {
  readonly facility: Names
  readonly admitted: boolean
}

const mostShown = 200

/** One round trip. Throws Unauthenticated. */
export async function readMyAccess(deps: Deps, actor: Actor): Promise<MyAccess> {
  const at = deps.now()
  const me = viewerId(actor)
  const held = heldQualifications({ now: at, zone: deps.park().timeZone })
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    trainings: trainingsQuery(me, held),
    idle: idleQuery(me, held),
    restricted: restrictedQuery(me, at),
    sessions: openSessionsQuery(me, at),
    requests: sql<RequestRow>`SELECT ${requestColumns} FROM ${requestTables}
      WHERE a.person_id = ${me} AND a.created_at > ${at - rememberedSeconds}
      ORDER BY a.created_at DESC LIMIT 50`,
  })
  return {
    viewer: viewerOf(rows.viewer),
    trainings: [...rows.trainings.map(trainingOf), ...rows.idle.map(trainingOf)],
    restricted: rows.restricted.map(({ id, kind, names, facility, admitted }) => ({
      id,
      kind,
      names: namesOf(names),
      facility: namesOf(facility),
      admitted: admitted === 1,
    })),
    requests: rows.requests.map(requestOf),
    sessions: openSessionsOf(rows.sessions),
    formKey: newId('frm', at * 1000, deps.entropy),
  }
}

const rememberedSeconds = 180 * 86_400

interface TrainingRow {
  qualificationId: string
  names: string
  validFrom: Instant | null
  validUntil: Instant | null
  facilityId: FacilityId | null
  facility: string | null
  count: number
  resources: string
}

type ResourceTuple = [id: ResourceId, kind: ResourceKind, hans: string, hant: string, en: string]

function trainingsQuery(me: Query, held: Query): Query<TrainingRow> {
  return sql`SELECT k.id AS qualificationId, json_array(k.name_hans, k.name_hant, k.name_en) AS names,
    q.valid_from AS validFrom, q.valid_until AS validUntil, g.facility AS facilityId,
    json_array(f.name_hans, f.name_hant, f.name_en) AS facility, g.count AS count,
    (SELECT json_group_array(json_array(id, kind, name_hans, name_hant, name_en)) FROM (
      SELECT id, kind, name_hans, name_hant, name_en FROM resource
      WHERE qualification_id = k.id AND facility_id = g.facility AND state = 'published' LIMIT 5)) AS resources
    FROM (SELECT qualification_id AS kind, facility_id AS facility, count(*) AS count FROM resource
        WHERE qualification_id IS NOT NULL AND state = 'published' GROUP BY qualification_id, facility_id) g
      JOIN qualification_kind k ON k.id = g.kind JOIN facility f ON f.id = g.facility
      LEFT JOIN ${held} q ON q.kind_id = k.id AND q.person_id = ${me}
    ORDER BY q.valid_until IS NULL, q.valid_until, f.code, k.id LIMIT ${mostShown}`
}

/** Held, and asked for by nothing that is published. */
function idleQuery(me: Query, held: Query): Query<TrainingRow> {
  return sql`SELECT k.id AS qualificationId, json_array(k.name_hans, k.name_hant, k.name_en) AS names,
    q.valid_from AS validFrom, q.valid_until AS validUntil, NULL AS facilityId, NULL AS facility, 0 AS count,
    '[]' AS resources FROM ${held} q JOIN qualification_kind k ON k.id = q.kind_id
    WHERE q.person_id = ${me} AND NOT EXISTS (SELECT 1 FROM resource r
      WHERE r.qualification_id = k.id AND r.state = 'published') ORDER BY k.id LIMIT ${mostShown}`
}

interface RestrictedRow {
  id: ResourceId
  kind: ResourceKind
  names: string
  facility: string
  admitted: number
}

function restrictedQuery(me: Query, at: Instant): Query<RestrictedRow> {
  return sql`SELECT r.id AS id, r.kind AS kind, json_array(r.name_hans, r.name_hant, r.name_en) AS names,
    json_array(f.name_hans, f.name_hant, f.name_en) AS facility, ${admittedAnyhow(me, at)} AS admitted
    FROM resource r JOIN facility f ON f.id = r.facility_id WHERE r.restricted = 1 AND r.state = 'published'
    ORDER BY f.code, r.id LIMIT ${mostShown}`
}

/** True where resource `r` admits the person, or any firm for which they book, or its consortium. */
export function admittedAnyhow(me: Query, at: Instant): Query {
  return sql`EXISTS (SELECT 1 FROM access_grant g WHERE g.resource_id = r.id
    AND (g.until IS NULL OR g.until > ${at}) AND CASE g.subject_kind
    WHEN 'person' THEN g.subject_id = ${me}
    ELSE g.subject_id IN (SELECT CASE g.subject_kind WHEN 'firm' THEN o.firm_id ELSE w.consortium_id END
      FROM role o JOIN firm w ON w.id = o.firm_id
      WHERE o.person_id = ${me} AND o.role IN (${rolesThatMay('book')})) END)`
}

function trainingOf(row: TrainingRow): Training {
  const { qualificationId, names, validFrom, validUntil, facilityId, facility, count, resources } = row
  const first = (JSON.parse(resources) as ResourceTuple[]).map(([id, kind, hans, hant, en]) => ({
    id,
    kind,
    names: { hans, hant, en },
  }))
  return {
    qualificationId,
    names: namesOf(names),
    held: validFrom === null || validUntil === null ? null : { validFrom, validUntil },
    opens:
      facilityId === null || facility === null
        ? null
        : { facilityId, facility: namesOf(facility), count, resources: first },
  }
}
