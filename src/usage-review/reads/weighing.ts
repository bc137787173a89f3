import { currentPark } from '../../bookings/reads/booking-facts.ts'
import { namedBookingOf, namedBookingsQuery } from '../../bookings/reads/booking-with-names.ts'
import { surroundingsOf, surroundingsQueries, type Standing } from '../../bookings/reads/surroundings.ts'
import type { Deps, Park } from '../../deps.ts'
import type { BookingId, FacilityId, PersonId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { invariant } from '../../kernel/invariant.ts'
import { sql } from '../../platform/db/sql.ts'
import type { ConductRule } from '../conduct.ts'

export interface UnweighedNoShow {
  readonly id: BookingId
  readonly facilityId: FacilityId
  readonly personId: PersonId
  readonly startsAt: Instant
}

/** No-shows whose consequences nobody has reckoned yet, oldest first. */
export async function readUnweighed(deps: Deps, most: number): Promise<UnweighedNoShow[]> {
  const { due } = await deps.db.read({
    due: sql<UnweighedNoShow>`SELECT v.booking_id AS id, v.facility_id AS facilityId, v.person_id AS personId,
      v.starts_at AS startsAt FROM usage_review v JOIN booking b ON b.id = v.booking_id
      WHERE v.missed = 1 AND v.weighed_at IS NULL AND v.ends_at <= ${deps.now()}
        AND (v.kind <> 'check-in-late' OR v.decided_at IS NOT NULL)
        AND b.settlement IN ('settled', 'void') ORDER BY v.ends_at, v.booking_id LIMIT ${most}`,
  })
  return due
}

/** What a no-show is weighed by. */
export interface Weighing {
  readonly now: Instant
  readonly park: Park
  readonly standing: Standing
  readonly rules: readonly (ConductRule & { readonly createdAt: Instant; readonly countedTo: Instant | null })[]
  /** When the person's no-shows at the facility began, this one among them. */
  readonly missedAt: readonly Instant[]
}

const longestSeconds = 366 * 86_400

export async function readWeighing(deps: Deps, noShow: UnweighedNoShow): Promise<Weighing> {
  const now = deps.now()
  const { id, facilityId, personId, startsAt } = noShow
  const ids = sql`SELECT ${id} AS id`
  const rows = await deps.db.read({
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    rules: sql<Weighing['rules'][number]>`SELECT u.id AS id, u.facility_id AS facilityId, u.after_count AS afterCount,
      u.within_days AS withinDays, u.consequence AS consequence, u.fee_minor AS feeMinor,
      u.suspension_days AS suspensionDays, u.created_at AS createdAt,
      (SELECT max(c.counted_to) FROM consequence c WHERE c.person_id = ${personId} AND c.rule_id = u.id) AS countedTo
      FROM conduct_rule u WHERE u.facility_id = ${facilityId} AND u.ended_at IS NULL ORDER BY u.id LIMIT 20`,
    missed: sql<{ at: Instant }>`SELECT starts_at AS at FROM usage_review WHERE person_id = ${personId}
      AND facility_id = ${facilityId} AND missed = 1 AND starts_at > ${startsAt - longestSeconds}
      AND starts_at <= ${startsAt} LIMIT 500`,
    booking: namedBookingsQuery(ids),
    ...surroundingsQueries(ids),
  })
  const [booking] = rows.booking
  invariant(booking, 'a no-show is a booking')
  const standing = { ...namedBookingOf(booking), around: surroundingsOf(rows, id) }
  const missedAt = rows.missed.map(({ at }) => at)
  return { now, park: await currentPark(deps, rows), standing, rules: rows.rules, missedAt }
}
