import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { ConsumableId, DiscountId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Tier } from '../discount.ts'
import { namesOf } from './rate-list.ts'

/** Something to choose from in a form. */
export interface Choice {
  readonly id: string
  readonly names: Names
}

export interface ListedConsumable {
  readonly id: ConsumableId
  readonly names: Names
  readonly facility: Names
  /** Null where it is for every resource of the facility. */
  readonly assetNumber: string | null
  readonly unitMinor: number
  readonly taxBasisPoints: number
}

export interface ListedDiscount {
  readonly id: DiscountId
  readonly names: Names
  readonly subjectKind: 'everyone' | 'firm' | 'project' | 'tier'
  readonly subject: string
  readonly facility: Names | null
  readonly resourceTag: string
  readonly window: 'month' | 'year' | null
  readonly tiers: readonly Tier[]
  readonly validFrom: Instant
  readonly validUntil: Instant | null
}

export interface PriceLists {
  readonly viewer: Viewer
  readonly now: Instant
  readonly consumables: readonly ListedConsumable[]
  readonly discounts: readonly ListedDiscount[]
  readonly facilities: readonly Choice[]
  readonly firms: readonly Choice[]
}

type Named<T> = Omit<T, 'names' | 'facility'> & { names: string; facility: string | null }

/** Consumables and discounts as the park's finance people keep them. Throws Unauthenticated, Forbidden. */
export async function readPriceLists(deps: Deps, actor: Actor): Promise<PriceLists> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    consumables: sql<Named<ListedConsumable>>`SELECT c.id AS id, ${namesAs(sql`c`)} AS names, ${namesAs(sql`f`)} AS
      facility, r.asset_number AS assetNumber, c.unit_minor AS unitMinor, c.tax_basis_points AS taxBasisPoints
      FROM consumable c JOIN facility f ON f.id = c.facility_id LEFT JOIN resource r ON r.id = c.resource_id
      WHERE c.state = 'offered' ORDER BY f.code, c.name_en, c.id LIMIT 500`,
    discounts: sql<Named<Omit<ListedDiscount, 'tiers'>> & { tiers: string }>`SELECT d.id AS id, ${namesAs(sql`d`)} AS
      names, iif(f.id IS NULL, NULL, ${namesAs(sql`f`)}) AS facility, d.subject_kind AS subjectKind,
      coalesce((SELECT name_en FROM firm WHERE id = d.subject_id), (SELECT code FROM project WHERE id = d.subject_id),
        d.subject_id) AS subject, d.resource_tag AS resourceTag, d.hours_window AS window, d.tiers AS tiers,
      d.valid_from AS validFrom, d.valid_until AS validUntil
      FROM discount d LEFT JOIN facility f ON f.id = d.facility_id
      ORDER BY ifnull(d.valid_until, 9e15) > ${now} DESC, d.valid_from, d.id LIMIT 500`,
    facilities: sql<Named<Choice>>`SELECT f.id AS id, ${namesAs(sql`f`)} AS names, NULL AS facility FROM facility f
      ORDER BY f.code LIMIT 500`,
    firms: sql<Named<Choice>>`SELECT f.id AS id, ${namesAs(sql`f`)} AS names, NULL AS facility FROM firm f
      WHERE f.state <> 'departed' ORDER BY f.name_en, f.id LIMIT 2000`,
  })
  const choice = ({ id, names }: Named<Choice>): Choice => ({ id, names: namesOf(names) })
  return {
    viewer: viewerOf(rows.viewer),
    now,
    consumables: rows.consumables.map((row) => ({
      ...row,
      names: namesOf(row.names),
      facility: namesOf(row.facility ?? '[]'),
    })),
    discounts: rows.discounts.map((row) => ({
      ...row,
      names: namesOf(row.names),
      facility: row.facility === null ? null : namesOf(row.facility),
      tiers: JSON.parse(row.tiers) as Tier[],
    })),
    facilities: rows.facilities.map(choice),
    firms: rows.firms.map(choice),
  }
}

function namesAs(table: Query): Query {
  return sql`json_array(${table}.name_hans, ${table}.name_hant, ${table}.name_en)`
}
