import { expect } from 'vitest'
import { firms, people } from '../support/cast.ts'
import type { TestPark } from '../support/open-park.ts'

export interface Planted {
  readonly id?: string
  readonly percent?: number
  readonly rank?: number
  readonly claimCap?: number | null
  readonly yearCap?: number | null
  readonly capOf?: 'firm' | 'controller'
  readonly budget?: number | null
  readonly region?: string
  readonly scope?: readonly (readonly [kind: string, id: string])[]
  readonly tiers?: readonly string[]
}

/** A programme of 2026, in the table. */
export async function plant(park: TestPark, wish: Planted = {}): Promise<string> {
  const { percent = 50, rank = 1, claimCap = null, yearCap = null, capOf = 'firm', budget = null } = wish
  const { region = '', scope = [], tiers = [], id = `sub_${String(rank).padStart(26, '0')}` } = wish
  const [from, until] = [Date.UTC(2025, 11, 31, 16) / 1000, Date.UTC(2026, 11, 31, 16) / 1000]
  await park.script(`INSERT INTO subsidy_programme (id, name_hans, name_hant, name_en, region, scope, tiers,
      share_percent, rank, claim_cap_minor, year_cap_minor, year_cap_of, budget_minor, starts_at, ends_at)
    VALUES ('${id}', '科技创新券', '科技創新券', 'Innovation voucher', '${region}', '${JSON.stringify(scope)}',
      '${JSON.stringify(tiers)}', ${percent}, ${rank}, ${claimCap}, ${yearCap}, '${capOf}', ${budget},
      ${from}, ${until});`)
  return id
}

/** What stands on an account, debits above zero. */
export async function standing(park: TestPark, kind: string, owner: string): Promise<number> {
  const [row] = await park.rows(`SELECT ifnull(sum(CASE WHEN t.debit_id = a.id THEN t.amount_minor
    ELSE -t.amount_minor END), 0) AS owed FROM account a JOIN transfer t ON a.id IN (t.debit_id, t.credit_id)
    WHERE a.kind = '${kind}' AND a.owner_id = '${owner}'`)
  return Number(row?.['owed'])
}

/** Every page of programmes, providers and free hours is looked at once; all machines have a provider from now on. */
export async function lookAtFunding(park: TestPark): Promise<void> {
  const id = await plant(park)
  await park.script(`INSERT INTO resource_provider (resource_id, firm_id, share_percent)
    SELECT id, '${firms.orchid}', 50 FROM resource`)
  const inside = ['', '/claims/2026-11/csv', '/claims/2026-11/pack'].map((path) => `/f/subsidies/${id}${path}`)
  for (const path of ['/f/subsidies', ...inside, '/f/providers', `/f/providers/${firms.orchid}`, '/f/entitlements'])
    expect((await park.call(people.parkFinance, 'GET', path)).status).toBe(200)
  for (const path of [`subsidy-programmes/${id}/claims/2026-11`, 'claim-lists/clm_00000000000000000000000001/payment'])
    await park.call(people.parkFinance, 'POST', `/api/v1/${path}`, {})
}
