import type { Actor, Deps } from '../../deps.ts'
import type { Interval } from '../../kernel/interval.ts'
import { dayOf, spanOfDay } from '../../kernel/wall-clock.ts'
import { joined, sql, type Query } from '../../platform/db/sql.ts'
import { bookable, describedRows, me, priceNow, type FoundRow } from './find-query.ts'
import type { Reckoned } from '../../training/held.sql.ts'
import { freeAllAlong } from './gap-exists.ts'

/** Reading the page takes a moment: what begins in this very minute would be in the past by then. */
export const readingSeconds = 60
/** The next start is "now" when it is no further away. */
export const soonSeconds = 3600
/** So far ahead it is known until when something is free. */
export const aheadSeconds = 86_400

/**
 * Resources that the viewer may book and that are free from their next start on, near to where the viewer booked last:
 * of the same category first, then at the same facility or in its building; for whoever booked nothing yet, anywhere.
 * `except` selects ids that are not wanted. The caller looks at each exactly.
 */
export function freeNowQuery(deps: Deps, actor: Actor, except: Query<{ id: string }>, rows: number): Query<FoundRow> {
  const now = deps.now()
  const zone = deps.park().timeZone
  const reckoned = { now, zone }
  const free = joined(conditions(reckoned, spanOfDay(dayOf(now, zone).date, zone)), ' AND ')
  const near = (those: Query) => sql`SELECT * FROM (SELECT r.id AS id FROM (${those} LIMIT ${most}) n
    CROSS JOIN resource r ON r.rowid = n.at
    WHERE ${free} AND r.id NOT IN (SELECT id FROM except_these) LIMIT ${rows})`
  const found = sql`WITH except_these AS MATERIALIZED (${except}), ${usesAndPlaces}
    SELECT r.id AS id, ${priceNow(now)} AS perHourMinor FROM (
      ${joined([near(ofCategories), near(ofPlaces), near(anywhere)], ' UNION ALL ')} LIMIT ${rows}
    ) n CROSS JOIN resource r ON r.id = n.id`
  const window = { startsAt: now, endsAt: now + aheadSeconds + readingSeconds }
  return describedRows(actor, found, { window, held: true, rows, reckoned })
}

// Where everything is taken no more than these are looked at: it is the page that is opened most.
const most = 1500

const ofCategories = sql`SELECT r.rowid AS at FROM uses u CROSS JOIN resource r INDEXED BY resource_category
  ON r.category_id = u.category AND r.facility_id = u.facility`
const ofPlaces = sql`SELECT r.rowid AS at FROM places p CROSS JOIN resource r INDEXED BY resource_facility
  ON r.facility_id = p.facility WHERE NOT EXISTS (SELECT 1 FROM uses u
    WHERE u.facility = r.facility_id AND u.category = r.category_id)`
const anywhere = sql`SELECT r.rowid AS at FROM facility f CROSS JOIN resource r INDEXED BY resource_facility
  ON r.facility_id = f.id WHERE NOT EXISTS (SELECT 1 FROM uses)`

// Where and what the viewer booked last, latest first: a limit keeps an order that the planner would drop.
const usesAndPlaces = sql`
  uses AS MATERIALIZED (SELECT r.facility_id AS facility, r.category_id AS category, max(b.requested_at) AS latest
    FROM (SELECT resource_id, requested_at, state FROM booking WHERE person_id = ${me}
      ORDER BY starts_at DESC LIMIT 60) b
    JOIN resource r ON r.id = b.resource_id WHERE b.state IN ('confirmed', 'in-use', 'completed')
    GROUP BY r.facility_id, r.category_id ORDER BY latest DESC LIMIT 6),
  places AS MATERIALIZED (SELECT g.id AS facility, max(u.latest) AS latest, max(g.id = u.facility) AS own FROM uses u
    JOIN facility f ON f.id = u.facility JOIN facility g ON g.id = f.id OR g.building = f.building AND f.building <> ''
    GROUP BY g.id ORDER BY latest DESC, own DESC LIMIT 4)`

function conditions(reckoned: Reckoned, today: Interval): Query[] {
  const { now } = reckoned
  const step = sql`(r.step_minutes * 60)`
  // The clock runs evenly but for a change of the zone's offset: then an exact look at the few that are found decides.
  const passed = now + readingSeconds - today.startsAt
  const startsAt = sql`(${today.startsAt} + (${passed} + ${step} - 1) / ${step} * ${step})`
  return [
    sql`r.state = 'published' AND r.kind <> 'expert'`,
    sql`${startsAt} <= ${now + soonSeconds}`,
    ...bookable(null, { startsAt: now, endsAt: now + 1 }, reckoned),
    sql`(${freeAllAlong({ startsAt, endsAt: sql`${startsAt} + r.min_minutes * 60` })}
      OR r.id IN (SELECT id FROM lapsed))`,
    sql`json_array_length(r.policy, '$.approvals') = 0 AND ${startsAt} >= ${now} + (r.policy ->> '$.leadMinutes') * 60`,
    sql`${priceNow(now)} IS NOT NULL`,
  ]
}
