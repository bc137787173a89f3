import type { FacilityId, ResourceId, UnitId } from '../../kernel/id.ts'
import { blockingDue } from '../../knowledge/knowledge.sql.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Due } from '../../knowledge/due.ts'
import { hoursColumns, hoursOfRow, type HoursRow } from '../hours-row.sql.ts'
import type { Policy, Resource } from '../resource.ts'

export interface ResourceRow extends HoursRow {
  id: string
  facilityId: string
  categoryId: string
  kind: Resource['kind']
  state: Resource['state']
  nameHans: string
  nameHant: string
  nameEn: string
  model: string
  assetNumber: string
  location: string
  setupMinutes: number
  cleanupMinutes: number
  stepMinutes: number
  minMinutes: number
  maxMinutes: number
  qualificationId: string | null
  restricted: number
  policy: string
  oneBookingAtATime: number
  rulesVersion: number
  units: string
  permitted: number
  /** The end of the access that reaches furthest; null where it has none, or needs none. */
  permittedUntil: number | null
  qualifiedFrom: number | null
  qualifiedUntil: number | null
  /** `[kind, dueAt]` of the first date beyond which nobody may book it. */
  due: string | null
}

/** What a resource `r`, its opening hours `h` and its facility `f` say of it. */
export const resourceColumns = sql`r.id AS id, r.facility_id AS facilityId, r.category_id AS categoryId, r.kind AS
  kind, r.state AS state,
    r.name_hans AS nameHans, r.name_hant AS nameHant, r.name_en AS nameEn, r.model AS model, r.asset_number AS
    assetNumber,
    r.location AS location, ${hoursColumns},
    r.setup_minutes AS setupMinutes, r.cleanup_minutes AS cleanupMinutes, r.step_minutes AS stepMinutes,
    r.min_minutes AS minMinutes, r.max_minutes AS maxMinutes, r.qualification_id AS qualificationId, r.restricted AS
    restricted,
    r.policy AS policy, f.one_booking_at_a_time AS oneBookingAtATime, r.rules_version AS rulesVersion,
    ${blockingDue} AS due`

/**
 * Resources with what the booker may do with them. `resourceIds` is a select of one column; `held` the qualifications
 * as they hold, where there is a booker.
 */
export function resourcesQuery(
  resourceIds: Query,
  bookerId: Query,
  projectId: Query,
  held: Query = sql`qualification`,
): Query<ResourceRow> {
  return resourcesWith<ResourceRow>({ resources: resourceIds, bookerId, projectId, held }, sql``)
}

/** Whose resources, and for whom. */
export interface ResourcesFor {
  readonly resources: Query
  readonly bookerId: Query
  readonly projectId: Query
  readonly held: Query
}

/**
 * The same with further columns of the resource `r`, each after a comma, and with the qualifications as they hold,
 * where there is a booker.
 */
export function resourcesWith<R extends ResourceRow>(
  { resources, bookerId, projectId, held }: ResourcesFor,
  more: Query,
): Query<R> {
  return sql<R>`SELECT ${resourceColumns},
    (SELECT json_group_array(json_array(u.id, u.name, u.state)) FROM unit u WHERE u.resource_id = r.id) AS units,
    r.restricted = 0 OR ${admitted(bookerId, projectId)} AS permitted,
    CASE r.restricted WHEN 1 THEN ${admittedUntil(bookerId, projectId)} END AS permittedUntil,
    q.valid_from AS qualifiedFrom, q.valid_until AS qualifiedUntil${more}
    FROM resource r JOIN facility f ON f.id = r.facility_id JOIN opening_hours h ON h.id = r.hours_id
    LEFT JOIN ${held} q ON q.kind_id = r.qualification_id AND q.person_id = ${bookerId}
    WHERE r.id IN (${resources}) LIMIT 100`
}

/**
 * True where an access grant of resource `r` that reaches beyond `at` admits the booker, the firm of the project, or
 * its consortium.
 */
export function admitted(bookerId: Query, projectId: Query, at = 0): Query {
  return sql`EXISTS (SELECT 1 ${grantsOf(bookerId, projectId)} AND (g.until IS NULL OR g.until > ${at}))`
}

/** Until when such a grant admits them; null where one has no end. */
function admittedUntil(bookerId: Query, projectId: Query): Query {
  return sql`(SELECT CASE WHEN max(g.until IS NULL) THEN NULL ELSE max(g.until) END ${grantsOf(bookerId, projectId)})`
}

function grantsOf(bookerId: Query, projectId: Query): Query {
  return sql`FROM access_grant g LEFT JOIN project p ON p.id = ${projectId} LEFT JOIN firm pf ON pf.id = p.firm_id
    WHERE g.resource_id = r.id AND CASE g.subject_kind WHEN 'person' THEN g.subject_id = ${bookerId}
      WHEN 'firm' THEN g.subject_id = pf.id ELSE g.subject_id = pf.consortium_id END`
}

export function resourceOf(row: ResourceRow): Resource {
  return {
    id: row.id as ResourceId,
    facilityId: row.facilityId as FacilityId,
    categoryId: row.categoryId,
    kind: row.kind,
    state: row.state,
    names: { hans: row.nameHans, hant: row.nameHant, en: row.nameEn },
    model: row.model,
    assetNumber: row.assetNumber,
    location: row.location,
    hours: hoursOfRow(row, parsedOnce),
    setupMinutes: row.setupMinutes,
    cleanupMinutes: row.cleanupMinutes,
    stepMinutes: row.stepMinutes,
    minMinutes: row.minMinutes,
    maxMinutes: row.maxMinutes,
    qualificationId: row.qualificationId,
    restricted: row.restricted === 1,
    policy: parsedOnce<Policy>(row.policy),
    oneBookingAtATime: row.oneBookingAtATime === 1,
    rulesVersion: row.rulesVersion,
    units: (JSON.parse(row.units) as [number, string, 'active' | 'retired'][]).map(([id, name, state]) => ({
      id: id as UnitId,
      name,
      state,
    })),
  }
}

/** The first date beyond which nobody may book it. */
export function dueOf({ due }: Pick<ResourceRow, 'due'>): Pick<Due, 'kind' | 'dueAt'> | null {
  if (due === null) return null
  const [kind, dueAt] = JSON.parse(due) as [Due['kind'], number]
  return { kind, dueAt }
}

const parsed = new Map<string, unknown>()

/**
 * Hours, policies and rates repeat from booking to booking: the same text is parsed once, and never changed by who
 * reads it.
 */
export function parsedOnce<T>(text: string): T {
  const known = parsed.get(text)
  if (known !== undefined) return known as T
  if (parsed.size >= 2000) parsed.clear()
  const value = JSON.parse(text) as T
  parsed.set(text, value)
  return value
}
