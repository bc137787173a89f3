import type { Actor, Deps, RequestKey } from '../../deps.ts'
import type { ConsortiumId, FirmId, PersonId, ProjectId } from '../../kernel/id.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import type { FirmKind } from '../firm.ts'
import type { KnownConsortium, KnownFirm } from '../plan-firms.ts'
import type { KnownFacility, KnownPerson } from '../plan-people.ts'
import type { KnownMember, KnownProject } from '../plan-projects.ts'
import { rolesThatMay } from '../roles.sql.ts'
import type { Role } from '../viewer.ts'
import { storedAnswerQuery } from './stored-answer.ts'
import { viewerQuery } from './viewer-query.ts'

/** A person with a token, or whoever runs the operator's commands on the machine. */
export type Mover = Actor | 'operator'

/** Who a file speaks of. */
export interface MovingWish {
  /** Of people, and of those who may book on projects. */
  readonly addresses: readonly string[]
  /** Codes of projects. */
  readonly codes: readonly string[]
}

/** Whatever a file is compared with, and who asks: one trip, whatever the file's length. */
export async function readMovingFacts(deps: Deps, mover: Mover, wish: MovingWish, request: RequestKey) {
  const { firms, consortia, facilities, people, projects, members, ...asker } = await deps.db.read({
    viewer: mover === 'operator' ? nobody : viewerQuery(mover, deps.now()),
    stored: mover === 'operator' ? nobody : storedAnswerQuery(mover, request.key),
    firms: firmsQuery,
    consortia: sql<KnownConsortium>`SELECT id, name_hans AS hans, name_hant AS hant, name_en AS en
      FROM consortium LIMIT 5000`,
    facilities: sql<KnownFacility>`SELECT id, code, name_hans AS hans, name_hant AS hant, name_en AS en
      FROM facility LIMIT 5000`,
    people: peopleQuery(wish.addresses),
    projects: projectsQuery(wish.codes),
    members: membersQuery(wish.addresses),
  })
  return {
    ...asker,
    firms: firms.map(firmOf),
    consortia,
    facilities,
    people: people.map(personOf),
    projects: projects.map(projectOf),
    members,
  }
}

const nobody = sql<never>`SELECT 1 AS n LIMIT 0`

interface FirmLine {
  readonly id: FirmId
  readonly hans: string
  readonly hant: string
  readonly en: string
  readonly state: KnownFirm['state']
  readonly rulesVersion: number
  readonly kind: FirmKind
  readonly priceCategory: string
  readonly tier: string
  readonly creditCode: string | null
  readonly consortiumId: ConsortiumId | null
  readonly domains: string
}

const firmsQuery = sql<FirmLine>`SELECT f.id AS id, f.name_hans AS hans, f.name_hant AS hant, f.name_en AS en,
  f.state AS state, f.rules_version AS rulesVersion, f.kind AS kind, f.price_category AS priceCategory, f.tier AS tier,
  f.credit_code AS creditCode, f.consortium_id AS consortiumId,
  (SELECT json_group_array(domain) FROM firm_domain WHERE firm_id = f.id) AS domains FROM firm f LIMIT 20000`

function firmOf({ hans, hant, en, domains, ...rest }: FirmLine): KnownFirm {
  return { ...rest, names: { hans, hant, en }, domains: JSON.parse(domains) as string[] }
}

interface PersonLine {
  readonly id: PersonId
  readonly address: string
  readonly roles: string
}

function peopleQuery(addresses: readonly string[]): Query<PersonLine> {
  return sql`SELECT p.id AS id, p.email AS address,
    (SELECT json_group_array(json_array(role, firm_id, facility_id)) FROM role WHERE person_id = p.id) AS roles
    FROM person p WHERE p.email IN (SELECT value FROM json_each(${json(addresses)})) LIMIT 30000`
}

function personOf({ roles, ...rest }: PersonLine): KnownPerson {
  const held = JSON.parse(roles) as [Role['role'], Role['firmId'], Role['facilityId']][]
  return { ...rest, roles: held.map(([role, firmId, facilityId]) => ({ role, firmId, facilityId })) }
}

interface ProjectLine {
  readonly id: ProjectId
  readonly firmId: FirmId
  readonly version: number
  readonly code: string
  readonly name: string
  readonly state: 'open' | 'closed'
  readonly startsAt: number | null
  readonly endsAt: number | null
  readonly restricted: number
  readonly members: string
  readonly budgetMinor: number | null
}

function projectsQuery(codes: readonly string[]): Query<ProjectLine> {
  return sql`SELECT p.id AS id, p.firm_id AS firmId, p.version AS version, p.code AS code, p.name AS name,
    p.state AS state, p.starts_at AS startsAt, p.ends_at AS endsAt, p.restricted AS restricted,
    (SELECT json_group_array(person_id) FROM project_member WHERE project_id = p.id) AS members,
    (SELECT limit_value FROM quota WHERE subject_kind = 'project' AND subject_id = p.id AND scope_id = ''
      AND kind = 'budget' AND window = 'year' AND measure = 'amount' AND limit_value < 9000000000000) AS budgetMinor
    FROM firm f JOIN project p ON p.firm_id = f.id
      AND p.code IN (SELECT value FROM json_each(${json(codes)})) LIMIT 100000`
}

function projectOf({ restricted, members, ...rest }: ProjectLine): KnownProject {
  return { ...rest, memberIds: restricted === 1 ? (JSON.parse(members) as PersonId[]) : null }
}

// Whoever may book for the firm may be on a project of it.
function membersQuery(addresses: readonly string[]): Query<KnownMember> {
  return sql`SELECT DISTINCT p.id AS personId, r.firm_id AS firmId, p.email AS address
    FROM person p JOIN role r ON r.person_id = p.id
    WHERE p.email IN (SELECT value FROM json_each(${json(addresses)})) AND r.role IN (${rolesThatMay('book')})
      AND r.firm_id IS NOT NULL LIMIT 100000`
}
