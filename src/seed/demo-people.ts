import { hexOf } from '../kernel/hex.ts'
import type { Instant } from '../kernel/interval.ts'
import { newId, type ConsortiumId, type FacilityId, type FirmId, type PersonId, type ProjectId } from '../kernel/id.ts'
import { sql, type Query } from '../platform/db/sql.ts'
import { consortiumNames, demoFirms, type DemoFirm, type DemoPerson } from './demo-firms.ts'
import type { Chance } from './demo-chance.ts'
import { facilities, facilityManagers, parkPeople, qualificationKinds } from './demo-park.ts'

/** Who there is in the demo park, with the ids that they were given. */
export interface DemoCast {
  readonly consortiumId: ConsortiumId
  readonly firms: readonly CastFirm[]
  readonly facilityIds: ReadonlyMap<string, FacilityId>
  readonly managerId: PersonId
  readonly managerTokenHash: string
}

export interface CastFirm extends DemoFirm {
  readonly id: FirmId
  readonly projectIds: readonly ProjectId[]
  readonly members: readonly CastMember[]
}

export interface CastMember extends DemoPerson {
  readonly id: PersonId
  readonly email: string
  /** Kinds of qualifications that hold now and in the next weeks. */
  readonly qualified: ReadonlySet<string>
  /** A session that nobody has the token of; it ends with the seeding. */
  readonly tokenHash: string
}

/** Makes up who there is. Pure, but for chance. */
export function demoCast(now: Instant, entropy: (bytes: number) => Uint8Array, chance: Chance): DemoCast {
  const id = <P extends string>(prefix: P) => newId(prefix, now * 1000, entropy)
  const firms = demoFirms.map((firm) => ({
    ...firm,
    id: id('firm'),
    projectIds: firm.projects.map(() => id('prj')),
    members: firm.people.map((person) => ({
      ...person,
      id: id('usr'),
      email: `${person.mailbox}@${firm.key}.example`,
      qualified: qualifiedFor(firm, person, chance),
      tokenHash: nobodysToken(entropy),
    })),
  }))
  const facilityIds = new Map(facilities.map(([code]) => [code, id('fac')]))
  return { consortiumId: id('con'), firms, facilityIds, managerId: id('usr'), managerTokenHash: nobodysToken(entropy) }
}

/** Marks the sessions that only the seeding uses. */
export const seedLabel = 'seed'

/** The statements that put them into the park. */
export function peopleRows(
  cast: DemoCast,
  now: Instant,
  entropy: (bytes: number) => Uint8Array,
  chance: Chance,
): Query[] {
  const { hans, hant, en } = consortiumNames
  return [
    sql`INSERT INTO consortium (id, name_hans, name_hant, name_en) VALUES (${cast.consortiumId}, ${hans}, ${hant},
      ${en})`,
    ...facilities.map(
      ([code, nameHans, nameHant, nameEn, building, one]) =>
        sql`INSERT INTO facility (id, code, name_hans, name_hant, name_en, building, one_booking_at_a_time)
          VALUES (${cast.facilityIds.get(code) ?? ''}, ${code}, ${nameHans}, ${nameHant}, ${nameEn}, ${building},
            ${one})`,
    ),
    ...qualificationKinds.map(
      ([key, nameHans, nameHant, nameEn]) =>
        sql`INSERT INTO qualification_kind (id, name_hans, name_hant, name_en)
          VALUES (${key}, ${nameHans}, ${nameHant}, ${nameEn})`,
    ),
    ...cast.firms.flatMap((firm) => firmRows(firm, cast)),
    ...cast.firms.flatMap((firm) => firm.members.flatMap((member) => memberRows(member, firm, now, chance))),
    ...parkPeopleRows(cast, now, entropy),
  ]
}

const day = 86_400

// Helix's researcher is the first person that a visitor becomes: trained for much, not for all, and once too late.
const guidedTour = new Set(['confocal', 'flow-analysis', 'bsl2', 'lcms', 'ultracentrifuge', 'sequencing', 'glp'])
const lapsedOnTour = 'electron'

