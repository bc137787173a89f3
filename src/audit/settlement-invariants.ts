import { sql } from '../platform/db/sql.ts'
import type { Breach, Invariant } from './check.ts'

/** What is paid of statements, beside the ledger. */
export const settlementInvariants: readonly Invariant[] = [
  {
    name: 'I4',
    says: 'a statement counts what was paid, credited and disputed of it, and is settled when nothing is due',
    query: (_at, limit) => sql<Breach>`SELECT number AS entity, counted || ' counted, ' || found || ' found' AS found
      FROM (SELECT s.number AS number, s.paid_minor || '/' || s.set_off_minor || '/' || s.carried_minor || '/'
          || s.disputed_minor || '/' || s.state AS counted,
        (SELECT ifnull(sum(amount_minor), 0) FROM payment WHERE statement_id = s.id) || '/'
          || (SELECT ifnull(sum(set_off_minor), 0) FROM objection WHERE statement_id = s.id) || '/'
          || (SELECT ifnull(sum(o.set_off_minor), 0) FROM statement_entry e JOIN objection o
            ON o.entry_id = e.entry_id WHERE e.statement_id = s.id) || '/'
          || (SELECT ifnull(sum(max(0, ifnull(s.document ->> ('$.lines[' || (line_no - 1) || '].amountMinor'), 0))), 0)
            FROM objection WHERE statement_id = s.id AND state = 'open') || '/'
          || iif(s.total_minor + s.carried_minor - s.set_off_minor - s.paid_minor = 0, 'settled', 'issued') AS found
        FROM statement s) WHERE counted <> found LIMIT ${limit}`,
  },
  {
    name: 'I3',
    says: 'a payment moves in the ledger what it says',
    query: (_at, limit) => sql<Breach>`SELECT id AS entity, amount || ' paid, ' || moved || ' moved' AS found
      FROM (SELECT p.id AS id, p.amount_minor AS amount,
        (SELECT ifnull(sum(CASE WHEN c.kind IN ('receivable', 'prepaid') AND d.kind IN ('cash', 'prepaid', 'write-off')
          THEN t.amount_minor ELSE -t.amount_minor END), 0) FROM transfer t JOIN account d ON d.id = t.debit_id
          JOIN account c ON c.id = t.credit_id WHERE t.entry_id = p.entry_id) AS moved FROM payment p)
      WHERE amount <> moved LIMIT ${limit}`,
  },
  {
    name: 'I3',
    says: 'what a firm owes is what was stated and what waits to be, less what it paid',
    query: (_at, limit) => sql<Breach>`WITH ${held('receivable')} SELECT id AS entity,
        owed || ' owed, ' || (billed - paid) || ' left' AS found
      FROM (SELECT f.id AS id, ifnull(h.amount, 0) AS owed,
        (SELECT ifnull(sum(total_minor), 0) FROM statement WHERE firm_id = f.id)
          + (SELECT ifnull(sum(c.amount_minor), 0) FROM unstated_entry u JOIN charge c ON c.entry_id = u.entry_id
            WHERE u.firm_id = f.id) AS billed,
        (SELECT ifnull(sum(paid_minor), 0) FROM statement WHERE firm_id = f.id)
          + (SELECT ifnull(sum(amount_minor), 0) FROM payment WHERE firm_id = f.id AND way = 'opening') AS paid
        FROM firm f LEFT JOIN held h ON h.id = f.id) WHERE owed <> billed - paid LIMIT ${limit}`,
  },
  {
    name: 'I3',
    says: 'a balance paid ahead is what the ledger says',
    query: (_at, limit) => sql<Breach>`WITH ${held('prepaid')} SELECT id AS entity,
        kept || ' kept, ' || -owed || ' in the ledger' AS found
      FROM (SELECT f.id AS id, ifnull(h.amount, 0) AS owed,
        (SELECT ifnull(sum(amount_minor), 0) FROM prepaid_balance WHERE firm_id = f.id) AS kept
        FROM firm f LEFT JOIN held h ON h.id = f.id) WHERE kept <> -owed LIMIT ${limit}`,
  },
]

/** What stands on the accounts of one kind, by owner, in one walk through the transfers. */
function held(kind: 'receivable' | 'prepaid') {
  return sql`held AS (SELECT a.owner_id AS id, sum(m.amount) AS amount
    FROM (SELECT debit_id AS account, amount_minor AS amount FROM transfer
      UNION ALL SELECT credit_id, -amount_minor FROM transfer) m JOIN account a ON a.id = m.account
    WHERE a.kind = ${kind} GROUP BY a.owner_id)`
}
