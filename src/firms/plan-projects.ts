import type { FirmId, PersonId, ProjectId } from '../kernel/id.ts'
import { spanOfDay } from '../kernel/wall-clock.ts'
import { firmFinder } from './find-firm.ts'
import { movingColumns, type SaidProject } from './moving-columns.ts'
import type { MovingFault, PlannedLine, ReadLine } from './moving-in.ts'
import type { KnownFirm } from './plan-firms.ts'
import type { WantedProject } from './project.ts'

export interface KnownProject extends WantedProject {
  readonly id: ProjectId
  readonly firmId: FirmId
  readonly version: number
}

export interface KnownMember {
  readonly personId: PersonId
  readonly firmId: FirmId
  readonly address: string
}

/** A project as it shall be; `current` is null for a new one. */
export interface ProjectEntry {
  readonly firmId: FirmId
  readonly current: KnownProject | null
  readonly wanted: WantedProject
}

export interface ProjectFacts {
  readonly firms: readonly KnownFirm[]
  readonly projects: readonly KnownProject[]
  readonly members: readonly KnownMember[]
  readonly zone: string
}

/** Compares lines with the projects that are there, by firm and code. Pure. */
export function planProjects(
  lines: readonly ReadLine<SaidProject>[],
  facts: ProjectFacts,
): PlannedLine<ProjectEntry>[] {
  const ground: Ground = {
    firm: firmFinder(facts.firms),
    projects: new Map(facts.projects.map((project) => [`${project.firmId} ${project.code}`, project])),
    members: new Map(facts.members.map(({ firmId, address, personId }) => [`${firmId} ${address}`, personId])),
    zone: facts.zone,
    lines: new Map(),
  }
  return lines.map((line) => planLine(line, ground))
}

interface Ground {
  readonly firm: (text: string) => KnownFirm | null
  readonly projects: ReadonlyMap<string, KnownProject>
  readonly members: ReadonlyMap<string, PersonId>
  readonly zone: string
  /** Which line spoke of a firm's code. */
  readonly lines: Map<string, number>
}

function planLine(read: ReadLine<SaidProject>, ground: Ground): PlannedLine<ProjectEntry> {
  const { line, subject, said } = read
  const faults: MovingFault[] = [...read.faults]
  const firm = ground.firm(said.firm)
  if (firm === null && said.firm !== '') faults.push({ kind: 'unknown', column: 'firm', value: said.firm })
  if (firm?.state === 'departed') faults.push({ kind: 'departed', value: firm.names.hans })
  const key = `${firm?.id ?? ''} ${said.code}`
  const earlier = ground.lines.get(key)
  if (earlier !== undefined) faults.push({ kind: 'repeated', line: earlier })
  const current = ground.projects.get(key) ?? null
  const wanted = wantedOf(said, current, firm, ground, faults)
  if (wanted.name === '') faults.push({ kind: 'missing', column: 'name' })
  const { startsAt, endsAt } = wanted
  if (startsAt !== null && endsAt !== null && endsAt <= startsAt) faults.push({ kind: 'days' })
  if (faults.length > 0 || firm === null)
    return { moved: { line, subject, outcome: 'refused', changes: [], faults }, entry: null }
  ground.lines.set(key, line)
  const changes = current ? changesOf(current, wanted) : []
  const outcome = current === null ? 'new' : changes.length > 0 ? 'changed' : 'unchanged'
  const entry = outcome === 'unchanged' ? null : { firmId: firm.id, current, wanted }
  return { moved: { line, subject, outcome, changes, faults }, entry }
}

function wantedOf(
  said: SaidProject,
  current: KnownProject | null,
  firm: KnownFirm | null,
  ground: Ground,
  faults: MovingFault[],
): WantedProject {
  const { code, startsOn, endsOn, budgetMinor, members } = said
  const dayAt = (day: string | null, edge: 'startsAt' | 'endsAt') =>
    day === null ? null : spanOfDay(day, ground.zone)[edge]
  return {
    code,
    name: said.name ?? current?.name ?? '',
    state: said.state ?? current?.state ?? 'open',
    startsAt: startsOn === undefined ? (current?.startsAt ?? null) : dayAt(startsOn, 'startsAt'),
    endsAt: endsOn === undefined ? (current?.endsAt ?? null) : dayAt(endsOn, 'endsAt'),
    budgetMinor: budgetMinor === undefined ? (current?.budgetMinor ?? null) : budgetMinor,
    memberIds:
      members === undefined ? (current?.memberIds ?? null) : members && membersOf(members, firm, ground, faults),
  }
}

function membersOf(
  addresses: readonly string[],
  firm: KnownFirm | null,
  { members }: Ground,
  faults: MovingFault[],
): PersonId[] {
  return addresses.flatMap((address) => {
    const personId = members.get(`${firm?.id ?? ''} ${address}`)
    if (personId === undefined && firm !== null) faults.push({ kind: 'not-member', value: address })
    return personId ?? []
  })
}

function changesOf(current: KnownProject, wanted: WantedProject): string[] {
  const [before, after] = [current, wanted].map(fieldsOf)
  return Object.entries(movingColumns.projects)
    .filter(([, { field }]) => before?.[field] !== after?.[field])
    .map(([name]) => name)
}

function fieldsOf({ startsAt, endsAt, memberIds, ...rest }: WantedProject): Record<string, unknown> {
  const members = memberIds === null ? null : memberIds.toSorted().join(' ')
  return { ...rest, startsOn: startsAt, endsOn: endsAt, members, firm: null }
}
