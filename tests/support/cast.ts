import { createHash } from 'node:crypto'
import type { FacilityId, FirmId, Id, PersonId, ProjectId, ResourceId } from '../../src/kernel/id.ts'

/** The tests' clock begins here: Monday 23 November 2026, 10:00 in Shanghai. */
export const castNow = Date.UTC(2026, 10, 23, 2) / 1000

export const firms = { helix: id<FirmId>('firm', 1), orchid: id<FirmId>('firm', 2) }
export const facilities = { imaging: id<FacilityId>('fac', 1), cells: id<FacilityId>('fac', 2) }
export const projects = {
  helix: id<ProjectId>('prj', 1),
  helixClosed: id<ProjectId>('prj', 2),
  orchid: id<ProjectId>('prj', 3),
}

/** A person of the cast: `token` signs them in. */
export interface CastPerson {
  readonly id: PersonId
  readonly token: string
  readonly email: string
}

export const people = {
  helixResearcher: person(1, 'researcher@helix.example'),
  helixColleague: person(2, 'colleague@helix.example'),
  helixAdmin: person(3, 'admin@helix.example'),
  helixFinance: person(4, 'finance@helix.example'),
  orchidResearcher: person(5, 'researcher@orchid.example'),
  orchidAdmin: person(6, 'admin@orchid.example'),
  orchidFinance: person(7, 'finance@orchid.example'),
  imagingManager: person(8, 'manager@imaging.example'),
  cellsManager: person(9, 'manager@cells.example'),
  parkFinance: person(10, 'finance@park.example'),
  parkAdmin: person(11, 'admin@park.example'),
  /** Signed in, without any role. */
  visitor: person(12, 'visitor@nowhere.example'),
  /** A token that lives, of a person who is suspended. */
  suspended: person(13, 'suspended@helix.example'),
  orchidSuspended: person(14, 'suspended@orchid.example'),
} as const

export const resources = {
  /** One microscope, weekdays 08:00–22:00; who books it must be trained: both firms' researchers are. */
  confocal: id<ResourceId>('res', 1),
  /** Three equal centrifuges, open day and night, with a quarter of an hour to clean them. */
  centrifuge: id<ResourceId>('res', 2),
  /** A room of six benches without check-in, open day and night. */
  benches: id<ResourceId>('res', 3),
  /** Only Helix may book it, and a lab manager approves. */
  cleanroom: id<ResourceId>('res', 4),
  /** No rate is published for it. */
  unpriced: id<ResourceId>('res', 5),
}

/** Keys of the cast's units, in the order of their names. */
export const units = {
  confocal: [1],
  centrifuge: [2, 3, 4],
  benches: [5, 6, 7, 8, 9, 10],
  cleanroom: [11],
  unpriced: [12],
}

/** Keys of the cast's quotas; Helix's firm quota is 40 hours a month, a Helix researcher's own 8 hours a day. */
export const quotas = { helixMonth: 1, helixResearcherDay: 2, helixProjectBudget: 3, orchidMonth: 4 }

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** A well-formed id of the cast. */
export function id<T extends Id<string>>(prefix: string, number: number): T {
  return `${prefix}_${String(number).padStart(26, '0')}` as T
}

function person(number: number, email: string): CastPerson {
  return { id: id<PersonId>('usr', number), token: `test-token-${String(number).padStart(32, '0')}`, email }
}
