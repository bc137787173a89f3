import type { Names } from '../../deps.ts'
import type { BookingId, ProgrammeId } from '../../kernel/id.ts'
import { sumMinor } from '../../kernel/money.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Charged, Funding, OpenProgramme, ProviderTerms } from '../funding.ts'

/** Who else pays for these bookings, and who else earns by them. `ids` is a select of one column. */
export function fundingQueries(ids: Query) {
  return {
    programmes: programmesFor(usesOf(ids)),
    granted: grantedQuery(ids),
    chargedSoFar: chargedQuery(ids),
    providers: providersQuery(ids),
  }
}

function usesOf(ids: Query): Query {
  return sql`SELECT id, firm_id, resource_id, ends_at FROM booking WHERE id IN (${ids})`
}

export interface FundingRows {
  readonly programmes: readonly ProgrammeRow[]
  readonly granted: readonly GrantedRow[]
  readonly chargedSoFar: readonly ChargedRow[]
  readonly providers: readonly ProviderRow[]
}

/** What was read of one booking among them. */
export function fundingOf(rows: FundingRows, id: BookingId): Funding {
  const own = <Row extends { of: string }>(all: readonly Row[]) => all.filter((row) => row.of === id)
  const [provider] = own(rows.providers)
  const charged = own(rows.chargedSoFar)
  return {
    programmes: own(rows.programmes).map(openProgrammeOf),
    granted: own(rows.granted).map(({ programmeId, amountMinor, hans, hant, en }) => {
      return { programmeId, amountMinor, names: { hans, hant, en } }
    }),
    chargedMinor: sumMinor(charged.map((part) => part.amountMinor)),
    charged,
    provider: provider === undefined ? null : termsOf(provider),
  }
}

function termsOf({ firmId, percent, baseMinor, amountMinor }: ProviderRow): ProviderTerms {
  return { firmId, percent, baseMinor, amountMinor }
}

export function openProgrammeOf(row: ProgrammeRow): OpenProgramme {
  const { of: _, hans, hant, en, usedByYear, ...rest } = row
  return { ...rest, names: { hans, hant, en }, usedByYear: JSON.parse(usedByYear) as Record<string, number> }
}

interface NamedRow {
  readonly of: string
  readonly hans: string
  readonly hant: string
  readonly en: string
}

export interface ProgrammeRow extends NamedRow {
  readonly id: ProgrammeId
  readonly version: number
  readonly percent: number
  readonly claimCapMinor: number | null
  readonly yearCapMinor: number | null
  readonly budgetMinor: number | null
  readonly budgetUsedMinor: number
  readonly countedId: string
  readonly usedByYear: string
}

interface GrantedRow extends NamedRow {
  readonly programmeId: ProgrammeId
  readonly amountMinor: number
}

interface ChargedRow extends Charged {
  readonly of: string
}

interface ProviderRow extends ProviderTerms {
  readonly of: string
}

/** A programme that may pay a part of a booking, once it is used. */
export interface Subsidiser extends Names {
  readonly percent: number
}

/** Of those with something left of their budget, in their order. `ids` is a select of one booking. */
export function subsidisersQuery(ids: Query): Query<Subsidiser> {
  return sql<Subsidiser>`SELECT hans, hant, en, percent FROM (${programmesFor(usesOf(ids))})
    WHERE budgetMinor IS NULL OR budgetUsedMinor < budgetMinor LIMIT 20`
}

/**
 * The park has a handful of programmes: each use's last second decides which of them are for it. `uses` is a select of
 * `id`, `firm_id`, `resource_id` and `ends_at`.
 */
