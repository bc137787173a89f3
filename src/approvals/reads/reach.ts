import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { isInForce } from './authority.ts'

/** The person themselves and those in whose place they decide now. What they must be for that is asked by `also`. */
function acting(me: Query, now: Instant, also: Query): Query {
  return sql`SELECT ${me} UNION ALL SELECT d.approver_id FROM approval_delegation d
    JOIN person p ON p.id = d.approver_id AND p.state = 'active'
    WHERE d.delegate_id = ${me} AND ${isInForce(now)} AND ${also}`
}

function isStaff(me: Query): Query {
  return sql`(EXISTS (SELECT 1 FROM role WHERE person_id = ${me} AND role IN (${rolesThatMay('manage-resources')}))
    OR EXISTS (SELECT 1 FROM safety_officer WHERE person_id = ${me}))`
}

/** True where the person may give the lab managers' consent of facility `g`. */
export function mayForLab(me: Query, now: Instant): Query {
  return sql`EXISTS (SELECT 1 FROM role m WHERE m.person_id IN (${acting(me, now, isStaff(me))})
    AND m.role IN (${rolesThatMay('manage-resources')}) AND (m.facility_id IS NULL OR m.facility_id = g.id))`
}

/** True where the person may give the consent of facility `g` for safety. */
export function mayForSafety(me: Query, now: Instant): Query {
  return sql`EXISTS (SELECT 1 FROM safety_officer s WHERE s.facility_id = g.id
    AND s.person_id IN (${acting(me, now, isStaff(me))}))`
}

/** Firms for which the person may consent, as a select of their ids: their own only, also in another's place. */
export function firmsReached(me: Query, now: Instant): Query {
  const theirs = sql`EXISTS (SELECT 1 FROM role w WHERE w.person_id = ${me} AND w.firm_id = m.firm_id)`
  return sql`SELECT DISTINCT m.firm_id FROM role m WHERE m.person_id IN (${acting(me, now, sql`1`)})
    AND m.role IN (${rolesThatMay('manage-projects')}) AND m.firm_id IS NOT NULL AND ${theirs}`
}

/** True for an admin of the park, who stands in for everybody. */
export function standsInForAll(me: Query): Query {
  return sql`EXISTS (SELECT 1 FROM role WHERE person_id = ${me} AND role IN (${rolesThatMay('manage-firms')}))`
}
