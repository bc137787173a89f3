import type { Names } from '../deps.ts'
import type { FacilityId, FirmId, PersonId } from '../kernel/id.ts'
import { nameFrom } from '../sign-in/address.ts'
import { firmFinder } from './find-firm.ts'
import type { SaidPerson } from './moving-columns.ts'
import type { MovingFault, PlannedLine, ReadLine } from './moving-in.ts'
import { nameKey } from './names-alike.ts'
import type { KnownFirm } from './plan-firms.ts'
import { roleScopes, type RoleName } from './role-table.ts'
import type { Role } from './viewer.ts'

export interface KnownPerson {
  readonly id: PersonId
  readonly address: string
  readonly roles: readonly Role[]
}

export interface KnownFacility extends Names {
  readonly id: FacilityId
  readonly code: string
}

/** Roles for a person; `personId` is null for somebody new. */
export interface PersonEntry {
  readonly personId: PersonId | null
  readonly address: string
  readonly name: string
  readonly roles: readonly Role[]
}

export interface PeopleFacts {
  readonly firms: readonly KnownFirm[]
  readonly facilities: readonly KnownFacility[]
  readonly people: readonly KnownPerson[]
}

/**
 * Compares lines with the people that are there. Roles are only ever added, and who has an account keeps the name that
 * they go by. Pure.
 */
export function planPeople(lines: readonly ReadLine<SaidPerson>[], facts: PeopleFacts): PlannedLine<PersonEntry>[] {
  const found: Ground = {
    firm: firmFinder(facts.firms),
    facility: facilityFinder(facts.facilities),
    people: new Map(facts.people.map((person) => [person.address, person])),
    made: new Set(),
    places: new Map(),
  }
  return lines.map((line) => planLine(line, found))
}

interface Ground {
  readonly firm: (text: string) => KnownFirm | null
  readonly facility: (text: string) => KnownFacility | null
  readonly people: ReadonlyMap<string, KnownPerson>
  /** Addresses of people that earlier lines make. */
  readonly made: Set<string>
  /** Which line spoke of a person at a place. */
  readonly places: Map<string, number>
}

function planLine(read: ReadLine<SaidPerson>, ground: Ground): PlannedLine<PersonEntry> {
  const { line, subject, said } = read
  const faults: MovingFault[] = [...read.faults]
  const firm = placeIn(said.firm, 'firm', ground.firm, faults)
  const facility = placeIn(said.facility, 'facility', ground.facility, faults)
  if (firm?.state === 'departed') faults.push({ kind: 'departed', value: firm.names.hans })
  const place = `${said.address} ${firm?.id ?? ''} ${facility?.id ?? ''}`
  const earlier = ground.places.get(place)
  if (earlier !== undefined) faults.push({ kind: 'repeated', line: earlier })
  const roles = rolesOf(said, firm?.id ?? null, facility?.id ?? null, faults)
  if (faults.length > 0) return { moved: { line, subject, outcome: 'refused', changes: [], faults }, entry: null }
  ground.places.set(place, line)
  const known = ground.people.get(said.address)
  const isNew = known === undefined && !ground.made.has(said.address)
  if (isNew) ground.made.add(said.address)
  const added = roles.filter((role) => !known?.roles.some((held) => isSame(held, role)))
  const changes = added.map(({ role }) => role)
  const outcome = isNew ? 'new' : added.length > 0 ? 'changed' : 'unchanged'
  const { address, name = nameFrom(address) } = said
  const entry = outcome === 'unchanged' ? null : { personId: known?.id ?? null, address, name, roles: added }
  return { moved: { line, subject, outcome, changes: isNew ? [] : changes, faults }, entry }
}

function placeIn<Place>(
  text: string | undefined,
  column: string,
  find: (text: string) => Place | null,
  faults: MovingFault[],
): Place | null {
  if (text === undefined) return null
  const place = find(text)
  if (place === null) faults.push({ kind: 'unknown', column, value: text })
  return place
}

/** The line's roles, each at its place. Without any, a firm's people book and a facility's look after it. */
function rolesOf(
  { roles = [], firm, facility }: SaidPerson,
  firmId: FirmId | null,
  facilityId: FacilityId | null,
  faults: MovingFault[],
): Role[] {
  const usual: RoleName[] = [...(firm ? ['researcher' as const] : []), ...(facility ? ['lab-manager' as const] : [])]
  const wanted = roles.length === 0 ? usual : roles
  if (wanted.length === 0) faults.push({ kind: 'no-role', column: 'roles' })
  const said = { firm, facility }
  for (const column of ['firm', 'facility'] as const) {
    const here = wanted.filter((role) => roleScopes[role] === column)
    if (said[column] !== undefined && here.length === 0) faults.push({ kind: 'no-role', column })
    if (said[column] === undefined) for (const role of here) faults.push({ kind: 'role-misplaced', role, column })
  }
  return wanted.map((role) => ({
    role,
    firmId: roleScopes[role] === 'firm' ? firmId : null,
    facilityId: roleScopes[role] === 'facility' ? facilityId : null,
  }))
}

function isSame(one: Role, other: Role): boolean {
  return one.role === other.role && one.firmId === other.firmId && one.facilityId === other.facilityId
}

function facilityFinder(facilities: readonly KnownFacility[]): (text: string) => KnownFacility | null {
  const known = new Map<string, KnownFacility>()
  for (const one of facilities)
    for (const name of [one.hans, one.hant, one.en, one.code, one.id]) known.set(nameKey(name), one)
  return (text) => known.get(nameKey(text)) ?? null
}
