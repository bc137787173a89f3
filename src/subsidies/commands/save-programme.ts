import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { newId, type FirmId, type ProgrammeId } from '../../kernel/id.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { asserting, json, sql, type Query } from '../../platform/db/sql.ts'
import { assertTerms, spanOf, type ProgrammeTerms } from '../programme.ts'
import { decideAsFinance } from '../../billing/commands/decide-as-finance.ts'

/**
 * Publishes a programme, or changes one that has not paid for anything yet: without an id it is new. Throws
 * Unauthenticated, NotFound, Malformed, Conflict when it is closed or in use.
 */
export function saveProgramme(
  deps: Deps,
  actor: Actor,
  id: ProgrammeId | null,
  terms: ProgrammeTerms,
  key: RequestKey,
) {
  const queries = { unknown: unknownScopeQuery(terms), known: standingQuery(id) }
  return decideAsFinance(deps, actor, key, queries, ({ unknown, known: [known] }, _viewer, at) => {
    if (id !== null) assertUnused(known)
    assertTerms(terms)
    const [first] = unknown
    if (first) throw new Malformed([{ pointer: '/scope', kind: 'value', expected: first.code }])
    const programmeId = id ?? newId('sub', at * 1000, deps.entropy)
    const rows = termRows(programmeId, known?.version ?? null, terms, deps.park().timeZone)
    return {
      rows,
      action: id === null ? 'subsidy.published' : 'subsidy.changed',
      entity: programmeId,
      detail: { ...terms },
      status: id === null ? 201 : 200,
      answer: { id: programmeId },
    }
  })
}

/** Ends a programme: what was posted stays, and is still claimed. Closing again does nothing. Throws NotFound. */
export function closeProgramme(deps: Deps, actor: Actor, id: ProgrammeId, key: RequestKey) {
  return decideAsFinance(deps, actor, key, { known: standingQuery(id) }, ({ known: [known] }) => {
    if (!known) throw new NotFound('programme')
    return {
      rows: [
        sql`UPDATE subsidy_programme SET state = 'closed', version = version + 1 WHERE id = ${id} AND state = 'open'`,
      ],
      action: 'subsidy.closed',
      entity: id,
      detail: {},
      status: 200,
      answer: { id, state: 'closed' },
    }
  })
}

export interface Standing {
  readonly region: string
  readonly controller: string
}

/** Where a firm is registered and who controls it in the end, as programmes ask. Throws NotFound. */
export function setStanding(deps: Deps, actor: Actor, firmId: FirmId, standing: Standing, key: RequestKey) {
  const firms = sql`SELECT id FROM firm WHERE id = ${firmId} LIMIT 1`
  return decideAsFinance(deps, actor, key, { firms }, (found) => {
    if (found.firms.length === 0) throw new NotFound('firm')
    const { region, controller } = standing
    return {
      rows: [
        sql`INSERT INTO firm_standing (firm_id, region, controller) VALUES (${firmId}, ${region}, ${controller})
          ON CONFLICT (firm_id) DO UPDATE SET region = excluded.region, controller = excluded.controller`,
      ],
      action: 'firm.standing-set',
      entity: `standing:${firmId}`,
      firmId,
      detail: { region, controller },
      status: 200,
      answer: { firmId, region, controller },
    }
  })
}

interface KnownRow {
  readonly state: string
  readonly version: number
  readonly claims: number
}

function standingQuery(id: ProgrammeId | null): Query<KnownRow> {
  return sql<KnownRow>`SELECT p.state AS state, p.version AS version, EXISTS (SELECT 1 FROM subsidy_claim c
    WHERE c.programme_id = p.id) AS claims FROM subsidy_programme p WHERE p.id = ${id ?? ''} LIMIT 1`
}

function assertUnused(known: KnownRow | undefined): void {
  if (!known) throw new NotFound('programme')
  if (known.state !== 'open' || known.claims > 0) throw new Conflict('state-forbids', { state: known.state })
}

/** Codes that name nothing in this park. */
function unknownScopeQuery({ scope }: ProgrammeTerms): Query<{ code: string }> {
  return sql<{ code: string }>`SELECT k.value ->> 1 AS code FROM json_each(${json(scope)}) k
    WHERE NOT CASE k.value ->> 0
      WHEN 'resource' THEN EXISTS (SELECT 1 FROM resource WHERE asset_number = k.value ->> 1)
      WHEN 'facility' THEN EXISTS (SELECT 1 FROM facility WHERE code = k.value ->> 1)
      WHEN 'category' THEN EXISTS (SELECT 1 FROM category WHERE id = k.value ->> 1)
      ELSE 1 END LIMIT 1`
}

function termRows(id: ProgrammeId, version: number | null, terms: ProgrammeTerms, zone: string): Query[] {
  const { names, region, percent, rank, claimCapMinor, yearCapMinor, yearCapOf, budgetMinor } = terms
  const [scope, tiers, categories, evidence] = [terms.scope, terms.tiers, terms.priceCategories, terms.evidence].map(
    json,
  ) as [string, string, string, string]
  const { startsAt, endsAt } = spanOf(terms, zone)
  if (version === null) {
    return [
      sql`INSERT INTO subsidy_programme (id, name_hans, name_hant, name_en, region, scope, tiers, price_categories,
          share_percent, rank, claim_cap_minor, year_cap_minor, year_cap_of, budget_minor, starts_at, ends_at, evidence)
        VALUES (${id}, ${names.hans}, ${names.hant}, ${names.en}, ${region}, ${scope}, ${tiers}, ${categories},
          ${percent}, ${rank}, ${claimCapMinor}, ${yearCapMinor}, ${yearCapOf}, ${budgetMinor}, ${startsAt}, ${endsAt},
          ${evidence})`,
    ]
  }
  return [
    sql`INSERT INTO assert_rules (n) SELECT NOT EXISTS (SELECT 1 FROM subsidy_claim WHERE programme_id = ${id})`,
    ...asserting(
      sql`UPDATE subsidy_programme SET name_hans = ${names.hans}, name_hant = ${names.hant}, name_en = ${names.en},
        region = ${region}, scope = ${scope}, tiers = ${tiers}, price_categories = ${categories},
        share_percent = ${percent}, rank = ${rank}, claim_cap_minor = ${claimCapMinor},
        year_cap_minor = ${yearCapMinor}, year_cap_of = ${yearCapOf}, budget_minor = ${budgetMinor},
        starts_at = ${startsAt}, ends_at = ${endsAt}, evidence = ${evidence}, version = version + 1
        WHERE id = ${id} AND version = ${version} AND state = 'open'`,
      'STALE_VERSION',
    ),
  ]
}
