import { cash, subsidyReceivable } from '../../billing/accounts.sql.ts'
import { journalRows, paymentHead } from '../../billing/journal.sql.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { newId, type ClaimListId, type FirmId, type ProgrammeId } from '../../kernel/id.ts'
import { sumMinor } from '../../kernel/money.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { asserting, sql } from '../../platform/db/sql.ts'
import { decideAsFinance } from '../../billing/commands/decide-as-finance.ts'

/**
 * Hands in what a programme pays of a period and was not handed in yet: from now on these claims stand on one list.
 * Throws Unauthenticated, NotFound, Conflict when there is nothing to hand in.
 */
export function handInClaims(deps: Deps, actor: Actor, id: ProgrammeId, period: string, key: RequestKey) {
  const queries = {
    programmes: sql`SELECT id FROM subsidy_programme WHERE id = ${id} LIMIT 1`,
    open: sql<{ claims: number; minor: number }>`SELECT count(*) AS claims, ifnull(sum(amount_minor), 0) AS minor
      FROM subsidy_claim WHERE programme_id = ${id} AND period = ${period} AND list_id IS NULL LIMIT 1`,
  }
  return decideAsFinance(deps, actor, key, queries, ({ programmes, open: [open] }, viewer, at) => {
    if (programmes.length === 0) throw new NotFound('programme')
    const { claims, minor } = open ?? { claims: 0, minor: 0 }
    if (claims === 0) throw new Conflict('state-forbids', { period, claims })
    const listId = newId('clm', at * 1000, deps.entropy)
    return {
      rows: [
        sql`INSERT INTO subsidy_claim_list (id, programme_id, period, claims, amount_minor, claimed_at, claimed_by)
          VALUES (${listId}, ${id}, ${period}, ${claims}, ${minor}, ${at}, ${viewer.personId})`,
        sql`UPDATE subsidy_claim SET list_id = ${listId} WHERE programme_id = ${id} AND period = ${period}
          AND list_id IS NULL`,
        // What was posted since it was counted is for the next list.
        sql`INSERT INTO assert_rules (n)
          SELECT (SELECT count(*) FROM subsidy_claim WHERE list_id = ${listId}) = ${claims}
          AND (SELECT sum(amount_minor) FROM subsidy_claim WHERE list_id = ${listId}) = ${minor}`,
      ],
      action: 'subsidy.claimed',
      entity: listId,
      detail: { programmeId: id, period, claims, amountMinor: minor },
      status: 201,
      answer: { id: listId, period, claims, amount: { amountMinor: minor, currency: deps.park().currency } },
    }
  })
}

interface ListRow {
  readonly programmeId: ProgrammeId
  readonly state: string
  readonly period: string
}

/** The programme has paid a list: its receivable is settled by as much. Throws NotFound, Conflict when it was paid. */
export function payClaims(deps: Deps, actor: Actor, id: ClaimListId, voucher: string, key: RequestKey) {
  const queries = {
    lists: sql<ListRow>`SELECT programme_id AS programmeId, state, period FROM subsidy_claim_list
      WHERE id = ${id} LIMIT 1`,
    // An entry is one firm's: each firm's part of the payment is an entry of its own.
    parts: sql<{ firmId: FirmId; minor: number }>`SELECT firm_id AS firmId, sum(amount_minor) AS minor
      FROM subsidy_claim WHERE list_id = ${id} GROUP BY firm_id LIMIT 10000`,
  }
  return decideAsFinance(deps, actor, key, queries, ({ lists: [list], parts }, viewer, at) => {
    if (!list) throw new NotFound('claim-list')
    if (list.state !== 'claimed') throw new Conflict('state-forbids', { state: list.state })
    const payments = parts
      .filter(({ minor }) => minor !== 0)
      .flatMap(({ firmId, minor }) => partRows(deps, { ...list, firmId, minor, voucher }, at))
    return {
      rows: [
        ...asserting(
          sql`UPDATE subsidy_claim_list SET state = 'paid', paid_at = ${at}, paid_by = ${viewer.personId},
            voucher = ${voucher} WHERE id = ${id} AND state = 'claimed'`,
          'STALE_VERSION',
        ),
        ...payments,
      ],
      action: 'subsidy.paid',
      entity: id,
      detail: { voucher, amountMinor: sumMinor(parts.map(({ minor }) => minor)) },
      status: 200,
      answer: { id, programmeId: list.programmeId, state: 'paid' },
    }
  })
}

interface Part extends ListRow {
  readonly firmId: FirmId
  readonly minor: number
  readonly voucher: string
}

function partRows(deps: Deps, { firmId, minor, voucher, period, programmeId }: Part, at: number) {
  const { currency, timeZone } = deps.park()
  const id = newId('ent', at * 1000, deps.entropy)
  return journalRows(
    paymentHead({ id, firmId, currency, at, timeZone, reason: `subsidy ${period} ${voucher}`.trim() }),
    [{ from: cash(currency), to: subsidyReceivable(programmeId, currency), amountMinor: minor }],
  )
}
