import { discountsOn } from '../../billing/reads/discounts.sql.ts'
import type { PersonId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { questionsOfResource } from '../../knowledge/knowledge.sql.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Approver } from '../../resources/approval-rule.ts'
import { resourcesWith, type ResourceRow, type ResourcesFor } from '../../resources/reads/resource-query.ts'
import type { Preapproved } from '../facts.ts'

type AskedRow = ResourceRow & {
  readonly preapproved: string
  /** What a booking may be reduced by, as JSON. */
  readonly discounts: string
  /** What is asked of whoever books it, as JSON. */
  readonly questions: string
}

/** The resources of a decision, each with the consents given ahead that may cover a use of it in these times. */
export function askedResourcesQuery(asked: ResourcesFor, times: Interval, zone: string): Query<AskedRow> {
  const { bookerId, projectId } = asked
  // Most resources ask nobody: then nothing is looked for.
  const preapproved = sql`, CASE json_array_length(r.policy, '$.approvals') WHEN 0 THEN '[]' ELSE (
    SELECT json_group_array(json_array(a.id, a.step, a.starts_at, a.ends_at, a.max_minutes, a.created_by))
    FROM preapproval a
    WHERE a.subject_id IN (${bookerId}, ${projectId}, (SELECT firm_id FROM project WHERE id = ${projectId}))
      AND a.ends_at > ${times.startsAt} AND a.withdrawn_at IS NULL AND a.starts_at < ${times.endsAt}
      AND (a.resource_id = r.id OR a.category_id = r.category_id)
      AND (a.facility_id = r.facility_id OR a.firm_id = (SELECT firm_id FROM project WHERE id = ${projectId})))
    END AS preapproved, ${questionsOfResource} AS questions, ${discountsOn(projectId, times, zone)} AS discounts`
  return resourcesWith<AskedRow>(asked, preapproved)
}

type PreapprovedTuple = [
  id: Preapproved['id'],
  by: Approver,
  startsAt: Instant,
  endsAt: Instant,
  maxMinutes: number | null,
  createdBy: PersonId,
]

export function preapprovedOf({ preapproved }: AskedRow): Preapproved[] {
  return (JSON.parse(preapproved) as PreapprovedTuple[]).map(([id, by, startsAt, endsAt, maxMinutes, createdBy]) => ({
    id,
    by,
    startsAt,
    endsAt,
    maxMinutes,
    createdBy,
  }))
}
