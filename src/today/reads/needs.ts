import { namesOf } from '../../access/reads/request-query.ts'
import type { Actor } from '../../deps.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { lateAfterSeconds, mostCounted, reviewedSeconds, type NeedyBooking, type OpenFault } from '../need.ts'
import { managedFacilities, type TodayWanted } from './managed.ts'

const daySeconds = 86_400

interface NeedRow extends Omit<NeedyBooking, 'kind' | 'resource' | 'firm' | 'isToReview'> {
  readonly toReview: number
  readonly kind: NeedyBooking['kind']
  readonly resourceId: NeedyBooking['resource']['id']
  readonly resourceKind: NeedyBooking['resource']['kind']
  /** `[hans, hant, en]`. */
  readonly resourceNames: string
  readonly firmNames: string
}

interface FaultRow extends Omit<OpenFault, 'resource' | 'usable' | 'isClosed'> {
  readonly resourceId: OpenFault['resource']['id']
  readonly resourceKind: OpenFault['resource']['kind']
  readonly resourceNames: string
  readonly usable: number
  readonly isClosed: number
}

/** What needs a lab manager of these facilities, kind by kind. */
export function needQueries(actor: Actor, wanted: TodayWanted, now: Instant) {
  const managed = managedFacilities(actor, wanted)
  return {
    due: dueQuery(managed, viewerId(actor), now),
    approvals: approvalsQuery(managed, viewerId(actor), now),
    noShows: noShowsQuery(managed, now),
    faults: faultsQuery(managed, now),
  }
}

const kind = sql`CASE b.state WHEN 'confirmed' THEN 'late' WHEN 'in-use' THEN 'overrun' WHEN 'pending' THEN 'approval'
  ELSE 'no-show' END`

const columns = sql`b.id AS id, ${kind} AS kind, b.starts_at AS startsAt, b.ends_at AS endsAt, b.purpose AS purpose,
  CASE b.state WHEN 'in-use' THEN b.ends_at + (b.terms ->> 'overrunMinutes') * 60 WHEN 'no-show' THEN NULL
    ELSE b.wake_at END AS until,
  b.state = 'no-show' AND EXISTS (SELECT 1 FROM usage_review v WHERE v.booking_id = b.id AND v.decided_at IS NULL)
    AS toReview,
  r.id AS resourceId, r.kind AS resourceKind, r.facility_id AS facilityId,
  json_array(r.name_hans, r.name_hant, r.name_en) AS resourceNames,
  CASE WHEN b.whole = 1 OR (SELECT count(*) FROM unit WHERE resource_id = r.id AND state = 'active') = 1 THEN NULL
    ELSE (SELECT name FROM unit WHERE id = b.unit_id) END AS unit,
  p.name AS person, json_array(f.name_hans, f.name_hant, f.name_en) AS firmNames`

const whose = sql`JOIN person p ON p.id = b.person_id JOIN firm f ON f.id = b.firm_id`

// The clock looks at each of them within a day: its own index finds them, however much is booked ahead.
function dueQuery(managed: Query, me: Query, now: Instant): Query<NeedRow> {
  return sql<NeedRow>`SELECT ${columns} FROM booking b INDEXED BY booking_wake
    CROSS JOIN resource r ON r.id = b.resource_id ${whose}
    WHERE b.wake_at > ${now - daySeconds} AND b.wake_at <= ${now + daySeconds} AND CASE b.state
      WHEN 'confirmed' THEN b.wake_at >= ${now} AND b.starts_at <= ${now - lateAfterSeconds} AND b.ends_at > ${now}
        AND b.terms ->> 'checkIn' = 'required'
      WHEN 'in-use' THEN b.ends_at <= ${now} AND b.terms ->> 'checkIn' <> 'none'
        AND b.ends_at + (b.terms ->> 'overrunMinutes') * 60 > ${now}
      WHEN 'pending' THEN b.wake_at > ${now} AND EXISTS (SELECT 1 FROM approval
        WHERE booking_id = b.id AND step = 'lab-manager' AND decision IS NULL) AND ${notTheirs(me)}
      ELSE 0 END
      AND r.facility_id IN (${managed})
    ORDER BY b.wake_at LIMIT ${3 * (mostCounted + 1)}`
}

/** Requests that wait for a lab manager. */
function approvalsQuery(managed: Query, me: Query, now: Instant): Query<NeedRow> {
  return sql<NeedRow>`SELECT ${columns} FROM facility g
    CROSS JOIN approval a INDEXED BY approval_of_facility ON a.facility_id = g.id AND a.step = 'lab-manager'
      AND a.decision IS NULL
    CROSS JOIN booking b ON b.id = a.booking_id AND b.state = 'pending' AND b.wake_at > ${now}
    JOIN resource r ON r.id = b.resource_id ${whose}
    WHERE g.id IN (${managed}) AND ${notTheirs(me)} ORDER BY b.wake_at LIMIT ${mostCounted + 1}`
}

/** Nobody consents to what they asked for. */
function notTheirs(me: Query): Query {
  return sql`${me} NOT IN (b.person_id, b.booked_by)`
}

function noShowsQuery(managed: Query, now: Instant): Query<NeedRow> {
  return sql<NeedRow>`SELECT ${columns} FROM resource r CROSS JOIN booking b INDEXED BY booking_resource
      ON b.resource_id = r.id AND b.starts_at > ${now - reviewedSeconds} AND b.starts_at <= ${now} ${whose}
    WHERE r.facility_id IN (${managed}) AND b.state = 'no-show' ORDER BY b.starts_at DESC LIMIT ${mostCounted + 1}`
}

function faultsQuery(managed: Query, now: Instant): Query<FaultRow> {
  return sql<FaultRow>`SELECT t.id AS id, r.id AS resourceId, r.kind AS resourceKind, r.facility_id AS facilityId,
    json_array(r.name_hans, r.name_hant, r.name_en) AS resourceNames, u.name AS unit, t.usable AS usable,
    substr(t.words, 1, 200) AS words, p.name AS person, t.reported_at AS reportedAt,
    EXISTS (SELECT 1 FROM closure c WHERE c.resource_id = r.id AND c.ends_at > ${now} AND c.starts_at <= ${now}
      AND c.lifted_at IS NULL) AS isClosed
    FROM resource r CROSS JOIN fault_report t ON t.resource_id = r.id AND t.state = 'open'
      JOIN person p ON p.id = t.person_id LEFT JOIN unit u ON u.id = t.unit_id
    WHERE r.facility_id IN (${managed}) ORDER BY t.usable, t.reported_at DESC LIMIT ${mostCounted + 1}`
}

/** The bookings of the rows, each once. */
export function needyBookingsOf(rows: readonly NeedRow[]): NeedyBooking[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return [...byId.values()].map(({ resourceId, resourceKind, resourceNames, firmNames, toReview, ...row }) => ({
    ...row,
    isToReview: toReview === 1,
    resource: { id: resourceId, kind: resourceKind, names: namesOf(resourceNames) },
    firm: namesOf(firmNames),
  }))
}

export function openFaultsOf(rows: readonly FaultRow[]): OpenFault[] {
  return rows.map(({ resourceId, resourceKind, resourceNames, usable, isClosed, ...row }) => ({
    ...row,
    resource: { id: resourceId, kind: resourceKind, names: namesOf(resourceNames) },
    usable: usable === 1,
    isClosed: isClosed === 1,
  }))
}
