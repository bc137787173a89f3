import { json, sql, type Query } from '../../platform/db/sql.ts'
import type { Payable } from '../payable.ts'
import type { ProjectShare } from '../split.ts'

type PayableRow = Omit<Payable, 'shares'> & { readonly shares: string }

/** The statements of these numbers, with what is due for each project of each. */
export function payablesQuery(numbers: readonly string[]): Query<PayableRow> {
  return sql<PayableRow>`SELECT s.id AS id, s.number AS number, s.firm_id AS firmId, s.currency AS currency,
    s.version AS version, s.total_minor AS totalMinor, s.paid_minor AS paidMinor, s.set_off_minor AS setOffMinor,
    s.carried_minor AS carriedMinor, s.disputed_minor AS disputedMinor, s.settled_at AS settledAt,
    (SELECT json_group_array(json_object('projectId', id, 'amountMinor', amount)) FROM
      (SELECT d.id AS id, sum(d.amount) AS amount FROM (${dueOfProjects}) d GROUP BY d.id ORDER BY d.id)) AS shares
    FROM json_each(${json(numbers)}) n JOIN statement s ON s.number = n.value LIMIT 5000`
}

// Billed, less what credits took off here, and what they did already elsewhere, less what was paid.
const dueOfProjects = sql`
  SELECT c.project_id AS id, c.amount_minor AS amount FROM statement_entry e JOIN charge c ON c.entry_id = e.entry_id
    WHERE e.statement_id = s.id
  UNION ALL SELECT c.project_id, -o.set_off_minor FROM objection o
    JOIN charge c ON c.entry_id = o.entry_id AND c.seq = 1 WHERE o.statement_id = s.id AND o.set_off_minor > 0
  UNION ALL SELECT c.project_id, o.set_off_minor FROM statement_entry e JOIN objection o ON o.entry_id = e.entry_id
    JOIN charge c ON c.entry_id = e.entry_id AND c.seq = 1 WHERE e.statement_id = s.id AND o.set_off_minor > 0
  UNION ALL SELECT a.project_id, iif(t.debit_id = a.id, t.amount_minor, -t.amount_minor) FROM payment p
    JOIN transfer t ON t.entry_id = p.entry_id
    JOIN account a ON a.id IN (t.debit_id, t.credit_id) AND a.kind = 'receivable' WHERE p.statement_id = s.id`

export function payableOfRow({ shares, ...row }: PayableRow): Payable {
  return { ...row, shares: JSON.parse(shares) as ProjectShare[] }
}
