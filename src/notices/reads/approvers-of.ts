import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { BookingId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { ReaderRow } from './addressed.ts'
import { wants } from '../wants.sql.ts'

export interface ApproverRow extends ReaderRow {
  readonly side: 'lab' | 'firm'
  readonly wanted: number
}

/** Whose consent a request waits for, and who decides in their place now; never whoever asked. */
export function approversOf(id: BookingId, now: Instant): Query<ApproverRow> {
  return sql<ApproverRow>`WITH named (person_id, step, firm_id) AS (${namedFor(id)})
    SELECT p.id AS personId, p.email AS address, p.locale AS locale, min(n.side) AS side,
      ${wants('booking.pending')} AS wanted
    FROM (SELECT person_id, ${side} AS side FROM named UNION SELECT d.delegate_id, ${side} AS side FROM named
        JOIN approval_delegation d ON d.approver_id = named.person_id AND d.ended_at IS NULL
          AND d.starts_at <= ${now} AND d.ends_at > ${now}
        WHERE EXISTS (SELECT 1 FROM role o WHERE o.person_id = d.delegate_id AND CASE named.step
            WHEN 'firm-admin' THEN o.firm_id = named.firm_id ELSE o.role IN (${rolesThatMay('manage-resources')}) END)
          OR named.step <> 'firm-admin' AND EXISTS (SELECT 1 FROM safety_officer WHERE person_id = d.delegate_id)) n
      JOIN person p ON p.id = n.person_id AND p.state = 'active'
      JOIN booking b ON b.id = ${id} AND p.id NOT IN (b.person_id, b.booked_by)
    GROUP BY p.id ORDER BY p.id LIMIT 50`
}

const side = sql`CASE named.step WHEN 'firm-admin' THEN 'firm' ELSE 'lab' END`

function namedFor(id: BookingId): Query {
  const asked = sql`FROM approval a JOIN`
  const awaited = sql`WHERE a.booking_id = ${id} AND a.decision IS NULL AND a.step =`
  return sql`SELECT o.person_id, a.step, a.firm_id ${asked} role o ON o.facility_id = a.facility_id
      AND o.role IN (${rolesThatMay('manage-resources')}) ${awaited} 'lab-manager'
    UNION SELECT s.person_id, a.step, a.firm_id ${asked} safety_officer s ON s.facility_id = a.facility_id
      ${awaited} 'safety'
    UNION SELECT o.person_id, a.step, a.firm_id ${asked} role o ON o.firm_id = a.firm_id
      AND o.role IN (${rolesThatMay('manage-projects')}) ${awaited} 'firm-admin'`
}

/** The park's admins, who stand in where nobody else could be asked. */
export function standInsOf(id: BookingId): Query<ApproverRow> {
  return sql<ApproverRow>`SELECT p.id AS personId, p.email AS address, p.locale AS locale, 'lab' AS side, 1 AS wanted
    FROM role o JOIN person p ON p.id = o.person_id AND p.state = 'active'
      JOIN booking b ON b.id = ${id} AND p.id NOT IN (b.person_id, b.booked_by)
    WHERE o.role IN (${rolesThatMay('manage-firms')}) ORDER BY p.id LIMIT 20`
}
