import { discountsOn } from '../../billing/reads/discounts.sql.ts'
import { ofChosenFirm } from '../../firms/projects.sql.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { Actor } from '../../deps.ts'
import { usualProject } from '../../bookings/reads/booking-facts.ts'
import type { Conditions } from '../../knowledge/condition.ts'
import { hasConditions } from '../../knowledge/knowledge.sql.ts'
import type { FacilityId, ResourceId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { joined, sql, type Query } from '../../platform/db/sql.ts'
import type { ResourceKind } from '../resource.ts'
import { hasWord } from '../search-text.sql.ts'
import { gapExists } from './gap-exists.ts'
import { admitted, resourceColumns, type ResourceRow } from './resource-query.ts'
import { heldQualifications, type Reckoned } from '../../training/held.sql.ts'

/** What somebody looks for. Words, kind, category and facility all have to fit. */
export interface FindWish {
  readonly words: readonly string[]
  readonly kind: ResourceKind | null
  readonly categoryId: string | null
  readonly facilityId: FacilityId | null
  /** Where its facility is. */
  readonly building?: string | null
  /** A room with these conditions, or better ones. */
  readonly conditions?: Conditions
  /** Only what the viewer may book today: published, admitted, trained for, priced, and the firm in good standing. */
  readonly bookableByMe: boolean
  /** Only what has so many minutes free at a stretch in this window. */
  readonly gap: FindGap | null
  /** For whoever looks for no certain time: the next free time is told, and nothing is left out for want of one. */
  readonly glance?: FindGap | null
  readonly after: FindPlace | null
  /** Rows to read: one more than a page, so that the last page is known. */
  readonly rows: number
}

export interface FindGap extends Interval {
  readonly minutes: number
}

/** A place in the order of the answer: by price and id when free time is looked for, else by id. Null is after all. */
export interface FindPlace {
  readonly perHourMinor: number | null
  readonly id: ResourceId
}

export interface FoundRow extends ResourceRow {
  readonly facilityHans: string
  readonly facilityHant: string
  readonly facilityEn: string
  readonly categoryHans: string
  readonly categoryHant: string
  readonly categoryEn: string
  /** The ordinary price that the order goes by; null without a rate for the viewer. */
  readonly perHourMinor: number | null
  readonly payer: string | null
  /** `[validFrom, terms]`, newest first. */
  readonly rates: string
  readonly discounts: string
  /** `[unitId, startsAt, endsAt, lapsed]`. */
  readonly held: string
}

/**
 * Resources that fit a wish, in the order of their places, in one statement. With a window it visits rates from the
 * lowest price up and stops when the page is full. A resource whose free stretch holds no start on its step may be
 * among them: the caller looks at each exactly.
 */
export function findQuery(actor: Actor, wish: FindWish, reckoned: Reckoned): Query<FoundRow> {
  const shown = wish.gap ?? wish.glance ?? null
  return describedRows(actor, wish.gap ? cheapestFirst(wish, wish.gap, reckoned) : inOrderOfId(wish, reckoned), {
    window: shown ?? { startsAt: reckoned.now, endsAt: reckoned.now + 1 },
    held: shown !== null,
    rows: wish.rows,
    reckoned,
  })
}

export interface Described {
  /** Of rates, and of what is held where that is asked for, everything that concerns this. */
  readonly window: Interval
  readonly held: boolean
  readonly rows: number
  readonly reckoned: Reckoned
}

/**
 * What is told of each resource found. `found` selects `id, perHourMinor`, and may ask for `me`, `payer` and `lapsed`.
 */
export function describedRows(
  actor: Actor,
  found: Query,
  { window, held, rows, reckoned }: Described,
): Query<FoundRow> {
  const { now } = reckoned
  return sql<FoundRow>`WITH
    me AS MATERIALIZED (SELECT person_id AS id FROM session WHERE token_hash = ${actor.tokenHash}),
    payer AS MATERIALIZED (SELECT p.id AS project, f.price_category AS category, f.state AS state
      FROM project p JOIN firm f ON f.id = p.firm_id WHERE p.id = ${usualProject(me, ofChosenFirm(actor))}
        AND EXISTS (SELECT 1 FROM role
        WHERE person_id = ${me} AND firm_id = p.firm_id AND role IN (${rolesThatMay('book')}))),
    lapsed AS MATERIALIZED (SELECT resource_id AS id FROM booking INDEXED BY booking_wake
      WHERE wake_at <= ${now} AND state IN ('pending', 'offered')),
    found AS MATERIALIZED (${found})
    SELECT ${resourceColumns}, ${unitsAndLeave(window.startsAt)}, found.perHourMinor AS perHourMinor,
      ${category} AS payer,
      f.name_hans AS facilityHans, f.name_hant AS facilityHant, f.name_en AS facilityEn,
      c.name_hans AS categoryHans, c.name_hant AS categoryHant, c.name_en AS categoryEn,
      ${ratesOf(window)} AS rates,
      ${discountsOn(sql`(SELECT project FROM payer)`, window, reckoned.zone)} AS discounts,
      ${held ? heldIn(window, now) : sql`'[]'`} AS held
    FROM found CROSS JOIN resource r ON r.id = found.id JOIN facility f ON f.id = r.facility_id
      JOIN category c ON c.id = r.category_id JOIN opening_hours h ON h.id = r.hours_id
      LEFT JOIN ${heldQualifications(reckoned)} q ON q.kind_id = r.qualification_id AND q.person_id = ${me}
    LIMIT ${rows}`
}

export const me = sql`(SELECT id FROM me)`
const category = sql`(SELECT category FROM payer)`

// Whether access reaches to the end of a booking is asked when there is one.
const unitsAndLeave = (at: Instant) => sql`
  (SELECT json_group_array(json_array(u.id, u.name, u.state)) FROM unit u WHERE u.resource_id = r.id) AS units,
  r.restricted = 0 OR ${admitted(me, sql`(SELECT project FROM payer)`, at)} AS permitted, NULL AS permittedUntil,
  q.valid_from AS qualifiedFrom, q.valid_until AS qualifiedUntil`

/** The ordinary price of resource `r` for the viewer, now. */
export function priceNow(now: Instant): Query {
  return sql`(SELECT t.per_hour_minor FROM rate t WHERE t.resource_id = r.id AND t.price_category = ${category}
    AND t.valid_from <= ${now} ORDER BY t.valid_from DESC LIMIT 1)`
}

function inOrderOfId(wish: FindWish, reckoned: Reckoned): Query {
  const { now } = reckoned
  const { after, rows } = wish
  const price = priceNow(now)
  const conditions = joined(
    [
      ...fitting(wish, { startsAt: now, endsAt: now + 1 }, reckoned),
      ...(wish.bookableByMe ? [sql`${price} IS NOT NULL`] : []),
    ],
    ' AND ',
  )
  return sql`SELECT r.id AS id, ${price} AS perHourMinor FROM resource r
    WHERE r.id > ${after?.id ?? ''} AND ${conditions} ORDER BY r.id LIMIT ${rows}`
}

function cheapestFirst(wish: FindWish, gap: FindGap, reckoned: Reckoned): Query {
  const { now } = reckoned
  const { after, rows } = wish
  const conditions = joined([...fitting(wish, gap, reckoned), gapExists(gap, now)], ' AND ')
  // Both indexes by name: with a facility and words the planner would go through the facility for every rate.
  const priced = sql`SELECT * FROM (SELECT t.resource_id AS id, t.per_hour_minor AS perHourMinor
    FROM rate t INDEXED BY rate_cheapest CROSS JOIN resource r INDEXED BY resource_search ON r.id = t.resource_id
    WHERE t.price_category = ${category}${beyond(after)} AND ${conditions} AND ${inForce(gap)}
    ORDER BY t.per_hour_minor, t.resource_id LIMIT ${rows})`
  const unpriced = sql`SELECT * FROM (SELECT r.id AS id, NULL AS perHourMinor FROM resource r
    WHERE r.id > ${after?.perHourMinor === null ? after.id : ''} AND NOT EXISTS (SELECT 1 FROM rate t
      WHERE t.resource_id = r.id AND t.price_category = ${category} AND t.valid_from < ${gap.endsAt})
    AND ${conditions} ORDER BY r.id LIMIT ${rows})`
  if (wish.bookableByMe) return priced
  if (after?.perHourMinor === null) return unpriced
  return sql`SELECT * FROM (${priced} UNION ALL ${unpriced}) LIMIT ${rows}`
}

// Not `(price, id) > (?, ?)`: for a pair the engine reads each rate's own row, and takes its price out of the JSON.
function beyond(after: FindPlace | null): Query {
  if (after === null || after.perHourMinor === null) return sql``
  const { perHourMinor, id } = after
  return sql` AND t.per_hour_minor >= ${perHourMinor} AND (t.per_hour_minor > ${perHourMinor} OR t.resource_id > ${id})`
}

/**
 * The one rate `t` of a resource that the order goes by: in force when the window begins, or the first to come in it.
 */
function inForce({ startsAt, endsAt }: Interval): Query {
  // Of `r`, so that it is asked last: of the few that are free, and not of every rate.
  const sameList = sql`n.resource_id = r.id AND n.price_category = t.price_category`
  return sql`CASE WHEN t.valid_from <= ${startsAt}
    THEN NOT EXISTS (SELECT 1 FROM rate n
      WHERE ${sameList} AND n.valid_from > t.valid_from AND n.valid_from <= ${startsAt})
    ELSE t.valid_from < ${endsAt}
      AND NOT EXISTS (SELECT 1 FROM rate n WHERE ${sameList} AND n.valid_from < t.valid_from) END`
}

function fitting(wish: FindWish, window: Interval, reckoned: Reckoned): Query[] {
  const shown = sql`(r.state = 'published' OR r.state = 'out-of-service' OR r.state = 'draft' AND EXISTS (
    SELECT 1 FROM role WHERE person_id = ${me}
      AND role IN (${rolesThatMay('manage-resources')})
        AND (facility_id IS NULL OR facility_id = r.facility_id)))`
  return [
    wish.gap || wish.bookableByMe ? sql`r.state = 'published'` : shown,
    ...(wish.kind === null ? [] : [sql`r.kind = ${wish.kind}`]),
    ...(wish.categoryId === null ? [] : [sql`r.category_id = ${wish.categoryId}`]),
    ...(wish.facilityId === null ? [] : [sql`r.facility_id = ${wish.facilityId}`]),
    ...(wish.building ? [sql`r.facility_id IN (SELECT id FROM facility WHERE building = ${wish.building})`] : []),
    ...hasConditions(wish.conditions ?? {}),
    ...wish.words.map(hasWord),
    ...(wish.bookableByMe ? bookable(wish.gap, window, reckoned) : []),
  ]
}

/** What lets the viewer book resource `r`, whatever they look for. */
export function bookable(gap: FindGap | null, { startsAt, endsAt }: Interval, reckoned: Reckoned): Query[] {
  return [
    sql`(SELECT state FROM payer) = 'active'`,
    ...(gap ? [sql`${gap.minutes} BETWEEN r.min_minutes AND r.max_minutes`] : []),
    sql`(r.qualification_id IS NULL OR EXISTS (SELECT 1 FROM ${heldQualifications(reckoned)} q WHERE q.person_id = ${me}
      AND q.kind_id = r.qualification_id AND q.valid_from < ${endsAt} AND q.valid_until > ${startsAt}))`,
    sql`NOT EXISTS (SELECT 1 FROM due d WHERE d.resource_id = r.id AND d.blocks = 1 AND d.due_at <= ${startsAt})`,
    sql`(r.restricted = 0 OR ${admitted(me, sql`(SELECT project FROM payer)`, startsAt)})`,
    ...(gap ? [] : [sql`EXISTS (SELECT 1 FROM unit u WHERE u.resource_id = r.id AND u.state = 'active')`]),
  ]
}

function ratesOf({ endsAt }: Interval): Query {
  return sql`(SELECT json_group_array(json_array(validFrom, json(terms))) FROM (
    SELECT t.valid_from AS validFrom, t.terms AS terms FROM rate t
    WHERE t.resource_id = r.id AND t.price_category = ${category} AND t.valid_from < ${endsAt + 86_400}
    ORDER BY t.valid_from DESC LIMIT 20))`
}

// As far as a buffer reaches beyond the window, what stands there is in the way too.
function heldIn({ startsAt, endsAt }: Interval, now: Instant): Query {
  const first = sql`coalesce((SELECT p.starts_at FROM allocation p WHERE p.unit_id = u.id
      AND p.starts_at <= ${startsAt} - r.setup_minutes * 60 ORDER BY p.starts_at DESC LIMIT 1),
    ${startsAt} - r.setup_minutes * 60)`
  return sql`(SELECT json_group_array(json_array(u.id, a.starts_at, a.ends_at,
      ifnull((SELECT b.state IN ('pending', 'offered') AND b.wake_at <= ${now} FROM booking b
        WHERE b.id = a.booking_id), 0)))
    FROM unit u CROSS JOIN allocation a ON a.unit_id = u.id AND a.starts_at >= ${first}
      AND a.starts_at < ${endsAt} + r.cleanup_minutes * 60
    WHERE u.resource_id = r.id AND u.state = 'active' AND a.ends_at > ${startsAt} - r.setup_minutes * 60)`
}
