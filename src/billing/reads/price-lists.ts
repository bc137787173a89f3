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
  /** A tier, or a project's code and name. */
  readonly subject: string
  /** The firm that it is for, or whose project. */
  readonly firm: Names | null
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
  /** Those that are looked for, up to `mostChoices`. */
  readonly firms: readonly Choice[]
  readonly projectsOf: readonly FirmProjects[]
  readonly tiers: readonly string[]
  readonly search: string
  readonly hasMore: boolean
}

/** A firm's open projects. */
export interface FirmProjects extends Choice {
  readonly projects: readonly { readonly id: string; readonly code: string; readonly name: string }[]
}

/** More firms or projects than this are looked for by name. */
const mostChoices = 400

type Named<T> = Omit<T, 'names' | 'facility' | 'firm'> & {
  names: string
  facility: string | null
  firm?: string | null
}

/** Consumables and discounts as the park's finance people keep them. Throws Unauthenticated, Forbidden. */
export async function readPriceLists(deps: Deps, actor: Actor, search = ''): Promise<PriceLists> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    consumables: sql<Named<ListedConsumable>>`SELECT c.id AS id, ${namesAs(sql`c`)} AS names, ${namesAs(sql`f`)} AS
      facility, r.asset_number AS assetNumber, c.unit_minor AS unitMinor, c.tax_basis_points AS taxBasisPoints
      FROM consumable c JOIN facility f ON f.id = c.facility_id LEFT JOIN resource r ON r.id = c.resource_id
      WHERE c.state = 'offered' ORDER BY f.code, c.name_en, c.id LIMIT 500`,
    discounts: discountsQuery(now),
    facilities: sql<Named<Choice>>`SELECT f.id AS id, ${namesAs(sql`f`)} AS names, NULL AS facility FROM facility f
      ORDER BY f.code LIMIT 500`,
    ...subjectQueries(search),
  })
  const choice = ({ id, names }: Named<Choice>): Choice => ({ id, names: namesOf(names) })
  return {
    viewer: viewerOf(rows.viewer),
    now,
    search,
    hasMore: Math.max(rows.firms.length, rows.projects.length) > mostChoices,
    tiers: rows.tiers.map(({ tier }) => tier),
    projectsOf: projectsByFirm(rows.projects.slice(0, mostChoices)),
    consumables: rows.consumables.map((row) => ({
      ...row,
      names: namesOf(row.names),
      facility: namesOf(row.facility ?? '[]'),
    })),
    discounts: rows.discounts.map(discountOf),
    facilities: rows.facilities.map(choice),
    firms: rows.firms.slice(0, mostChoices).map(choice),
  }
}

type DiscountRow = Named<Omit<ListedDiscount, 'tiers'>> & { readonly tiers: string }

function discountsQuery(now: Instant): Query<DiscountRow> {
  return sql<DiscountRow>`SELECT d.id AS id, ${namesAs(sql`d`)} AS
      names, iif(f.id IS NULL, NULL, ${namesAs(sql`f`)}) AS facility, d.subject_kind AS subjectKind,
      ifnull(p.code || ' ' || p.name, d.subject_id) AS subject, iif(g.id IS NULL, NULL, ${namesAs(sql`g`)}) AS firm,
      d.resource_tag AS resourceTag, d.hours_window AS window, d.tiers AS tiers,
      d.valid_from AS validFrom, d.valid_until AS validUntil
      FROM discount d LEFT JOIN facility f ON f.id = d.facility_id LEFT JOIN project p ON p.id = d.subject_id
      LEFT JOIN firm g ON g.id = ifnull(p.firm_id, d.subject_id)
      ORDER BY ifnull(d.valid_until, 9e15) > ${now} DESC, d.valid_from, d.id LIMIT 500`
}

function discountOf(row: DiscountRow): ListedDiscount {
  return {
    ...row,
    names: namesOf(row.names),
    facility: row.facility === null ? null : namesOf(row.facility),
    firm: row.firm === null || row.firm === undefined ? null : namesOf(row.firm),
    tiers: JSON.parse(row.tiers) as Tier[],
  }
}

interface ProjectRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly firmId: string
  readonly names: string
}

/** For whom a reduction may be: tiers, and the firms and open projects that are looked for. */
function subjectQueries(search: string) {
  const fits = (...columns: Query[]) =>
    sql`(${search} = '' OR ${columns.reduce(
      (before, column) => sql`${before} OR instr(lower(${column}), lower(${search})) > 0`,
      sql`0`,
    )})`
  const names = [sql`f.name_hans`, sql`f.name_hant`, sql`f.name_en`]
  return {
    firms: sql<Named<Choice>>`SELECT f.id AS id, ${namesAs(sql`f`)} AS names, NULL AS facility FROM firm f
      WHERE f.state <> 'departed' AND ${fits(...names)} ORDER BY f.name_en, f.id LIMIT ${mostChoices + 1}`,
    tiers: sql<{ tier: string }>`SELECT DISTINCT tier FROM firm WHERE state <> 'departed' LIMIT 100`,
    projects: sql<ProjectRow>`SELECT p.id AS id, p.code AS code, p.name AS name, f.id AS firmId,
      ${namesAs(sql`f`)} AS names FROM firm f JOIN project p ON p.firm_id = f.id
      WHERE f.state <> 'departed' AND p.state = 'open' AND ${fits(...names, sql`p.code`, sql`p.name`)}
      ORDER BY f.name_en, f.id, p.code LIMIT ${mostChoices + 1}`,
  }
}

function projectsByFirm(rows: readonly ProjectRow[]): FirmProjects[] {
  return [...Map.groupBy(rows, ({ firmId }) => firmId)].map(([id, projects]) => ({
    id,
    names: namesOf(projects[0]?.names ?? '[]'),
    projects: projects.map(({ id: projectId, code, name }) => ({ id: projectId, code, name })),
  }))
}

function namesAs(table: Query): Query {
  return sql`json_array(${table}.name_hans, ${table}.name_hant, ${table}.name_en)`
}
