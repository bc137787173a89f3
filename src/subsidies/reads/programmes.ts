import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import { inTierOrder } from '../../firms/tier-name.ts'
import { seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import type { ClaimListId, FirmId, ProgrammeId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import type { Answers } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { programmeOf, type Programme, type ProgrammeRow } from '../programme.ts'

export interface FirmStanding extends Names {
  readonly firmId: FirmId
  readonly region: string
  readonly controller: string
}

/** What a programme may be for, by name. */
export interface ProgrammeChoices {
  readonly tiers: readonly string[]
  readonly categories: readonly string[]
  readonly facilities: readonly (Names & { readonly code: string })[]
}

const choiceQueries = {
  facilities: sql<Names & { code: string }>`SELECT code, name_hans AS hans, name_hant AS hant, name_en AS en
    FROM facility ORDER BY code LIMIT 200`,
  kinds: sql<{ tier: string; category: string }>`SELECT DISTINCT tier, price_category AS category FROM firm
    WHERE state <> 'departed' LIMIT 500`,
}

function choicesOf(rows: Answers<typeof choiceQueries>): ProgrammeChoices {
  return {
    tiers: inTierOrder(rows.kinds.map(({ tier }) => tier)),
    categories: [...new Set(rows.kinds.map(({ category }) => category))].toSorted(),
    facilities: rows.facilities,
  }
}

export interface Programmes {
  readonly choices: ProgrammeChoices
  readonly viewer: Viewer
  readonly isPark: boolean
  readonly programmes: readonly Programme[]
  /** Of the park's people alone. */
  readonly firms: readonly FirmStanding[]
}

/**
 * Programmes in the order in which they stack; a firm's people see the open ones, and what is left of their own caps.
 * Throws Unauthenticated, Forbidden.
 */
export async function listProgrammes(deps: Deps, actor: Actor): Promise<Programmes> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    programmes: programmesQuery(actor, null, yearOf(now, deps.park().timeZone)),
    firms: standingsQuery,
    ...choiceQueries,
  })
  const viewer = viewerOf(rows.viewer)
  const isPark = seesParkMoney(viewer)
  const programmes = rows.programmes.map((row) => programmeOf(row, deps.park().timeZone))
  return {
    viewer,
    isPark,
    programmes: isPark ? programmes : programmes.filter(({ state }) => state === 'open'),
    firms: isPark ? rows.firms : [],
    choices: choicesOf(rows),
  }
}

/** What of a period is claimed together, and what waits. */
export interface ClaimSum {
  readonly period: string
  readonly listId: ClaimListId | null
  readonly state: 'open' | 'claimed' | 'paid'
  readonly claims: number
  readonly amountMinor: number
  readonly claimedAt: Instant | null
  readonly paidAt: Instant | null
  readonly voucher: string
}

export interface OneProgramme {
  readonly viewer: Viewer
  readonly programme: Programme
  readonly sums: readonly ClaimSum[]
  readonly choices: ProgrammeChoices
}

/** One programme with its claims by period, for the park's finance. Throws Unauthenticated, NotFound. */
export async function readProgramme(deps: Deps, actor: Actor, id: ProgrammeId): Promise<OneProgramme> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    programmes: programmesQuery(actor, id, yearOf(now, deps.park().timeZone)),
    sums: sumsQuery(id),
    ...choiceQueries,
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.programmes
  if (!row || !seesParkMoney(viewer)) throw new NotFound('programme')
  return { viewer, programme: programmeOf(row, deps.park().timeZone), sums: rows.sums, choices: choicesOf(rows) }
}

const standingsQuery = sql<FirmStanding>`SELECT f.id AS firmId, f.name_hans AS hans, f.name_hant AS hant,
  f.name_en AS en, ifnull(s.region, '') AS region, ifnull(s.controller, '') AS controller
  FROM firm f LEFT JOIN firm_standing s ON s.firm_id = f.id WHERE f.state <> 'departed' ORDER BY f.name_hans LIMIT 2000`

function yearOf(now: Instant, zone: string): number {
  return Number(dayOf(now, zone).date.slice(0, 4))
}

function programmesQuery(actor: Actor, id: ProgrammeId | null, year: number): Query<ProgrammeRow> {
  return sql<ProgrammeRow>`WITH mine AS MATERIALIZED (SELECT r.firm_id AS firm, ifnull(s.controller, '') AS controller
      FROM session n CROSS JOIN role r ON r.person_id = n.person_id AND r.role IN (${rolesThatMay('see-firm-money')})
      LEFT JOIN firm_standing s ON s.firm_id = r.firm_id WHERE n.token_hash = ${actor.tokenHash})
    SELECT p.id AS id, p.state AS state, p.version AS version, p.name_hans AS hans, p.name_hant AS hant,
      p.name_en AS en, p.region AS region, p.scope AS scope, p.tiers AS tiers, p.price_categories AS priceCategories,
      p.share_percent AS percent, p.rank AS rank, p.claim_cap_minor AS claimCapMinor, p.year_cap_minor AS yearCapMinor,
      p.year_cap_of AS yearCapOf, p.budget_minor AS budgetMinor, p.starts_at AS startsAt, p.ends_at AS endsAt,
      p.evidence AS evidence, EXISTS (SELECT 1 FROM subsidy_claim c WHERE c.programme_id = p.id) AS claims,
      ifnull((SELECT u.used_minor FROM subsidy_use u WHERE u.programme_id = p.id AND u.counted_id = ''
        AND u.year = 0), 0) AS usedMinor,
      ifnull((SELECT sum(u.used_minor) FROM subsidy_use u WHERE u.programme_id = p.id AND u.year = ${year}
        AND u.counted_id IN (SELECT iif(p.year_cap_of = 'controller' AND controller <> '', 'controller:' || controller,
          firm) FROM mine)), 0) AS ownMinor
    FROM subsidy_programme p WHERE ${id === null ? sql`1` : sql`p.id = ${id}`} ORDER BY p.rank, p.id LIMIT 500`
}

function sumsQuery(id: ProgrammeId): Query<ClaimSum> {
  return sql<ClaimSum>`SELECT c.period AS period, c.list_id AS listId, ifnull(l.state, 'open') AS state,
    count(*) AS claims, sum(c.amount_minor) AS amountMinor, l.claimed_at AS claimedAt, l.paid_at AS paidAt,
    ifnull(l.voucher, '') AS voucher
    FROM subsidy_claim c LEFT JOIN subsidy_claim_list l ON l.id = c.list_id WHERE c.programme_id = ${id}
    GROUP BY c.period, c.list_id ORDER BY c.period DESC, c.list_id LIMIT 500`
}