export function programmesFor(uses: Query): Query<ProgrammeRow> {
  return sql<ProgrammeRow>`SELECT o.*, ifnull((SELECT u.used_minor FROM subsidy_use u WHERE u.programme_id = o.id
      AND u.counted_id = '' AND u.year = 0), 0) AS budgetUsedMinor,
    (SELECT json_group_object(u.year, u.used_minor) FROM subsidy_use u WHERE u.programme_id = o.id
      AND u.counted_id = o.countedId) AS usedByYear
    FROM (SELECT b.id AS of, p.id AS id, p.version AS version, p.name_hans AS hans, p.name_hant AS hant,
      p.name_en AS en, p.share_percent AS percent, p.claim_cap_minor AS claimCapMinor,
      p.year_cap_minor AS yearCapMinor, p.budget_minor AS budgetMinor, p.rank AS rank,
      CASE WHEN p.year_cap_of = 'controller' AND ifnull(s.controller, '') <> '' THEN 'controller:' || s.controller
        ELSE b.firm_id END AS countedId
      FROM (${uses}) b CROSS JOIN firm f ON f.id = b.firm_id CROSS JOIN resource r ON r.id = b.resource_id
      CROSS JOIN facility l ON l.id = r.facility_id
      CROSS JOIN subsidy_programme p ON p.starts_at < b.ends_at AND p.ends_at >= b.ends_at
      LEFT JOIN firm_standing s ON s.firm_id = b.firm_id
      WHERE p.state = 'open' AND p.region IN ('', s.region)
        AND (p.tiers = '[]' OR EXISTS (SELECT 1 FROM json_each(p.tiers) WHERE value = f.tier))
        AND (p.price_categories = '[]'
          OR EXISTS (SELECT 1 FROM json_each(p.price_categories) WHERE value = f.price_category))
        AND (p.scope = '[]' OR EXISTS (SELECT 1 FROM json_each(p.scope) k WHERE CASE k.value ->> 0
          WHEN 'resource' THEN k.value ->> 1 = r.asset_number WHEN 'facility' THEN k.value ->> 1 = l.code
          WHEN 'category' THEN k.value ->> 1 = r.category_id
          ELSE EXISTS (SELECT 1 FROM resource_tag t WHERE t.resource_id = r.id AND t.tag = k.value ->> 1) END))
      LIMIT 5000) o ORDER BY o.rank, o.id`
}

function grantedQuery(ids: Query): Query<GrantedRow> {
  return sql<GrantedRow>`SELECT c.booking_id AS of, c.programme_id AS programmeId, p.name_hans AS hans,
    p.name_hant AS hant, p.name_en AS en, sum(c.amount_minor) AS amountMinor
    FROM subsidy_claim c CROSS JOIN subsidy_programme p ON p.id = c.programme_id WHERE c.booking_id IN (${ids})
    GROUP BY c.booking_id, c.programme_id LIMIT 5000`
}

function chargedQuery(ids: Query): Query<ChargedRow> {
  return sql<ChargedRow>`SELECT e.booking_id AS of, c.line ->> '$.programmeId' AS programmeId,
    c.line ->> '$.taxBasisPoints' AS taxBasisPoints, sum(c.amount_minor) AS amountMinor, sum(c.tax_minor) AS taxMinor,
    count(*) AS lines
    FROM journal_entry e CROSS JOIN charge c ON c.entry_id = e.id WHERE e.booking_id IN (${ids})
    GROUP BY e.booking_id, programmeId, taxBasisPoints LIMIT 5000`
}

/** What was posted before a machine had a provider, or another one, stays with whom it was posted. */
function providersQuery(ids: Query): Query<ProviderRow> {
  return sql<ProviderRow>`SELECT b.id AS of, ifnull(s.provider_id, p.firm_id) AS firmId,
    ifnull(s.share_percent, p.share_percent) AS percent,
    (SELECT ifnull(sum(y.base_minor), 0) FROM provider_share y WHERE y.booking_id = b.id) AS baseMinor,
    (SELECT ifnull(sum(y.amount_minor), 0) FROM provider_share y WHERE y.booking_id = b.id) AS amountMinor
    FROM booking b LEFT JOIN resource_provider p ON p.resource_id = b.resource_id
      AND NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.booking_id = b.id)
    LEFT JOIN provider_share s ON s.entry_id = (SELECT x.entry_id FROM provider_share x WHERE x.booking_id = b.id
      ORDER BY x.entry_id LIMIT 1)
    WHERE b.id IN (${ids}) AND (p.firm_id IS NOT NULL OR s.provider_id IS NOT NULL) LIMIT 5000`
}
