import type { Actor, Deps, RequestKey } from '../../deps.ts'
import type { FirmId } from '../../kernel/id.ts'
import { Malformed, NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { decideAsFinance } from '../../billing/commands/decide-as-finance.ts'

export interface FreeHours {
  /** One firm, or each firm of the tier: those that come to it later have it too. */
  readonly whose: { readonly firmId: FirmId } | { readonly tier: string }
  /** A facility's code; empty for every resource. */
  readonly facilityCode: string
  readonly hours: number
}

/**
 * Sets the machine time that firms have free each month. What was taken already stays, even above it. Throws
 * Unauthenticated, NotFound, Malformed.
 */
export function setFreeHours(deps: Deps, actor: Actor, { whose, facilityCode, hours }: FreeHours, key: RequestKey) {
  const isTier = 'tier' in whose
  const chosen = 'tier' in whose ? sql`f.tier = ${whose.tier}` : sql`f.id = ${whose.firmId}`
  const queries = {
    firms: sql`SELECT f.id FROM firm f WHERE f.state <> 'departed' AND ${chosen} LIMIT 5000`,
    facilities: sql<{ id: string }>`SELECT id FROM facility WHERE code = ${facilityCode} LIMIT 1`,
  }
  return decideAsFinance(deps, actor, key, queries, ({ firms, facilities: [facility] }) => {
    if (firms.length === 0 && 'firmId' in whose) throw new NotFound('firm')
    if (firms.length === 0) throw new Malformed([{ pointer: '/tier', kind: 'value' }])
    if (facilityCode !== '' && !facility) throw new Malformed([{ pointer: '/facility', kind: 'value' }])
    if (!Number.isInteger(hours) || hours < 0 || hours > 10_000)
      throw new Malformed([{ pointer: '/hours', kind: 'value' }])
    const scope = facility ? ({ kind: 'facility', id: facility.id } as const) : ({ kind: 'all', id: '' } as const)
    const same = sql`q.kind = 'entitlement' AND q.scope_kind = ${scope.kind} AND q.scope_id = ${scope.id}
      AND q.measure = 'seconds' AND q.window = 'month' AND q.band = 'all'`
    return {
      rows: [
        ...('tier' in whose ? [tierRow(whose.tier, scope, hours)] : []),
        sql`UPDATE quota AS q SET limit_value = ${hours * 3_600}, version = version + 1, given_by_tier = ${isTier}
          WHERE q.subject_kind = 'firm' AND q.subject_id IN (SELECT f.id FROM firm f WHERE f.state <> 'departed'
            AND ${chosen}) AND ${same}`,
        sql`INSERT INTO quota (kind, subject_kind, subject_id, scope_kind, scope_id, measure, window, band, limit_value,
            given_by_tier)
          SELECT 'entitlement', 'firm', f.id, ${scope.kind}, ${scope.id}, 'seconds', 'month', 'all', ${hours * 3_600},
            ${isTier}
          FROM firm f WHERE f.state <> 'departed' AND ${chosen} AND NOT EXISTS (SELECT 1 FROM quota q
            WHERE q.subject_kind = 'firm' AND q.subject_id = f.id AND ${same})`,
      ],
      action: 'entitlement.set',
      entity: `entitlement:${'tier' in whose ? whose.tier : whose.firmId}`,
      firmId: 'tier' in whose ? null : whose.firmId,
      detail: { ...whose, facilityCode, hours },
      status: 200,
      answer: { firms: firms.length, hours },
    }
  })
}

/** The database gives it to whoever comes to the tier. */
function tierRow(tier: string, scope: { readonly kind: string; readonly id: string }, hours: number): Query {
  return sql`INSERT INTO tier_entitlement (tier, scope_kind, scope_id, limit_value)
    VALUES (${tier}, ${scope.kind}, ${scope.id}, ${hours * 3_600})
    ON CONFLICT (tier, scope_kind, scope_id) DO UPDATE SET limit_value = excluded.limit_value`
}
