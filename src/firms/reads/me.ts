import type { Actor, Deps, Names } from '../../deps.ts'
import type { FacilityId, FirmId, ProjectId } from '../../kernel/id.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { RoleName } from '../role-table.ts'
import { rolesThatMay } from '../roles.sql.ts'
import type { Viewer } from '../viewer.ts'
import { viewerOf, viewerQuery } from './viewer-query.ts'

export interface Me {
  readonly viewer: Viewer
  readonly firms: readonly Belonging<FirmId>[]
  readonly facilities: readonly Belonging<FacilityId>[]
  /** Open projects of those firms. */
  readonly projects: readonly MyProject[]
}

/** A firm or a facility, and what the person is there. */
export interface Belonging<I> {
  readonly id: I
  readonly names: Names
  readonly roles: readonly RoleName[]
}

export interface MyProject {
  readonly id: ProjectId
  readonly firmId: FirmId
  readonly code: string
  readonly name: string
}

/** The signed-in person with firms, facilities and projects, in one trip. Throws Unauthenticated. */
export async function readMe(deps: Deps, actor: Actor): Promise<Me> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    firms: belongingQuery(actor, sql`firm`, sql`firm_id`),
    facilities: belongingQuery(actor, sql`facility`, sql`facility_id`),
    projects: projectsQuery(actor),
  })
  return {
    viewer: viewerOf(rows.viewer),
    firms: rows.firms.map(belongingOf<FirmId>),
    facilities: rows.facilities.map(belongingOf<FacilityId>),
    projects: rows.projects.map((row) => ({ ...row, id: row.id as ProjectId, firmId: row.firmId as FirmId })),
  }
}

interface BelongingRow {
  id: string
  nameHans: string
  nameHant: string
  nameEn: string
  roles: string
}

function belongingQuery(actor: Actor, table: Query, key: Query): Query<BelongingRow> {
  return sql<BelongingRow>`SELECT t.id AS id, t.name_hans AS nameHans, t.name_hant AS nameHant, t.name_en AS nameEn,
    json_group_array(r.role) AS roles
    FROM role r JOIN ${table} t ON t.id = r.${key}
    WHERE r.person_id = (SELECT person_id FROM session WHERE token_hash = ${actor.tokenHash})
    GROUP BY t.id ORDER BY t.name_en LIMIT 100`
}

function projectsQuery(actor: Actor): Query<{ id: string; firmId: string; code: string; name: string }> {
  return sql`SELECT p.id AS id, p.firm_id AS firmId, p.code AS code, p.name AS name
    FROM project p WHERE p.state = 'open' AND p.firm_id IN (SELECT r.firm_id FROM role r
      WHERE r.person_id = (SELECT person_id FROM session WHERE token_hash = ${actor.tokenHash})
        AND r.role IN (${rolesThatMay('see-projects')}))
    ORDER BY p.code LIMIT 200`
}

function belongingOf<I>({ id, nameHans, nameHant, nameEn, roles }: BelongingRow): Belonging<I> {
  return { id: id as I, names: { hans: nameHans, hant: nameHant, en: nameEn }, roles: JSON.parse(roles) as RoleName[] }
}