function qualifiedFor(firm: DemoFirm, person: DemoPerson, chance: Chance): ReadonlySet<string> {
  if (person.role === 'firm-finance') return new Set()
  if (isOnTour(firm, person)) return guidedTour
  const studied = ['helix', 'orchid', 'chenghu', 'hospital', 'boan', 'university'].includes(firm.key)
  const kinds = qualificationKinds.map(([key]) => key).filter((key) => key !== 'glp' || studied)
  return new Set(kinds.filter(() => chance.happens(0.62)))
}

function isOnTour(firm: Pick<DemoFirm, 'key'>, person: DemoPerson): boolean {
  return firm.key === 'helix' && person.mailbox === 'researcher'
}

function firmRows(firm: CastFirm, { consortiumId }: DemoCast): Query[] {
  const { hans, hant, en } = firm.names
  return [
    sql`INSERT INTO firm (id, name_hans, name_hant, name_en, price_category, tier, consortium_id)
      VALUES (${firm.id}, ${hans}, ${hant}, ${en}, ${firm.priceCategory}, ${firm.tier},
        ${firm.inConsortium ? consortiumId : null})`,
    ...firm.projects.map(
      ({ code, name }, at) =>
        sql`INSERT INTO project (id, firm_id, code, name) VALUES (${firm.projectIds[at] ?? ''}, ${firm.id}, ${code},
          ${name})`,
    ),
  ]
}

function memberRows(member: CastMember, firm: CastFirm, now: Instant, chance: Chance): Query[] {
  const { id, email, name, locale, role, usualMinutes, tokenHash } = member
  const [projectId] = firm.projectIds
  const rows = [
    sql`INSERT INTO person (id, email, name, locale, usual_minutes, default_project_id)
      VALUES (${id}, ${email}, ${name}, ${locale}, ${usualMinutes}, ${projectId ?? null})`,
    sql`INSERT INTO role (person_id, role, firm_id) VALUES (${id}, ${role}, ${firm.id})`,
    sessionRow(tokenHash, id, now),
    ...[...member.qualified].map((kind) => {
      const [from, until] = [now - chance.whole(120, 500) * day, now + chance.whole(60, 500) * day]
      return qualificationRow(id, kind, from, until)
    }),
  ]
  if (isOnTour(firm, member)) rows.push(qualificationRow(id, lapsedOnTour, now - 377 * day, now - 12 * day))
  return rows
}

function nobodysToken(entropy: (bytes: number) => Uint8Array): string {
  return hexOf(entropy(32))
}

// It opens before the first booking is asked for, some weeks back.
function sessionRow(tokenHash: string, personId: PersonId, now: Instant): Query {
  return sql`INSERT INTO session (token_hash, person_id, kind, label, created_at, expires_at)
    VALUES (${tokenHash}, ${personId}, 'bearer', ${seedLabel}, ${now - 60 * day}, ${now + day})`
}

function qualificationRow(personId: PersonId, kind: string, from: Instant, until: Instant): Query {
  return sql`INSERT INTO qualification (person_id, kind_id, valid_from, valid_until)
    VALUES (${personId}, ${kind}, ${from}, ${until})`
}

function parkPeopleRows(cast: DemoCast, now: Instant, entropy: (bytes: number) => Uint8Array): Query[] {
  const staff = parkPeople.flatMap(([mailbox, name, role]) => {
    const id = role === 'lab-manager' ? cast.managerId : newId('usr', now * 1000, entropy)
    const scopes = role === 'lab-manager' ? [...cast.facilityIds.values()] : [null]
    return [personRow(id, mailbox, name), ...scopes.map((facilityId) => roleRow(id, role, facilityId))]
  })
  const managers = facilityManagers.flatMap(([mailbox, name, code]) => {
    const id = newId('usr', now * 1000, entropy)
    return [personRow(id, mailbox, name), roleRow(id, 'lab-manager', cast.facilityIds.get(code) ?? null)]
  })
  return [...staff, ...managers, sessionRow(cast.managerTokenHash, cast.managerId, now)]
}

function personRow(id: PersonId, mailbox: string, name: string): Query {
  return sql`INSERT INTO person (id, email, name) VALUES (${id}, ${`${mailbox}@park.example`}, ${name})`
}

function roleRow(personId: PersonId, role: string, facilityId: FacilityId | null): Query {
  return sql`INSERT INTO role (person_id, role, facility_id) VALUES (${personId}, ${role}, ${facilityId})`
}
