import type { FacilityId, FirmId, PersonId, ProjectId, RateId, ResourceId } from '../../src/kernel/id.ts'
import { usualPolicy, type Policy } from '../../src/resources/resource.ts'
import { id, tokenHash } from './cast.ts'
import { hourly } from './facts.ts'
import { insert } from './insert.ts'

/** A park of records: everything open day and night, nobody kept out, no limit but the units themselves. */
export interface SmallPark {
  readonly timeZone: string
  readonly currency: string
  readonly stepMinutes: number
  readonly policy?: Partial<Policy>
  readonly facilities: readonly string[]
  readonly firms: readonly { readonly name: string; readonly priceCategory: string }[]
  /** Each with a role in one firm, by its place in `firms`. */
  readonly people: readonly { readonly name: string; readonly firm: number }[]
  readonly resources: readonly SmallResource[]
}

export interface SmallResource {
  readonly name: string
  /** Its place in `facilities`. */
  readonly facility: number
  readonly perHourMinor: Readonly<Record<string, number>>
}

/** Ids of a small park's rows, by their place in its lists. */
export const smallIds = {
  facility: (at: number) => id<FacilityId>('fac', at + 1),
  firm: (at: number) => id<FirmId>('firm', at + 1),
  project: (at: number) => id<ProjectId>('prj', at + 1),
  person: (at: number) => id<PersonId>('usr', at + 1),
  resource: (at: number) => id<ResourceId>('res', at + 1),
  token: (at: number) => `small-park-token-${String(at).padStart(32, '0')}`,
}

const treasurerToken = 'small-park-treasurer-0123456789abcdef0123456789'

/** Who sees to a small park's money, and the script that lets them in. */
export const treasurer = {
  token: treasurerToken,
  actor: { tokenHash: tokenHash(treasurerToken), requestId: 'req_treasurer' },
  script: `INSERT INTO person (id, email, name, locale)
      VALUES ('usr_0000000000000000000000treas', 'treasurer@small.example', 'Treasurer', 'en');
    INSERT INTO role (person_id, role) VALUES ('usr_0000000000000000000000treas', 'park-finance');
    INSERT INTO session (token_hash, person_id, kind, created_at, expires_at)
      VALUES ('${tokenHash(treasurerToken)}', 'usr_0000000000000000000000treas', 'bearer', 0, ${32_503_680_000});`,
} as const

/** The script that fills an empty park. */
export function smallParkScript(park: SmallPark): string {
  const allWeek = JSON.stringify(Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]))
  const { timeZone, currency, facilities, firms } = park
  return [
    insert('park', [{ id: 1, ...names('Small Park'), time_zone: timeZone, currency }]),
    insert(
      'facility',
      facilities.map((name, at) => ({ id: smallIds.facility(at), code: `F${at}`, ...names(name) })),
    ),
    insert(
      'firm',
      firms.map(({ name, priceCategory }, at) => ({
        id: smallIds.firm(at),
        ...names(name),
        price_category: priceCategory,
      })),
    ),
    insert(
      'project',
      firms.map((_, at) => ({ id: smallIds.project(at), firm_id: smallIds.firm(at), code: 'P', name: 'All' })),
    ),
    ...peopleRows(park),
    insert('category', [{ id: 'all', ...names('All') }]),
    insert('opening_hours', [{ id: 1, weekly: allWeek, holiday_rule: 'open-as-weekday', spans_until: far }]),
    insert('open_span', [{ hours_id: 1, starts_at: 0, ends_at: far }]),
    ...resourceRows(park),
  ].join('\n')
}

const far = 32_503_680_000

function names(name: string) {
  return { name_hans: name, name_hant: name, name_en: name }
}

function peopleRows({ people }: SmallPark): string[] {
  return [
    insert(
      'person',
      people.map(({ name }, at) => ({ id: smallIds.person(at), email: `p${at}@small.example`, name, locale: 'en' })),
    ),
    insert(
      'role',
      people.map(({ firm }, at) => ({
        person_id: smallIds.person(at),
        role: 'researcher',
        firm_id: smallIds.firm(firm),
      })),
    ),
    insert(
      'session',
      people.map((_, at) => ({
        token_hash: tokenHash(smallIds.token(at)),
        person_id: smallIds.person(at),
        kind: 'bearer',
        created_at: 0,
        expires_at: far,
      })),
    ),
  ]
}

function resourceRows({ resources, stepMinutes, policy }: SmallPark): string[] {
  const rates = resources.flatMap(({ perHourMinor }, at) =>
    Object.entries(perHourMinor).map(([category, minor]) => ({
      resource_id: smallIds.resource(at),
      price_category: category,
      valid_from: 0,
      terms: JSON.stringify({ ...hourly, perHourMinor: minor, taxBasisPoints: 0 }),
      published_at: 0,
    })),
  )
  return [
    insert(
      'resource',
      resources.map(({ name, facility }, at) => ({
        id: smallIds.resource(at),
        facility_id: smallIds.facility(facility),
        category_id: 'all',
        kind: 'instrument',
        ...names(name),
        asset_number: `A${at}`,
        search_text: name,
        hours_id: 1,
        step_minutes: stepMinutes,
        min_minutes: stepMinutes,
        max_minutes: 10_080,
        policy: JSON.stringify({ ...usualPolicy, checkIn: 'none', horizonDays: 730, ...policy }),
      })),
    ),
    insert(
      'unit',
      resources.map((_, at) => ({ id: at + 1, resource_id: smallIds.resource(at), name: '1' })),
    ),
    insert(
      'rate',
      rates.map((rate, at) => ({ id: id<RateId>('rat', at + 1), ...rate })),
    ),
  ]
}
