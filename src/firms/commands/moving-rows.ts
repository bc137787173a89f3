import { nextAuditRow } from '../../audit/record.ts'
import type { Deps } from '../../deps.ts'
import { newId, type PersonId } from '../../kernel/id.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { changedFirmRow, domainRows, newFirmRow } from '../firm-rows.sql.ts'
import { accessChangedRow, grantRow } from '../membership.sql.ts'
import { placeOfRole, type Place } from '../place.ts'
import type { FirmEntry } from '../plan-firms.ts'
import type { PersonEntry } from '../plan-people.ts'
import type { ProjectEntry } from '../plan-projects.ts'
import { changedProjectRow, newProjectRow, projectRows } from '../project-rows.sql.ts'
import type { Role } from '../viewer.ts'

/** What the rows of a line are made with. */
export interface MovingWrite {
  readonly deps: Deps
  /** A person's id, or `operator`. */
  readonly actorId: string
  readonly line: number
}

/** A firm added or changed; refused with STALE_RULES where somebody changed it since it was read. */
export function firmRows({ current, wanted }: FirmEntry, { deps, actorId, line }: MovingWrite): Query[] {
  const at = deps.now()
  const id = current?.id ?? newId('firm', at * 1000, deps.entropy)
  const { kind, priceCategory, tier, consortiumId, creditCode } = wanted
  const detail = { line, kind, priceCategory, tier, consortiumId, creditCode }
  const about = { at, actorId, action: 'firm.imported', entity: id, firmId: id, facilityId: null, detail }
  return [
    ...(current
      ? [asRead(sql`SELECT count(*) FROM firm WHERE id = ${id} AND rules_version = ${current.rulesVersion}`)]
      : []),
    current ? changedFirmRow(id, wanted) : newFirmRow(id, wanted),
    ...domainRows(id, wanted.domains),
    nextAuditRow(about),
  ]
}

/** A project added or changed; refused with STALE_RULES where somebody changed it since it was read. */
export function movedProjectRows(entry: ProjectEntry, { deps, actorId, line }: MovingWrite): Query[] {
  const { firmId, current, wanted } = entry
  const at = deps.now()
  const id = current?.id ?? newId('prj', at * 1000, deps.entropy)
  const { code, state, startsAt, endsAt, budgetMinor } = wanted
  const detail = { line, code, state, startsAt, endsAt, budgetMinor }
  const about = { at, actorId, action: 'project.imported', entity: id, firmId, facilityId: null, detail }
  return [
    ...(current ? [asRead(sql`SELECT count(*) FROM project WHERE id = ${id} AND version = ${current.version}`)] : []),
    current ? changedProjectRow(id, wanted) : newProjectRow(id, firmId, wanted),
    ...projectRows(id, firmId, wanted),
    nextAuditRow(about),
  ]
}

function asRead(count: Query): Query {
  return sql`INSERT INTO assert_rules (n) ${count}`
}

/**
 * Roles for a person, made first where there is none with the address. `made` remembers whom, so that several lines may
 * speak of one person.
 */
export function personRows(entry: PersonEntry, write: MovingWrite, made: Map<string, PersonId>): Query[] {
  const { address, name, roles } = entry
  const at = write.deps.now()
  const known = entry.personId ?? made.get(address)
  const personId = known ?? newId('usr', at * 1000, write.deps.entropy)
  if (known === undefined) made.set(address, personId)
  return [
    known === undefined
      ? sql`INSERT INTO person (id, email, name, created_at) VALUES (${personId}, ${address}, ${name}, ${at})`
      : accessChangedRow(personId),
    ...roles.map((role) => grantRow(personId, role.role, placeOf(role))),
    ...placesOf(roles).map((place) => grantedAuditRow(personId, roles, place, write)),
  ]
}

function placeOf({ firmId, facilityId }: Role): Place {
  return firmId === null ? placeOfRole(facilityId) : { kind: 'firm', firmId }
}

/** One of the roles for each place that they hold at. */
function placesOf(roles: readonly Role[]): Role[] {
  const places = new Map(roles.map((role) => [`${role.firmId} ${role.facilityId}`, role]))
  return [...places.values()]
}

function grantedAuditRow(entity: PersonId, roles: readonly Role[], { firmId, facilityId }: Role, write: MovingWrite) {
  const { deps, actorId, line } = write
  const here = roles.filter((role) => role.firmId === firmId && role.facilityId === facilityId)
  const detail = { line, roles: here.map(({ role }) => role) }
  return nextAuditRow({ at: deps.now(), actorId, action: 'person.imported', entity, firmId, facilityId, detail })
}
