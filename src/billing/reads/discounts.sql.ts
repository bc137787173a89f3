import type { Names } from '../../deps.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { DiscountOffer, Tier } from '../discount.ts'

/**
 * The reductions that a project's bookings of a resource `r` in these times may get, as JSON; a firm's, where no
 * project is known. Most parks have none: then nothing is looked for.
 */
export function discountsOn(
  projectId: Query,
  { startsAt, endsAt }: Interval,
  zone: string,
  firm: Query = sql`(SELECT p.firm_id FROM project p WHERE p.id = ${projectId})`,
): Query {
  const year = dayOf(startsAt, zone).date.slice(0, 4)
  return sql`CASE WHEN EXISTS (SELECT 1 FROM discount) THEN (
    SELECT json_group_array(json_array(d.id, d.name_hans, d.name_hant, d.name_en, json(d.tiers), d.hours_window,
      d.valid_from, d.valid_until, json(iif(d.hours_window IS NULL, '{}', ${minutesByMonth(firm, year)}))))
    FROM (SELECT * FROM discount ORDER BY hours_window IS NULL, valid_from, id LIMIT 1000) d
    WHERE d.valid_from < ${endsAt} AND (d.valid_until IS NULL OR d.valid_until > ${startsAt})
      AND (d.facility_id IS NULL OR d.facility_id = r.facility_id) AND ${tagged(sql`r.id`)}
      AND CASE d.subject_kind WHEN 'everyone' THEN 1 WHEN 'project' THEN d.subject_id = ${projectId}
        WHEN 'firm' THEN d.subject_id = ${firm}
        ELSE d.subject_id = (SELECT tier FROM firm WHERE id = ${firm}) END) ELSE '[]' END`
}

/** What a firm has been billed since a year began, of what the discount `d` counts. */
function minutesByMonth(firm: Query, year: string): Query {
  return sql`(SELECT ifnull(json_group_object(period, minutes), '{}') FROM (SELECT h.period AS period,
    sum(h.minutes) AS minutes FROM firm_hours h JOIN resource k ON k.id = h.resource_id
    WHERE h.firm_id = ${firm} AND h.period >= ${year} AND (d.facility_id IS NULL OR d.facility_id = k.facility_id)
      AND ${tagged(sql`k.id`)} GROUP BY h.period LIMIT 100))`
}

function tagged(resourceId: Query): Query {
  return sql`(d.resource_tag = '' OR EXISTS (SELECT 1 FROM resource_tag t
    WHERE t.resource_id = ${resourceId} AND t.tag = d.resource_tag))`
}

type OfferTuple = [
  id: string,
  hans: Names['hans'],
  hant: Names['hant'],
  en: Names['en'],
  tiers: Tier[],
  window: DiscountOffer['window'],
  validFrom: Instant,
  validUntil: Instant | null,
  minutes: Record<string, number>,
]

export function offersOf(discounts: string): readonly DiscountOffer[] {
  // A booking's facts are read on every click; nearly all of them are without.
  if (discounts === '[]') return none
  return (JSON.parse(discounts) as OfferTuple[]).map(
    ([id, hans, hant, en, tiers, window, validFrom, validUntil, minutes]) => ({
      id,
      names: { hans, hant, en },
      tiers,
      window,
      validFrom,
      validUntil,
      minutes,
    }),
  )
}

const none: readonly DiscountOffer[] = []
