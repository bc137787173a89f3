import { sql } from '../platform/db/sql.ts'
import type { Breach, Invariant } from './check.ts'

/** Whose row is whose, and what is remembered of every change. */
export const recordInvariants: readonly Invariant[] = [
  {
    name: 'I7',
    says: 'every reference points at a row that is there',
    query: (
      _at,
      limit,
    ) => sql<Breach>`SELECT "table" || ' ' || ifnull("rowid", '') AS entity, 'no such row in ' || "parent" AS found
      FROM pragma_foreign_key_check LIMIT ${limit}`,
  },
  {
    name: 'I7',
    says: 'a booking, its project and its charges belong to one firm',
    query: (_at, limit) => sql<Breach>`SELECT b.id AS entity, 'project ' || b.project_id || ' of another firm' AS found
        FROM booking b JOIN project p ON p.id = b.project_id WHERE p.firm_id <> b.firm_id
      UNION ALL SELECT c.id, 'entry ' || c.entry_id || ' of another firm or booking'
        FROM charge c JOIN journal_entry e ON e.id = c.entry_id WHERE e.firm_id <> c.firm_id
          OR e.booking_id IS NOT c.booking_id
      UNION ALL SELECT c.id, 'booking ' || c.booking_id || ' of another firm or resource'
        FROM charge c JOIN booking b ON b.id = c.booking_id WHERE b.firm_id <> c.firm_id
          OR b.resource_id <> c.resource_id
      UNION ALL SELECT e.id, 'account ' || a.id || ' of another firm' FROM journal_entry e JOIN transfer t
        ON t.entry_id = e.id
        JOIN account a ON a.id IN (t.debit_id, t.credit_id)
        WHERE a.kind IN ('receivable', 'prepaid') AND a.owner_id <> e.firm_id
      LIMIT ${limit}`,
  },
  {
    name: 'I8',
    says: 'a booking of this week was made by exactly one answer',
    query: (at, limit) => sql<Breach>`WITH made AS (
        SELECT CASE WHEN b.value IS NULL THEN i.body ->> '$.id' ELSE b.value ->> '$.id' END AS id
        FROM (SELECT CASE WHEN json_valid(body) THEN body ELSE '{}' END AS body FROM idempotency WHERE status = 201) i
        LEFT JOIN json_each(i.body, '$.bookings') b ON true)
      SELECT b.id AS entity, count(m.id) || ' answers made it' AS found FROM booking b LEFT JOIN made m ON m.id = b.id
      WHERE b.requested_at > ${at - keptSeconds} GROUP BY b.id HAVING count(m.id) <> 1 LIMIT ${limit}`,
  },
  {
    name: 'I8',
    says: 'an answer that made a booking has its booking',
    query: (
      _at,
      limit,
    ) => sql<Breach>`SELECT i.body ->> '$.id' AS entity, 'answered under ' || i.key || ', and is not there' AS found
      FROM idempotency i WHERE i.status = 201 AND json_valid(i.body) AND i.body ->> '$.id' GLOB 'bkg_*'
        AND NOT EXISTS (SELECT 1 FROM booking WHERE id = i.body ->> '$.id') LIMIT ${limit}`,
  },
  {
    name: 'I9',
    says: 'a booking has one audit row for each of its versions',
    query: (
      _at,
      limit,
    ) => sql<Breach>`SELECT b.id AS entity, 'version ' || b.version || ', ' || count(a.seq) || ' audit rows, '
        || ifnull(min(a.entity_version), 0) || '–' || ifnull(max(a.entity_version), 0) AS found
      FROM booking b LEFT JOIN audit a ON a.entity = b.id GROUP BY b.id
      HAVING count(a.seq) <> b.version OR min(a.entity_version) <> 1 OR max(a.entity_version) <> b.version
        LIMIT ${limit}`,
  },
  {
    name: 'I9',
    says: 'a wish has one audit row for each of its versions',
    query: (
      _at,
      limit,
    ) => sql<Breach>`SELECT w.id AS entity, 'version ' || w.version || ', ' || count(a.seq) || ' audit rows' AS found
      FROM wish w LEFT JOIN audit a ON a.entity = w.id GROUP BY w.id
      HAVING count(a.seq) <> w.version OR max(a.entity_version) <> w.version LIMIT ${limit}`,
  },
  {
    name: 'I9',
    says: 'an audit row of a booking is filed under its firm',
    query: (
      _at,
      limit,
    ) => sql<Breach>`SELECT a.entity AS entity, 'audit ' || a.seq || ' under ' || ifnull(a.firm_id, 'nobody') AS found
      FROM audit a JOIN booking b ON b.id = a.entity WHERE a.firm_id IS NOT b.firm_id LIMIT ${limit}`,
  },
]

// Answers are kept for seven days; what is swept in the last hour may be either.
const keptSeconds = 7 * 86_400 - 3_600
