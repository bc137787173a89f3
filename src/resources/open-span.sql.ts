import type { Park } from '../deps.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import { addDays, dayOf, spanOfDay } from '../kernel/wall-clock.ts'
import { json, sql, type Query } from '../platform/db/sql.ts'
import { openSpans, type OpeningHours } from './opening-hours.ts'

/** Opening hours are laid out so many days ahead, for searches; what decides a booking is the rule itself. */
export const spanDays = 400
const daysBefore = 8

type Zoned = Pick<Park, 'timeZone' | 'calendar'>

/** The id of the row that holds exactly these hours: the one that `hoursRows` has made, or had found. */
export function hoursIdOf(hours: OpeningHours): Query<{ id: number }> {
  return sql<{ id: number }>`(SELECT id FROM opening_hours WHERE weekly = ${json(hours.weekly)}
    AND holiday_rule = ${hours.holidayRule} AND exceptions = ${json(hours.exceptions)}
    AND staffed IS ${staffedOf(hours)} AND later = ${json(hours.later ?? [])} ORDER BY id LIMIT 1)`
}

function staffedOf({ staffed }: OpeningHours): string | null {
  return staffed === undefined ? null : json(staffed)
}

/**
 * Makes the row for these hours and lays them out, unless the very same are there: resources with equal hours share one
 * row.
 */
export function hoursRows(hours: OpeningHours, park: Zoned, now: Instant): Query[] {
  const { weekly, holidayRule, exceptions } = hours
  const reach = reachOf(park, now)
  return [
    sql`INSERT INTO opening_hours (weekly, holiday_rule, exceptions, staffed, later, spans_until)
      SELECT ${json(weekly)}, ${holidayRule}, ${json(exceptions)}, ${staffedOf(hours)}, ${json(hours.later ?? [])},
        ${reach.endsAt} WHERE ${hoursIdOf(hours)} IS NULL`,
    sql`INSERT INTO open_span (hours_id, starts_at, ends_at)
      SELECT h.id, s.value ->> 0, s.value ->> 1 FROM (SELECT ${hoursIdOf(hours)} AS id) h,
        json_each(${json(pairs(hours, park, reach))}) s
      WHERE NOT EXISTS (SELECT 1 FROM open_span o WHERE o.hours_id = h.id)`,
  ]
}

/** The rows of several resources' hours, each different one once. */
export function allHoursRows(hours: readonly OpeningHours[], park: Zoned, now: Instant): Query[] {
  const different = new Map(hours.map((one) => [JSON.stringify(one), one]))
  return [...different.values()].flatMap((one) => hoursRows(one, park, now))
}

/** Lays hours out anew, as the calendar stands now. */
export function relaidRows(hoursId: number, hours: OpeningHours, park: Zoned, now: Instant): Query[] {
  const reach = reachOf(park, now)
  return [
    sql`DELETE FROM open_span WHERE hours_id = ${hoursId}`,
    sql`INSERT INTO open_span (hours_id, starts_at, ends_at)
      SELECT ${hoursId}, value ->> 0, value ->> 1 FROM json_each(${json(pairs(hours, park, reach))})`,
    sql`UPDATE opening_hours SET spans_until = ${reach.endsAt} WHERE id = ${hoursId}`,
  ]
}

/** The days for which hours are laid out: a week back, `spanDays` ahead. */
export function reachOf({ timeZone }: Pick<Park, 'timeZone'>, now: Instant): Interval {
  const { date } = dayOf(now, timeZone)
  return {
    startsAt: spanOfDay(addDays(date, -daysBefore), timeZone).startsAt,
    endsAt: spanOfDay(addDays(date, spanDays), timeZone).endsAt,
  }
}

function pairs(hours: OpeningHours, { calendar, timeZone }: Zoned, reach: Interval): [Instant, Instant][] {
  return openSpans(hours, calendar, timeZone, reach).map(({ startsAt, endsAt }) => [startsAt, endsAt])
}
