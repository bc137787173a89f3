import { sql } from '../platform/db/sql.ts'
import type { Breach, Invariant } from './check.ts'

/** The ledger, and what bookings owe to it. */
export const moneyInvariants: readonly Invariant[] = [
  {
    name: 'I3',
    says: 'every transfer moves one currency between two accounts',
    query: (
      _at,
      limit,
    ) => sql<Breach>`SELECT t.entry_id AS entity, 'transfer ' || t.seq || ' of ' || t.currency AS found
      FROM transfer t LEFT JOIN account d ON d.id = t.debit_id LEFT JOIN account c ON c.id = t.credit_id
      WHERE d.currency IS NOT t.currency OR c.currency IS NOT t.currency OR t.debit_id = t.credit_id
        OR t.amount_minor <= 0 LIMIT ${limit}`,
  },
  {
    name: 'I3',
    says: 'an entry moves to the receivable what its charges say',
    query: (_at, limit) => sql<Breach>`WITH moved AS (SELECT t.entry_id,
          sum(CASE WHEN d.kind IN ${payer} THEN t.amount_minor ELSE 0 END)
            - sum(CASE WHEN c.kind IN ${payer} THEN t.amount_minor ELSE 0 END) AS amount
        FROM transfer t JOIN account d ON d.id = t.debit_id JOIN account c ON c.id = t.credit_id GROUP BY t.entry_id),
      charged AS (SELECT entry_id, sum(amount_minor) AS amount FROM charge GROUP BY entry_id)
      SELECT e.id AS entity, ifnull(m.amount, 0) || ' moved, ' || ifnull(c.amount, 0) || ' charged' AS found
      FROM journal_entry e LEFT JOIN moved m ON m.entry_id = e.id LEFT JOIN charged c ON c.entry_id = e.id
      WHERE e.kind <> 'payment' AND ifnull(m.amount, 0) <> ifnull(c.amount, 0) LIMIT ${limit}`,
  },
  {
    name: 'I3',
    says: 'a reversal takes back exactly what it names',
    query: (_at, limit) => sql<Breach>`SELECT r.id AS entity, 'reverses ' || r.reverses_id AS found FROM journal_entry r
      JOIN journal_entry o ON o.id = r.reverses_id
      WHERE r.firm_id <> o.firm_id OR r.booking_id IS NOT o.booking_id
        OR (SELECT ifnull(sum(amount_minor), 0) FROM charge WHERE entry_id = r.id)
          + (SELECT ifnull(sum(amount_minor), 0) FROM charge WHERE entry_id = o.id) <> 0 LIMIT ${limit}`,
  },
  {
    name: 'I3',
    says: 'a booking is billed once, and then it is settled',
    query: (
      _at,
      limit,
    ) => sql<Breach>`SELECT b.id AS entity, b.state || ', ' || b.settlement || ', ' || count(*) || ' billed' AS found
      FROM journal_entry e JOIN booking b ON b.id = e.booking_id
      WHERE e.kind IN ${billing} GROUP BY b.id HAVING count(*) > 1 OR b.settlement <> 'settled' LIMIT ${limit}`,
  },
  {
    name: 'I3',
    says: 'a settled booking was billed, unless it owed nothing',
    query: (
      _at,
      limit,
    ) => sql<Breach>`SELECT b.id AS entity, b.state || ' at ' || b.price_minor || ', settled and not billed' AS found
      FROM booking b WHERE b.settlement = 'settled' AND b.state = 'completed' AND b.price_minor > 0
        AND b.tariff ->> '$.chargeBasis' = 'booked' AND b.outcome IS NOT 'interrupted'
        AND NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.booking_id = b.id AND e.kind IN ${billing})
          LIMIT ${limit}`,
  },
  {
    name: 'I3',
    says: 'a booking owes nothing while it lives and is settled or void when nothing more can happen to it',
    query: (_at, limit) => sql<Breach>`SELECT id AS entity, state || ', ' || settlement AS found FROM booking
      WHERE (state IN ('offered', 'pending', 'confirmed', 'in-use') AND settlement NOT IN ('held', 'due'))
        OR (state IN ('expired', 'rejected') AND settlement <> 'void') OR (wake_at IS NULL AND settlement = 'due')
      LIMIT ${limit}`,
  },
  {
    name: 'I3',
    says: 'the lines of a frozen price are its price',
    query: (_at, limit) => sql<Breach>`SELECT id AS entity, price_minor || ' shown, ' || lines || ' in lines' AS found
      FROM (SELECT id, price_minor, (SELECT ifnull(sum(value ->> 'amountMinor'), 0)
        FROM json_each(price_lines)) AS lines
        FROM booking) WHERE lines <> price_minor LIMIT ${limit}`,
  },
]

const payer = sql`('receivable', 'prepaid')`
const billing = sql`('usage', 'late-cancellation', 'no-show')`
