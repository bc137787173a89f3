import { farBookingsQuery, openFarOf } from '../../bookings/commands/mark-rows.ts'
import { namedBookingOf, namedBookingsQuery, type NamedBooking } from '../../bookings/reads/booking-with-names.ts'
import { comingOf, isOutside } from '../../bookings/standing.sql.ts'
import type { Actor, Deps, Names } from '../../deps.ts'
import type { BookingId, ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import type { OpeningHours } from '../../resources/opening-hours.ts'
import type { Chosen } from '../machine-filter.ts'
import type { Reach, Together } from '../together.ts'
import { chosenBy, isManaged } from './fitting.ts'

/** One of the machines that are meant. */
export interface MeantMachine extends Names {
  readonly id: ResourceId
  readonly assetNumber: string
  readonly changes: number
  /** Hours, rules, tags or prices as it has them now: JSON. */
  readonly before: string
  /** Bookings that come to stand outside its new hours. */
  readonly affected: number
}

/** Where hours or prices come from. */
export interface TogetherSource extends Names {
  readonly id: ResourceId
  readonly assetNumber: string
  readonly weekly: string
  readonly holidayRule: OpeningHours['holidayRule']
  readonly exceptions: string
  /** Prices in force at the time: an array of [category, terms]. */
  readonly rates: string
}

const mostShown = 100
export const mostBookingsShown = 200

/** What a preview shows besides the reach: machines and bookings, so many of each. */
export function previewQueries(actor: Actor, chosen: Chosen, change: Together, now: Instant) {
  const affected = affectedCount(actor, change, now)
  return {
    ...reachQueries(actor, chosen, change, now),
    machines: sql<MeantMachine>`SELECT r.id AS id, r.asset_number AS assetNumber, r.name_hans AS hans,
      r.name_hant AS hant, r.name_en AS en, ${changes(actor, change, now)} AS changes, ${before(change, now)} AS before,
      ${affected} AS affected FROM resource r JOIN opening_hours h ON h.id = r.hours_id
      WHERE ${chosenBy(actor, chosen)} ORDER BY changes DESC, affected DESC, r.asset_number LIMIT ${mostShown}`,
    bookings: namedBookingsQuery(outsideIds(actor, chosen, change, now)),
  }
}

/** What a preview and the change itself count alike. */
export function reachQueries(actor: Actor, chosen: Chosen, change: Together, now: Instant) {
  const meant = sql`SELECT ${changes(actor, change, now)} AS changes, ${affectedCount(actor, change, now)} AS affected
    FROM resource r WHERE ${chosenBy(actor, chosen)}`
  const changing = sql`SELECT r.id FROM resource r WHERE ${chosenBy(actor, chosen)} AND ${changes(actor, change, now)}`
  return {
    reach: sql<Reach>`SELECT count(*) AS chosen, ifnull(sum(changes), 0) AS changed,
      ifnull(sum(affected), 0) AS affected FROM (${meant}) LIMIT 1`,
    source: sourceQuery(actor, change, now),
    far: change.kind === 'hours' ? farBookingsQuery(changing, now) : sql<never>`SELECT 1 AS n LIMIT 0`,
  }
}

/** Ids and versions of the machines that change: what is judged is what is written. */
export function changingQuery(actor: Actor, chosen: Chosen, change: Together, now: Instant): Query<{ pairs: string }> {
  return sql<{ pairs: string }>`SELECT json_group_array(json_array(r.id, r.rules_version)) AS pairs FROM resource r
    WHERE ${chosenBy(actor, chosen)} AND ${changes(actor, change, now)} LIMIT 1`
}

/** The machine whose hours or prices are copied, if the viewer manages it. */
function sourceQuery(actor: Actor, change: Together, now: Instant): Query<TogetherSource> {
  const at = change.kind === 'rates' ? Math.max(change.validFrom, now) : now
  return sql<TogetherSource>`SELECT r.id AS id, r.asset_number AS assetNumber, r.name_hans AS hans,
    r.name_hant AS hant, r.name_en AS en, h.weekly AS weekly, h.holiday_rule AS holidayRule,
    h.exceptions AS exceptions, (SELECT json_group_array(json_array(t.category, json(t.terms)))
      FROM (${ratesAt(sql`r.id`, at)}) t) AS rates
    FROM resource r JOIN opening_hours h ON h.id = r.hours_id WHERE r.id = ${sourceId(change)} AND
    ${isManaged(actor, null)} LIMIT 1`
}

function sourceId(change: Together): Query {
  if (change.kind === 'hours') return sql`${change.from}`
  return sql`(SELECT id FROM resource WHERE asset_number = ${change.kind === 'rates' ? change.number : ''})`
}

/** The hours that are copied; none of a machine that the viewer does not manage. */
export function copiedHours(actor: Actor, from: ResourceId): Query {
  return sql`(SELECT r.hours_id FROM resource r WHERE r.id = ${from} AND ${isManaged(actor, null)})`
}

/** 1 where resource `r` would be another afterwards. */
function changes(actor: Actor, change: Together, now: Instant): Query {
  switch (change.kind) {
    case 'hours':
      return sql`r.hours_id <> ${copiedHours(actor, change.from)}`
    case 'rules':
      return sql`r.policy <> ${policySet(change)}`
    case 'tags':
      return sql`(EXISTS (SELECT 1 FROM json_each(${json(change.add)}) a WHERE NOT EXISTS
          (SELECT 1 FROM resource_tag t WHERE t.resource_id = r.id AND t.tag = a.value))
        OR EXISTS (SELECT 1 FROM resource_tag t WHERE t.resource_id = r.id
          AND t.tag IN (SELECT value FROM json_each(${json(change.remove)}))))`
    case 'rates': {
      const own = ratesAt(sql`r.id`, Math.max(change.validFrom, now))
      return sql`EXISTS (SELECT category, terms FROM (${ratesAt(sourceId(change), Math.max(change.validFrom, now))})
        EXCEPT SELECT category, terms FROM (${own}))`
    }
  }
}

/** The policy of resource `r` with what is said set in it. */
export function policySet({ rules }: Extract<Together, { kind: 'rules' }>): Query {
  return Object.entries(rules).reduce(
    (held, [name, value]) => sql`json_set(${held}, ${`$.${name}`}, json(${json(value)}))`,
    sql`r.policy`,
  )
}

function before(change: Together, now: Instant): Query {
  switch (change.kind) {
    case 'hours':
      return sql`json_array(json(h.weekly), json(h.exceptions))`
    case 'rules':
      return sql`r.policy`
    case 'tags':
      return sql`(SELECT json_group_array(tag) FROM resource_tag t WHERE t.resource_id = r.id)`
    case 'rates':
      return sql`(SELECT json_group_array(json_array(t.category, json(t.terms)))
        FROM (${ratesAt(sql`r.id`, Math.max(change.validFrom, now))}) t)`
  }
}

function ratesAt(resourceId: Query, at: Instant): Query {
  return sql`SELECT t.price_category AS category, t.terms AS terms FROM rate t WHERE t.resource_id = ${resourceId}
    AND t.valid_from = (SELECT max(valid_from) FROM rate WHERE resource_id = t.resource_id
      AND price_category = t.price_category AND valid_from <= ${at})`
}

function affectedCount(actor: Actor, change: Together, now: Instant): Query {
  if (change.kind !== 'hours') return sql`0`
  const hours = copiedHours(actor, change.from)
  return sql`iif(r.hours_id <> ${hours}, (SELECT count(*) FROM booking b
    WHERE ${comingOf(sql`= r.id`, now)} AND ${isOutside(hours, now, null)}), 0)`
}

function outsideIds(actor: Actor, chosen: Chosen, change: Together, now: Instant): Query {
  if (change.kind !== 'hours') return sql`SELECT NULL`
  const hours = copiedHours(actor, change.from)
  return sql`SELECT b.id FROM resource r CROSS JOIN booking b ON ${comingOf(sql`= r.id`, now)}
    WHERE ${chosenBy(actor, chosen)} AND r.hours_id <> ${hours} AND ${isOutside(hours, now, null)}
    ORDER BY b.starts_at LIMIT ${mostBookingsShown}`
}

interface ReachRows {
  readonly reach: readonly Reach[]
  readonly source: readonly TogetherSource[]
  readonly far: readonly { id: BookingId; resourceId: ResourceId; startsAt: Instant; endsAt: Instant }[]
}

/** The reach with the bookings far ahead, which the rule itself judges; and which of these stay inside. */
export function reachOf({ reach, source, far }: ReachRows, park: ReturnType<Deps['park']>) {
  const [counted = { chosen: 0, changed: 0, affected: 0 }] = reach
  const [copied] = source
  const openFar = copied === undefined ? [] : openFarOf(far, hoursOfSource(copied), park)
  return { reach: { ...counted, affected: counted.affected + far.length - openFar.length }, openFar }
}

export function hoursOfSource({ weekly, holidayRule, exceptions }: TogetherSource): OpeningHours {
  return {
    weekly: JSON.parse(weekly) as OpeningHours['weekly'],
    holidayRule,
    exceptions: JSON.parse(exceptions) as OpeningHours['exceptions'],
  }
}

export function namedBookings(rows: Parameters<typeof namedBookingOf>[0][]): NamedBooking[] {
  return rows.map(namedBookingOf)
}
