import { cash, ownerPayable } from '../../billing/accounts.sql.ts'
import { journalRows, paymentHead } from '../../billing/journal.sql.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { newId, type FirmId, type ResourceId } from '../../kernel/id.ts'
import { sumMinor } from '../../kernel/money.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import { decideAsFinance } from '../../billing/commands/decide-as-finance.ts'
import { dueQuery, idsOf, shareState } from '../reads/providers.ts'

export interface Sharing {
  readonly assetNumber: string
  readonly firmId: FirmId
  /** What the provider gets of each charge before tax and subsidy; 0 takes the machine back from them. */
  readonly percent: number
}

/** Says whose machine it is, for charges from now on. Throws Unauthenticated, NotFound, Malformed. */
export function setProvider(deps: Deps, actor: Actor, { assetNumber, firmId, percent }: Sharing, key: RequestKey) {
  const queries = {
    resources: sql<{ id: ResourceId }>`SELECT id FROM resource WHERE asset_number = ${assetNumber} LIMIT 1`,
    firms: sql`SELECT id FROM firm WHERE id = ${firmId} LIMIT 1`,
  }
  return decideAsFinance(deps, actor, key, queries, ({ resources: [resource], firms }) => {
    if (firms.length === 0) throw new NotFound('firm')
    if (!resource) throw new Malformed([{ pointer: '/assetNumber', kind: 'value' }])
    if (!Number.isInteger(percent) || percent < 0 || percent > 100) {
      throw new Malformed([{ pointer: '/percent', kind: 'value' }])
    }
    return {
      rows: [
        percent === 0
          ? sql`DELETE FROM resource_provider WHERE resource_id = ${resource.id} AND firm_id = ${firmId}`
          : sql`INSERT INTO resource_provider (resource_id, firm_id, share_percent)
              VALUES (${resource.id}, ${firmId}, ${percent})
              ON CONFLICT (resource_id) DO UPDATE
              SET firm_id = excluded.firm_id, share_percent = excluded.share_percent`,
      ],
      action: 'provider.set',
      entity: `provider:${resource.id}`,
      firmId,
      detail: { assetNumber, percent },
      status: 200,
      answer: { assetNumber, firmId, percent },
    }
  })
}

/**
 * Pays a provider everything that is due: of charges that the firms have paid, less what was credited since. Throws
 * Unauthenticated, NotFound, Conflict when nothing is due.
 */
export function payOut(deps: Deps, actor: Actor, id: FirmId, voucher: string, key: RequestKey) {
  const queries = { firms: sql`SELECT id FROM firm WHERE id = ${id} LIMIT 1`, due: dueQuery(id) }
  return decideAsFinance(deps, actor, key, queries, ({ firms, due }, viewer, at) => {
    if (firms.length === 0) throw new NotFound('provider')
    const amountMinor = sumMinor(due.map((share) => share.amountMinor))
    if (amountMinor <= 0) throw new Conflict('state-forbids', { amountMinor })
    const { currency, timeZone } = deps.park()
    const [payoutId, entryId] = [newId('pay', at * 1000, deps.entropy), newId('ent', at * 1000, deps.entropy)]
    return {
      rows: [
        ...journalRows(
          paymentHead({ id: entryId, firmId: id, currency, at, timeZone, reason: `payout ${voucher}`.trim() }),
          [{ from: ownerPayable(id, currency), to: cash(currency), amountMinor }],
        ),
        sql`INSERT INTO provider_payout (id, provider_id, amount_minor, currency, shares, paid_at, paid_by, voucher,
          entry_id)
          VALUES (${payoutId}, ${id}, ${amountMinor}, ${currency}, ${due.length}, ${at}, ${viewer.personId}, ${voucher},
            ${entryId})`,
        sql`UPDATE provider_share AS s SET payout_id = ${payoutId} WHERE payout_id IS NULL
          AND entry_id IN (SELECT value FROM json_each(${idsOf(due)})) AND ${shareState} = 'due'`,
        // Two who pay out at once: the second finds its shares gone; and a firm's payment may be taken back meanwhile.
        sql`INSERT INTO assert_rules (n) SELECT count(*) = ${due.length} FROM provider_share
          WHERE entry_id IN (SELECT value FROM json_each(${idsOf(due)})) AND payout_id = ${payoutId}`,
      ],
      action: 'provider.paid-out',
      entity: payoutId,
      firmId: id,
      detail: { amountMinor, voucher, shares: due.length },
      status: 201,
      answer: { id: payoutId, amount: { amountMinor, currency } },
    }
  })
}
