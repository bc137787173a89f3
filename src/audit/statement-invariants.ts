import { sql } from '../platform/db/sql.ts'
import type { Breach, Invariant } from './check.ts'

/** Statements, and the ledger that they state. */
export const statementInvariants: readonly Invariant[] = [
  {
    name: 'I4',
    says: 'the total of a statement is the sum of its lines and of its entries',
    query: (_at, limit) => sql<Breach>`SELECT number AS entity, total || ' total, ' || inLines || ' in lines, '
        || inEntries || ' in entries' AS found
      FROM (SELECT s.number AS number, s.total_minor AS total,
        (SELECT ifnull(sum(value ->> '$.amountMinor'), 0) FROM json_each(s.document, '$.lines')) AS inLines,
        (SELECT ifnull(sum(c.amount_minor), 0) FROM statement_entry e JOIN charge c ON c.entry_id = e.entry_id
          WHERE e.statement_id = s.id) AS inEntries
        FROM statement s) WHERE total <> inLines OR total <> inEntries LIMIT ${limit}`,
  },
  {
    name: 'I4',
    says: 'an entry stands on one statement or waits for its first',
    query: (_at, limit) => sql<Breach>`SELECT j.id AS entity,
        iif(e.entry_id IS NULL, 'neither stated nor waiting', 'stated and waiting') AS found
      FROM journal_entry j LEFT JOIN statement_entry e ON e.entry_id = j.id
      LEFT JOIN unstated_entry u ON u.firm_id = j.firm_id AND u.period = j.period AND u.entry_id = j.id
      WHERE j.kind <> 'payment' AND (e.entry_id IS NULL) = (u.entry_id IS NULL) LIMIT ${limit}`,
  },
  {
    name: 'I4',
    says: 'statements of a year are numbered without gaps',
    query: (_at, limit) => sql<Breach>`SELECT year AS entity, count(*) || ' up to ' || max(seq) AS found
      FROM statement GROUP BY year HAVING count(*) <> max(seq) OR min(seq) <> 1 LIMIT ${limit}`,
  },
]
