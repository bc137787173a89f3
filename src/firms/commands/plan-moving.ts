import type { Deps, RequestKey } from '../../deps.ts'
import type { PersonId } from '../../kernel/id.ts'
import { Forbidden } from '../../kernel/thrown.ts'
import type { Query } from '../../platform/db/sql.ts'
import type { SaidPerson, SaidProject } from '../moving-columns.ts'
import type { MovingKind, PlannedLine } from '../moving-in.ts'
import { planFirms } from '../plan-firms.ts'
import { planPeople } from '../plan-people.ts'
import { planProjects } from '../plan-projects.ts'
import type { ReadFile } from '../read-moving-file.ts'
import { readMovingFacts, type Mover, type MovingWish } from '../reads/moving-facts.ts'
import { storedAnswerOf } from '../reads/stored-answer.ts'
import { viewerOf } from '../reads/viewer-query.ts'
import { may } from '../viewer.ts'
import { firmRows, movedProjectRows, personRows, type MovingWrite } from './moving-rows.ts'

/** A file of any kind. */
export type AnyFile = ReadFile<MovingKind>

/** What a line that is taken writes. */
export interface Writable {
  /** All that will be there afterwards. */
  readonly says: unknown
  readonly rows: (write: MovingWrite, made: Map<string, PersonId>) => Query[]
}

/** Compares a file with the park as it stands now, for who may. Throws Unauthenticated, Forbidden, KeyReused. */
export async function planMoving(deps: Deps, mover: Mover, kind: MovingKind, file: AnyFile, request: RequestKey) {
  const facts = await readMovingFacts(deps, mover, wishOf(kind, file), request)
  const viewer = mover === 'operator' ? null : viewerOf(facts.viewer)
  if (viewer !== null && !may(viewer, 'manage-firms')) throw new Forbidden()
  return { viewer, stored: storedAnswerOf(facts.stored, request), lines: planned(deps, kind, file, facts) }
}

/** All that a plan writes, as text: the same only while the same would be written. */
export function planText(lines: readonly PlannedLine<Writable>[]): string {
  return JSON.stringify(lines.map(({ moved, entry }) => [moved, entry?.says]))
}

function wishOf(kind: MovingKind, { lines }: AnyFile): MovingWish {
  const said = lines.map((line) => line.said)
  if (kind === 'people') return { codes: [], addresses: (said as SaidPerson[]).map(({ address }) => address) }
  if (kind === 'firms') return { codes: [], addresses: [] }
  const projects = said as SaidProject[]
  return { codes: projects.map(({ code }) => code), addresses: projects.flatMap(({ members }) => members ?? []) }
}

// The compiler does not know that a file of a kind was read as one.
function planned(
  deps: Deps,
  kind: MovingKind,
  { lines }: AnyFile,
  facts: Awaited<ReturnType<typeof readMovingFacts>>,
): PlannedLine<Writable>[] {
  switch (kind) {
    case 'firms':
      return planFirms(lines as ReadFile<'firms'>['lines'], facts).map(({ moved, entry }) => ({
        moved,
        entry: entry && { says: entry.wanted, rows: (write) => firmRows(entry, write) },
      }))
    case 'people':
      return planPeople(lines as ReadFile<'people'>['lines'], facts).map(({ moved, entry }) => ({
        moved,
        entry: entry && { says: [entry.name, entry.roles], rows: (write, made) => personRows(entry, write, made) },
      }))
    case 'projects': {
      const { timeZone: zone } = deps.park()
      return planProjects(lines as ReadFile<'projects'>['lines'], { ...facts, zone }).map(({ moved, entry }) => ({
        moved,
        entry: entry && { says: [entry.firmId, entry.wanted], rows: (write) => movedProjectRows(entry, write) },
      }))
    }
  }
}
