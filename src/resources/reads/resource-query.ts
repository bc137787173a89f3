import type { FacilityId, ResourceId, UnitId } from '../../kernel/id.ts'
import { blockingDue, questionsOfResource } from '../../knowledge/knowledge.sql.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Due } from '../../knowledge/due.ts'
import type { OpeningHours } from '../opening-hours.ts'
import type { Policy, Resource } from '../resource.ts'

export interface ResourceRow {
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
  weekly: string
  holidayRule: OpeningHours['holidayRule']
  exceptions: string
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
  qualifiedFrom: number | null
  qualifiedUntil: number | null
  /** `[kind, dueAt]` of the first date beyond which nobody may book it. */
  due: string | null
}

export interface AskedRow extends ResourceRow {
  /** What is asked of whoever books it. */
  questions: string
}

/** What a resource `r`, its opening hours `h` and its facility `f` say of it. */
export const resourceColumns = sql`r.id AS id, r.facility_id AS facilityId, r.category_id AS categoryId, r.kind AS
  kind, r.state AS state,
    r.name_hans AS nameHans, r.name_hant AS nameHant, r.name_en AS nameEn, r.model AS model, r.asset_number AS
    assetNumber,
    r.location AS location, h.weekly AS weekly, h.holiday_rule AS holidayRule, h.exceptions AS exceptions,
    r.setup_minutes AS setupMinutes, r.cleanup_minutes AS cleanupMinutes, r.step_minutes AS stepMinutes,
    r.min_minutes AS minMinutes, r.max_minutes AS maxMinutes, r.qualification_id AS qualificationId, r.restricted AS
    restricted,
    r.policy AS policy, f.one_booking_at_a_time AS oneBookingAtATime, r.rules_version AS rulesVersion,
    ${blockingDue} AS due`

/** Resources with what the booker may do with them. `resourceIds` is a select of one column. */
export function resourcesQuery(resourceIds: Query, bookerId: Query, projectId: Query): Query<AskedRow> {
  return sql<AskedRow>`SELECT ${resourceColumns}, ${questionsOfResource} AS questions,
    (SELECT json_group_array(json_array(u.id, u.name, u.state)) FROM unit u WHERE u.resource_id = r.id) AS units,
    r.restricted = 0 OR ${admitted(bookerId, projectId)} AS permitted, q.valid_from AS qualifiedFrom, q.valid_until AS
    qualifiedUntil
    FROM resource r JOIN facility f ON f.id = r.facility_id JOIN opening_hours h ON h.id = r.hours_id
    LEFT JOIN qualification q ON q.kind_id = r.qualification_id AND q.person_id = ${bookerId}
    WHERE r.id IN (${resourceIds}) LIMIT 100`
}

/** True where an access grant of resource `r` admits the booker, the firm of the project, or its consortium. */
export function admitted(bookerId: Query, projectId: Query): Query {
  return sql`EXISTS (SELECT 1 FROM access_grant g LEFT JOIN project p ON p.id = ${projectId} LEFT JOIN firm pf ON
    pf.id = p.firm_id
    WHERE g.resource_id = r.id AND CASE g.subject_kind WHEN 'person' THEN g.subject_id = ${bookerId}
      WHEN 'firm' THEN g.subject_id = pf.id ELSE g.subject_id = pf.consortium_id END)`
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
    hours: {
      weekly: parsedOnce<OpeningHours['weekly']>(row.weekly),
      holidayRule: row.holidayRule,
      exceptions: parsedOnce<OpeningHours['exceptions']>(row.exceptions),
    },
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
