import type { Actor } from '../../deps.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { LedgerWish } from '../ledger-wish.ts'

const order = sql`ORDER BY e.occurred_at DESC, e.id DESC`

/**
 * Ids of a page. Of the park's people without a firm in mind it walks the ledger backwards by its time; of anybody
 * else, and for one firm, each firm backwards by its time. Unless a filter lets few pass, a page visits about a page's
 * worth of rows, however long the history.
 */
export function visibleIds(actor: Actor, wish: LedgerWish, rows: number): Query {
  const ofFirm = sql`SELECT e.id FROM journal_entry e INDEXED BY ${firmIndex(wish)} WHERE e.firm_id = s.id AND
    ${fitting(wish)}`
  return sql`SELECT id FROM (
    WITH ${scope(actor, wish)},
      whole AS (SELECT e.id FROM journal_entry e INDEXED BY ${parkIndex(wish)} WHERE ${fitting(wish)} ${order}
        LIMIT CASE WHEN EXISTS (SELECT 1 FROM every) THEN ${rows} ELSE 0 END),
      stream AS (SELECT id FROM whole UNION SELECT e.id FROM firms s CROSS JOIN journal_entry e ON e.id IN (${ofFirm}
      ${order} LIMIT ${rows}))
    SELECT e.id AS id FROM stream CROSS JOIN journal_entry e ON e.id = stream.id ${order} LIMIT ${rows})`
}

export interface KindTotal {
  readonly kind: string
  readonly entries: number
  readonly lines: number
  readonly amountMinor: number
  readonly taxMinor: number
}

/** What all the entries come to that the wish names, by kind: as many rows are visited as its time holds. */
export function totalsQuery(actor: Actor, wish: LedgerWish): Query<KindTotal> {
  const whole = { ...wish, after: null }
  return sql<KindTotal>`WITH ${scope(actor, wish)},
    found AS (
      SELECT e.id, e.kind FROM every CROSS JOIN journal_entry e INDEXED BY ${parkIndex(wish)} WHERE ${fitting(whole)}
      UNION ALL SELECT e.id, e.kind FROM firms s CROSS JOIN journal_entry e INDEXED BY ${firmIndex(wish)}
        ON e.firm_id = s.id WHERE ${fitting(whole)})
    SELECT f.kind AS kind, sum(c.seq = 1) AS entries, count(*) AS lines, sum(c.amount_minor) AS amountMinor,
      sum(c.tax_minor) AS taxMinor
    FROM found f CROSS JOIN charge c ON c.entry_id = f.id GROUP BY f.kind ORDER BY f.kind LIMIT 20`
}

/** `firms`: whose money the viewer sees, one by one; `every`: a row where it is everybody's, and no firm is named. */
function scope(actor: Actor, { firmId }: LedgerWish): Query {
  const anyFirm = firmId === null
  return sql`me AS MATERIALIZED (SELECT person_id AS id FROM session WHERE token_hash = ${actor.tokenHash}),
      mine AS MATERIALIZED (SELECT role, firm_id FROM role WHERE person_id = (SELECT id FROM me)),
      park AS MATERIALIZED (SELECT 1 AS yes FROM mine WHERE role IN (${rolesThatMay('see-park-money')}) LIMIT 1),
      every AS MATERIALIZED (SELECT yes FROM park WHERE ${anyFirm}),
      firms AS MATERIALIZED (SELECT firm_id AS id FROM mine WHERE role IN (${rolesThatMay('see-firm-money')})
        AND firm_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM every) AND (${anyFirm} OR firm_id = ${firmId})
        UNION SELECT f.id FROM park CROSS JOIN firm f WHERE f.id = ${firmId})`
}

function parkIndex({ period }: LedgerWish): Query {
  return period === null ? sql`journal_entry_when` : sql`journal_entry_month`
}

function firmIndex({ period }: LedgerWish): Query {
  return period === null ? sql`journal_entry_firm` : sql`journal_entry_firm_month`
}

/** True of the entries `e` that the wish names. */
function fitting(wish: LedgerWish): Query {
  const { period, from, to, kind, isLate, isStated, after } = wish
  const far = Number.MAX_SAFE_INTEGER
  const past = after ? sql`(e.occurred_at, e.id) < (${after.occurredAt}, ${after.id})` : sql`1`
  const stated = isStated === null ? sql`1` : isStated ? isOnStatement : isOnNone
  return sql`${period === null ? sql`1` : sql`e.period = ${period}`}
    AND e.occurred_at >= ${from ?? -far} AND e.occurred_at < ${to ?? far} AND ${past}
    AND ${kind === null ? sql`1` : sql`e.kind = ${kind}`}
    AND ${isLate === null ? sql`1` : sql`e.late = ${isLate}`} AND ${stated} AND ${chargedFor(wish)}
    AND ${personFits(wish)}`
}

const isOnStatement = sql`EXISTS (SELECT 1 FROM statement_entry t WHERE t.entry_id = e.id)`
const isOnNone = sql`EXISTS (SELECT 1 FROM unstated_entry t WHERE t.firm_id = e.firm_id AND t.period = e.period
  AND t.entry_id = e.id)`

// Every line of an entry is for the same resource and project.
function chargedFor({ resource, facilityId, project }: LedgerWish): Query {
  if (resource === null && facilityId === null && project === null) return sql`1`
  const ofResource = resource === null ? sql`1` : sql`(r.id = ${resource} OR r.asset_number = ${resource})`
  const ofFacility = facilityId === null ? sql`1` : sql`r.facility_id = ${facilityId}`
  const ofProject = project === null ? sql`1` : sql`(p.id = ${project} OR p.code = ${project})`
  return sql`EXISTS (SELECT 1 FROM charge c CROSS JOIN resource r ON r.id = c.resource_id
    CROSS JOIN project p ON p.id = c.project_id
    WHERE c.entry_id = e.id AND c.seq = 1 AND ${ofResource} AND ${ofFacility} AND ${ofProject})`
}

function personFits({ person }: LedgerWish): Query {
  if (person === null) return sql`1`
  return sql`EXISTS (SELECT 1 FROM booking b CROSS JOIN person w ON w.id = b.person_id
    WHERE b.id = e.booking_id AND (w.id = ${person} OR w.email = ${person} OR w.name = ${person}))`
}
