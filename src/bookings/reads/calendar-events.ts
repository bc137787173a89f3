import type { Deps, Names } from '../../deps.ts'
import type { BookingId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { isLocale } from '../../platform/i18n/negotiate.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import type { BookingState } from '../booking.ts'

/** What stands behind a secret address. */
export type Feed =
  | { readonly kind: 'mine'; readonly locale: Locale; readonly events: readonly EventRow[] }
  | {
      readonly kind: 'busy'
      readonly locale: Locale
      readonly resource: Names
      readonly units: number
      /** What was looked at; the busy times are all of it. */
      readonly span: Interval
      /** In order of time. */
      readonly busy: readonly BusyRow[]
    }

/**
 * The calendar behind an address: its owner's bookings from three months ago on, or when a resource is taken, from a
 * week ago on; one round trip. Throws NotFound for an address that is no more.
 */
export async function readFeed(deps: Deps, tokenHash: string): Promise<Feed> {
  const now = deps.now()
  const today = now - (now % day)
  const span = { startsAt: today - 7 * day, endsAt: today + 180 * day }
  const feed = sql`FROM session WHERE token_hash = ${tokenHash} AND kind = 'feed' AND revoked_at IS NULL
    AND expires_at > ${now}`
  const person = sql`(SELECT person_id ${feed} AND label NOT LIKE 'res\\_%' ESCAPE '\\')`
  const resource = sql`(SELECT label ${feed})`
  const rows = await deps.db.read({
    owner: sql<{ locale: string }>`SELECT p.locale AS locale FROM person p
      WHERE p.id = (SELECT person_id ${feed}) AND p.state = 'active' LIMIT 1`,
    events: eventsQuery(sql`SELECT id FROM booking WHERE person_id = ${person} AND starts_at > ${today - 90 * day}
      ORDER BY starts_at LIMIT 2000`),
    resource: resourceQuery(resource),
    busy: busyQuery(resource, span, now),
  })
  const [owner] = rows.owner
  if (!owner) throw new NotFound('feed')
  const locale = isLocale(owner.locale) ? owner.locale : 'zh-Hans'
  const [found] = rows.resource
  if (!found) return { kind: 'mine', locale, events: rows.events }
  const { hans, hant, en, units } = found
  return { kind: 'busy', locale, resource: { hans, hant, en }, units, span, busy: rows.busy }
}

const day = 86_400

export interface EventRow {
  readonly id: BookingId
  readonly number: string
  readonly version: number
  readonly state: BookingState
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly changedAt: Instant
  readonly hans: string
  readonly hant: string
  readonly en: string
  readonly facilityHans: string
  readonly facilityHant: string
  readonly facilityEn: string
  readonly location: string
}

/** Bookings as calendars need them. `ids` is a select of one column. */
export function eventsQuery(ids: Query): Query<EventRow> {
  return sql<EventRow>`SELECT b.id AS id, b.number AS number, b.version AS version, b.state AS state,
    b.starts_at AS startsAt, b.ends_at AS endsAt,
    ifnull((SELECT at FROM audit WHERE entity = b.id AND entity_version = b.version), b.requested_at) AS changedAt,
    r.name_hans AS hans, r.name_hant AS hant, r.name_en AS en, f.name_hans AS facilityHans,
    f.name_hant AS facilityHant, f.name_en AS facilityEn, r.location AS location
    FROM booking b JOIN resource r ON r.id = b.resource_id JOIN facility f ON f.id = r.facility_id
    WHERE b.id IN (${ids}) ORDER BY b.starts_at, b.id LIMIT 2000`
}

export interface BusyRow extends Interval {
  readonly unitId: number
  readonly unit: string
  readonly version: number
  readonly closed: number
}

function resourceQuery(id: Query): Query<{ hans: string; hant: string; en: string; units: number }> {
  return sql`SELECT name_hans AS hans, name_hant AS hant, name_en AS en,
    (SELECT count(*) FROM unit WHERE resource_id = resource.id AND state = 'active') AS units FROM resource
    WHERE id = ${id} AND state <> 'draft' LIMIT 1`
}

// Rows of a unit never overlap: the one before the span is found by its key.
function busyQuery(resourceId: Query, { startsAt, endsAt }: Interval, now: Instant): Query<BusyRow> {
  return sql<BusyRow>`SELECT a.unit_id AS unitId, u.name AS unit, a.starts_at AS startsAt, a.ends_at AS endsAt,
    ifnull(b.version, 1) AS version, a.closure_id IS NOT NULL AS closed
    FROM unit u CROSS JOIN allocation a ON a.unit_id = u.id AND a.starts_at < ${endsAt} AND a.starts_at >= coalesce(
      (SELECT p.starts_at FROM allocation p WHERE p.unit_id = u.id AND p.starts_at <= ${startsAt}
        ORDER BY p.starts_at DESC LIMIT 1), ${startsAt})
    LEFT JOIN booking b ON b.id = a.booking_id
    WHERE u.resource_id = ${resourceId} AND u.state = 'active' AND a.ends_at > ${startsAt}
      AND NOT ifnull(b.state IN ('pending', 'offered') AND b.wake_at <= ${now}, 0)
    ORDER BY a.starts_at, a.unit_id LIMIT 3000`
}
