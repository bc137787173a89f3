import { sql } from '../platform/db/sql.ts'
import type { Breach, Invariant } from './check.ts'

/** What programmes pay and providers earn, beside the ledger. */
export const subsidyInvariants: readonly Invariant[] = [
  {
    name: 'I3',
    says: 'what a programme owes is what it grants and has not paid',
    query: (
      _at,
      limit,
    ) => sql<Breach>`SELECT id AS entity, granted || ' granted and unpaid, ' || owed || ' owed' AS found
      FROM (SELECT p.id AS id, (SELECT ifnull(sum(c.amount_minor), 0) FROM subsidy_claim c
          LEFT JOIN subsidy_claim_list l ON l.id = c.list_id
          WHERE c.programme_id = p.id AND l.state IS NOT 'paid') AS granted,
        ${balance('subsidy-receivable', 1)} AS owed FROM subsidy_programme p) WHERE granted <> owed LIMIT ${limit}`,
  },
  {
    name: 'I3',
    says: 'a claim is what the lines of its entry say that the programme pays',
    query: (_at, limit) => sql<Breach>`SELECT entity, claimed || ' claimed, ' || lines || ' in lines' AS found
      FROM (SELECT entry_id AS entity, sum(claimed) AS claimed, sum(lines) AS lines FROM (
        SELECT entry_id, programme_id, amount_minor AS claimed, 0 AS lines FROM subsidy_claim
        UNION ALL SELECT entry_id, line ->> '$.programmeId', 0, -amount_minor FROM charge WHERE kind = 'subsidy')
      GROUP BY entry_id, programme_id) WHERE claimed <> lines LIMIT ${limit}`,
  },
  {
    name: 'I4',
    says: 'what is counted of a programme is what was claimed, and no more than its caps',
    query: (_at, limit) => sql<Breach>`SELECT programme_id || ' ' || counted_id AS entity,
        used || ' counted, ' || claimed || ' claimed' AS found
      FROM (SELECT u.programme_id AS programme_id, u.counted_id AS counted_id, u.used_minor AS used,
        iif(u.year = 0, p.budget_minor, p.year_cap_minor) AS cap,
        (SELECT ifnull(sum(c.amount_minor), 0) FROM subsidy_claim c WHERE c.programme_id = u.programme_id
          AND (u.year = 0 OR c.counted_id = u.counted_id AND c.year = u.year)) AS claimed
        FROM subsidy_use u JOIN subsidy_programme p ON p.id = u.programme_id)
      WHERE used <> claimed OR used > cap LIMIT ${limit}`,
  },
  {
    name: 'I3',
    says: 'what is owed to a provider is its shares that were not paid out',
    query: (
      _at,
      limit,
    ) => sql<Breach>`SELECT id AS entity, earned || ' earned and not paid out, ' || owed || ' owed' AS found
      FROM (SELECT p.id AS id, (SELECT sum(s.amount_minor) FROM provider_share s
          WHERE s.provider_id = p.id AND s.payout_id IS NULL) AS earned, ${balance('owner-payable', -1)} AS owed
        FROM firm p WHERE p.id IN (SELECT provider_id FROM provider_share))
      WHERE ifnull(earned, 0) <> owed LIMIT ${limit}`,
  },
]

/** What stands on an owner's account: of debits with 1, of credits with -1. */
function balance(kind: 'subsidy-receivable' | 'owner-payable', sign: 1 | -1) {
  return sql`(SELECT ifnull(sum(CASE WHEN t.debit_id = a.id THEN t.amount_minor ELSE -t.amount_minor END), 0) * ${sign}
    FROM account a JOIN transfer t ON a.id IN (t.debit_id, t.credit_id) WHERE a.kind = ${kind} AND a.owner_id = p.id)`
}
