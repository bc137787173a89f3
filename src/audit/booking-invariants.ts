import { sql } from '../platform/db/sql.ts'
import type { Breach, Invariant } from './check.ts'

/** Units, bookings and counters. */
export const bookingInvariants: readonly Invariant[] = [
  {
    name: 'I1',
    says: 'no two allocations of a unit overlap',
    query: (_at, limit) => sql<Breach>`SELECT 'unt_' || unit_id AS entity,
        'held ' || starts_at || '–' || ends_at || ', and again from ' || next_starts_at AS found
      FROM (SELECT unit_id, starts_at, ends_at,
          lead(starts_at) OVER (PARTITION BY unit_id ORDER BY starts_at) AS next_starts_at FROM allocation)
      WHERE next_starts_at < ends_at LIMIT ${limit}`,
  },
  {
    name: 'I2',
    says: 'a live booking holds its unit',
    query: (
      _at,
      limit,
    ) => sql<Breach>`SELECT b.id AS entity, b.state || ' without an allocation' AS found FROM booking b
      WHERE b.state IN ${live} AND NOT EXISTS (SELECT 1 FROM allocation a
        WHERE a.unit_id = b.unit_id AND a.starts_at = b.held_from AND a.ends_at = b.held_until AND a.booking_id = b.id)
      LIMIT ${limit}`,
  },
  {
    name: 'I2',
    says: 'a booking of a whole resource holds all its units',
    query: (at, limit) => sql<Breach>`SELECT b.id AS entity, b.state || ' without unt_' || u.id AS found
      FROM booking b JOIN unit u ON u.resource_id = b.resource_id AND u.state = 'active'
      WHERE b.whole = 1 AND b.state IN ${live} AND b.held_until > ${at} AND NOT EXISTS (SELECT 1 FROM allocation a
        WHERE a.unit_id = u.id AND a.starts_at = b.held_from AND a.booking_id = b.id) LIMIT ${limit}`,
  },
  {
    name: 'I2',
    says: 'a dead booking holds nothing, a live one nothing else',
    query: (_at, limit) => sql<Breach>`SELECT a.booking_id AS entity,
        b.state || ' holds unt_' || a.unit_id || ' ' || a.starts_at || '–' || a.ends_at AS found
      FROM allocation a JOIN booking b ON b.id = a.booking_id JOIN unit u ON u.id = a.unit_id
      WHERE b.state NOT IN ${live} OR u.resource_id <> b.resource_id OR a.starts_at <> b.held_from
        OR a.ends_at <> b.held_until OR (b.whole = 0 AND a.unit_id <> b.unit_id) LIMIT ${limit}`,
  },
  {
    name: 'I2',
    says: 'a closure in force holds its units',
    query: (
      _at,
      limit,
    ) => sql<Breach>`SELECT c.id AS entity, 'unt_' || cu.unit_id || ' is free from ' || c.starts_at AS found
      FROM closure c JOIN closure_unit cu ON cu.closure_id = c.id
      WHERE c.lifted_at IS NULL AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.unit_id = cu.unit_id
        AND a.closure_id IS NOT NULL AND a.starts_at <= c.starts_at AND a.ends_at >= c.ends_at) LIMIT ${limit}`,
  },
  {
    name: 'I2',
    says: 'who is busy is on a live booking of their own',
    query: (
      _at,
      limit,
    ) => sql<Breach>`SELECT p.booking_id AS entity, 'busy ' || p.starts_at || '–' || p.ends_at AS found
      FROM person_busy p JOIN booking b ON b.id = p.booking_id
      WHERE b.state NOT IN ${live} OR b.person_id <> p.person_id LIMIT ${limit}`,
  },
  {
    name: 'I2',
    says: 'a wish that was offered something has a live offer, and every offer a wish',
    query: (_at, limit) => sql<Breach>`SELECT w.id AS entity, 'offered ' || b.id || ', which is ' || b.state AS found
        FROM wish w JOIN booking b ON b.id = w.booking_id
        WHERE (w.state = 'offered') <> (b.state = 'offered') OR w.person_id <> b.person_id
          OR w.resource_id <> b.resource_id
      UNION ALL SELECT b.id, 'offered to no wish' FROM booking b WHERE b.state = 'offered'
        AND NOT EXISTS (SELECT 1 FROM wish w WHERE w.booking_id = b.id AND w.state = 'offered')
      LIMIT ${limit}`,
  },
  {
    name: 'I2',
    says: 'where somebody waits, the clock looks',
    query: (_at, limit) => sql<Breach>`SELECT w.id AS entity, 'waits where nobody looks' AS found FROM wish w
      WHERE w.state = 'waiting' AND NOT EXISTS (SELECT 1 FROM wish_queue q WHERE q.resource_id = w.resource_id
        AND q.look_at IS NOT NULL) LIMIT ${limit}`,
  },
  {
    name: 'I2',
    says: 'what waits for a consent is a request, and a request waits for one',
    query: (_at, limit) => sql<Breach>`SELECT a.booking_id AS entity, a.step || ' is awaited, though it is ' || b.state
          AS found
        FROM approval a JOIN booking b ON b.id = a.booking_id WHERE a.decision IS NULL AND b.state <> 'pending'
      UNION ALL SELECT b.id, 'waits for nobody' FROM booking b WHERE b.state = 'pending'
        AND NOT EXISTS (SELECT 1 FROM approval a WHERE a.booking_id = b.id AND a.decision IS NULL)
      LIMIT ${limit}`,
  },
  {
    name: 'I6',
    says: 'every counter is the sum of what bookings took',
    query: (_at, limit) => sql<Breach>`WITH taken AS (SELECT quota_id, counted_id, bucket, sum(amount) AS used,
          sum(waived) AS waived FROM booking_quota_use GROUP BY quota_id, counted_id, bucket)
      SELECT 'quo_' || quota_id AS entity, 'window ' || bucket || ' of ' || counted_id || ': ' || counted ||
        ' counted, '
        || summed || ' taken' AS found
      FROM (SELECT u.quota_id, u.counted_id, u.bucket, u.used || '/' || u.waived AS counted,
          ifnull(t.used, 0) || '/' || ifnull(t.waived, 0) AS summed FROM quota_use u
        LEFT JOIN taken t ON t.quota_id = u.quota_id AND t.counted_id = u.counted_id AND t.bucket = u.bucket
        UNION ALL SELECT t.quota_id, t.counted_id, t.bucket, 'nothing', t.used || '/' || t.waived FROM taken t
        WHERE NOT EXISTS (SELECT 1 FROM quota_use u
          WHERE u.quota_id = t.quota_id AND u.counted_id = t.counted_id AND u.bucket = t.bucket))
      WHERE counted <> summed LIMIT ${limit}`,
  },
  {
    name: 'I6',
    says: 'a booking that was given up for free takes of no quota',
    query: (
      _at,
      limit,
    ) => sql<Breach>`SELECT q.booking_id AS entity, b.state || ' still takes of quo_' || q.quota_id AS found
      FROM booking_quota_use q JOIN booking b ON b.id = q.booking_id
      WHERE b.state IN ('expired', 'rejected') LIMIT ${limit}`,
  },
]

const live = sql`('offered', 'pending', 'confirmed', 'in-use', 'completed', 'no-show')`
