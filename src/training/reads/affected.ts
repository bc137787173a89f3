import type { Names } from '../../deps.ts'
import type { BookingId, PersonId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'

/** A booking ahead that would lie outside its person's training. */
export interface AffectedBooking extends Interval {
  readonly id: BookingId
  readonly personId: PersonId
  readonly person: string
  readonly number: string
  readonly resource: Names
}

export interface AffectedRow extends Interval, Names {
  id: BookingId
  personId: PersonId
  person: string
  number: string
}

/** So many are told one by one; a change that hits more is made in parts. */
export const mostAffected = 200

const columns = sql`b.id AS id, b.person_id AS personId, p.name AS person, b.number AS number,
  b.starts_at AS startsAt, b.ends_at AS endsAt, r.name_hans AS hans, r.name_hant AS hant, r.name_en AS en`
const ahead = sql`b.state IN ('offered', 'pending', 'confirmed')`
// A booking that has begun lasts no longer than this.
const backSeconds = 35 * 86_400

/** A person's bookings ahead that need the training and end after it would. */
export function affectedOfPerson(personId: PersonId, kindId: string, at: Instant, until: Instant): Query<AffectedRow> {
  return sql<AffectedRow>`SELECT ${columns} FROM booking b JOIN resource r ON r.id = b.resource_id
    AND r.qualification_id = ${kindId} JOIN person p ON p.id = b.person_id
    WHERE b.person_id = ${personId} AND b.starts_at > ${at - backSeconds} AND b.ends_at > ${at}
      AND b.ends_at > ${until} AND ${ahead} ORDER BY b.starts_at LIMIT ${mostAffected + 1}`
}

/**
 * Bookings ahead that another rule of disuse would leave outside: they end after `then` and not after `now`, which are
 * selects of a person's end of the kind.
 */
export function affectedOfKind(kindId: string, at: Instant, holders: Query): Query<AffectedRow> {
  return sql<AffectedRow>`SELECT ${columns} FROM resource r
    CROSS JOIN booking b INDEXED BY booking_resource ON b.resource_id = r.id AND b.starts_at > ${at - backSeconds}
    JOIN person p ON p.id = b.person_id
    JOIN (${holders}) h ON h.personId = b.person_id AND b.ends_at > h.after AND b.ends_at <= h.before
    WHERE r.qualification_id = ${kindId} AND b.ends_at > ${at} AND ${ahead}
    ORDER BY b.starts_at, b.id LIMIT ${mostAffected + 1}`
}

export function affectedOf(rows: readonly AffectedRow[]): AffectedBooking[] {
  return rows.map(({ hans, hant, en, ...rest }) => ({ ...rest, resource: { hans, hant, en } }))
}
