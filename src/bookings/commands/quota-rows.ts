import type { BookingId } from '../../kernel/id.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { limitNow } from '../../quotas/limit-now.sql.ts'
import { isSameCounter, type QuotaClaim } from '../../quotas/quota.ts'
import type { QuotaShare } from '../quota-return.ts'
import { claimRows } from './booking-rows.ts'

/**
 * Gives back parts of what a booking took. What passed a limit goes back first, so that a counter never rises by
 * giving.
 */
export function giveBackRows(bookingId: BookingId, shares: readonly QuotaShare[]): Query[] {
  if (shares.length === 0) return []
  const parts = sharesOf(shares)
  return [
    sql`UPDATE quota_use SET used = used - g.amount, waived = quota_use.waived - g.waived
      FROM (SELECT t.quota_id AS quota, t.counted_id AS counted, t.bucket AS bucket, min(s.amount, t.amount) AS amount,
          min(s.amount, t.waived) AS waived
        FROM (${parts}) s JOIN booking_quota_use t
          ON t.booking_id = ${bookingId} AND t.quota_id = s.quota AND t.counted_id = s.counted
            AND t.bucket = s.bucket) g
      WHERE quota_use.quota_id = g.quota AND quota_use.counted_id = g.counted AND quota_use.bucket = g.bucket`,
    sql`DELETE FROM booking_quota_use WHERE booking_id = ${bookingId} AND amount <= (SELECT s.amount FROM (${parts}) s
      WHERE s.quota = quota_id AND s.counted = counted_id AND s.bucket = booking_quota_use.bucket)`,
    sql`UPDATE booking_quota_use SET amount = booking_quota_use.amount - s.amount,
        waived = max(0, booking_quota_use.waived - s.amount) FROM (${parts}) s
      WHERE booking_id = ${bookingId} AND quota_id = s.quota AND counted_id = s.counted
        AND booking_quota_use.bucket = s.bucket`,
  ]
}

/** Gives back what a booking no longer needs of what it took; where it needs more of a quota, that is claimed anew. */
export function lessenedClaimRows(
  bookingId: BookingId,
  taken: readonly QuotaClaim[],
  needed: readonly QuotaClaim[],
): Query[] {
  const staying = needed.filter((one) => taken.some((old) => isSameCounter(one, old) && one.amount <= old.amount))
  const spare = taken
    .map((old) => ({ ...old, amount: old.amount - (staying.find((one) => isSameCounter(one, old))?.amount ?? 0) }))
    .filter(({ amount }) => amount > 0)
  const anew = needed.filter((one) => !staying.includes(one))
  return [...giveBackRows(bookingId, spare), ...claimRows(bookingId, anew)]
}

/**
 * Takes more for a booking, whatever the limit: what passes it is waived, so that the database lets it through and it
 * shows.
 */
export function postShareRows(bookingId: BookingId, shares: readonly QuotaShare[]): Query[] {
  if (shares.length === 0) return []
  // Both statements see the counter as it was: the booking's own row is written first.
  const parts = sql`SELECT q.id AS quota, s.counted AS counted, s.bucket AS bucket, s.amount AS amount,
      CASE WHEN q.window = 'rolling' THEN s.amount
        ELSE max(0, min(s.amount, ifnull(u.used - u.waived, 0) + s.amount - ${limitNow})) END AS waived
    FROM (${sharesOf(shares)}) s JOIN quota q ON q.id = s.quota
    LEFT JOIN quota_use u ON u.quota_id = q.id AND u.counted_id = s.counted AND u.bucket = s.bucket`
  return [
    sql`INSERT INTO booking_quota_use (booking_id, quota_id, counted_id, bucket, amount, waived)
      SELECT ${bookingId}, quota, counted, bucket, amount, waived FROM (${parts}) WHERE true
      ON CONFLICT (booking_id, quota_id, counted_id, bucket)
      DO UPDATE SET amount = amount + excluded.amount, waived = waived + excluded.waived`,
    sql`INSERT INTO quota_use (quota_id, counted_id, bucket, used, waived)
      SELECT quota, counted, bucket, amount, waived FROM (${parts}) WHERE true
      ON CONFLICT (quota_id, counted_id, bucket)
      DO UPDATE SET used = used + excluded.used, waived = waived + excluded.waived`,
  ]
}

function sharesOf(shares: readonly QuotaShare[]): Query {
  const tuples = shares.map(({ quotaId, countedId, bucket, amount }) => [quotaId, countedId, bucket, amount])
  return sql`SELECT value ->> 0 AS quota, value ->> 1 AS counted, value ->> 2 AS bucket, value ->> 3 AS amount
    FROM json_each(${json(tuples)})`
}
