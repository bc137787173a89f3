import type { Actor, Deps, RequestKey } from '../../deps.ts'
import type { PersonId, ProjectId, ResourceId, UnitId } from '../../kernel/id.ts'
import { KeyReused, NotFound } from '../../kernel/thrown.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { readBookingLines, type BookingLine } from '../read-booking-lines.ts'
import type { WantedBy } from '../wanted.ts'
import { requestBooking } from './request-booking.ts'

/** What became of one line of the file. */
export interface ImportedBooking {
  readonly line: number
  readonly outcome: 'booked' | 'unchanged' | 'refused'
  /** Names of rules, or what is wrong with the line. */
  readonly reasons: readonly string[]
}

/** Lets the operator book as the people of the file. */
export interface Impersonation {
  readonly actorFor: (personId: PersonId) => Promise<Actor>
}

/**
 * Books every line of a file through the very decision that people's requests go through, with the clock at the time
 * of each request, in the order of the requests. Importing again changes nothing: a line's key is its own. Throws
 * UnreadableTable, ColumnsMissing.
 */
export async function importBookings(
  deps: Deps,
  csvText: string,
  { actorFor }: Impersonation,
  digest: (text: string) => string | Promise<string>,
): Promise<ImportedBooking[]> {
  const { lines, faulty } = readBookingLines(csvText)
  const known = await readKnown(deps, lines)
  const done: ImportedBooking[] = faulty.map(({ line, faults }) => ({ line, outcome: 'refused', reasons: faults }))
  for (const line of lines.toSorted((a, b) => a.requestedAt - b.requestedAt || a.line - b.line)) {
    const found = resolve(line, known)
    if (typeof found === 'string') done.push({ line: line.line, outcome: 'refused', reasons: [found] })
    else done.push(await bookLine(deps, line, found, await actorFor(found.personId), await requestKeyOf(line, digest)))
  }
  return done.toSorted((a, b) => a.line - b.line)
}

interface Resolved {
  readonly personId: PersonId
  readonly resourceId: ResourceId
  readonly unitId: UnitId | null
  readonly projectId: ProjectId | null
}

// The line's number is left out: the same booking may stand elsewhere in the next file.
async function requestKeyOf(line: BookingLine, digest: (text: string) => string | Promise<string>) {
  const booking = { ...line, line: 0 }
  return { key: `import:${await digest(booking.key)}`, requestHash: await digest(JSON.stringify(booking)) }
}

async function bookLine(
  deps: Deps,
  line: BookingLine,
  found: Resolved,
  actor: Actor,
  key: RequestKey,
): Promise<ImportedBooking> {
  const { startsAt, endsAt, purpose, requestedAt } = line
  const wanted = {
    resourceId: found.resourceId,
    unitId: found.unitId,
    whole: false,
    samples: 0,
    purpose,
    startsAt,
    endsAt,
  }
  const by: WantedBy = { projectId: found.projectId, onBehalfOf: null, override: null }
  const then: Deps = { ...deps, now: () => Math.min(requestedAt, deps.now()) }
  try {
    const answer = await requestBooking(then, actor, { wanted: [wanted], by, ifSomeRefused: 'book-none' }, key)
    if (answer.kind === 'booked')
      return { line: line.line, outcome: answer.replayed ? 'unchanged' : 'booked', reasons: [] }
    const reasons = answer.verdicts.flatMap((verdict) => verdict.refusals.map((refusal) => refusal.rule))
    return { line: line.line, outcome: 'refused', reasons }
  } catch (error) {
    const reused = error instanceof KeyReused && 'key: used before for another booking'
    const reason = reused || (error instanceof NotFound && `${error.message}: unknown`)
    if (reason) return { line: line.line, outcome: 'refused', reasons: [reason] }
    throw error
  }
}

type Known = Awaited<ReturnType<typeof readKnown>>

async function readKnown(deps: Deps, lines: readonly BookingLine[]) {
  const rows = await deps.db.read({
    people: peopleQuery(lines.map((line) => line.email)),
    units: unitsQuery(lines.map((line) => line.assetNumber)),
    projects: projectsQuery(lines.map((line) => line.projectCode)),
  })
  return {
    people: new Map(rows.people.map((row) => [row.email, row.id])),
    resources: new Map(rows.units.map((row) => [row.assetNumber, row.resourceId])),
    units: new Map(rows.units.map((row) => [`${row.assetNumber}|${row.name}`, row.id])),
    projects: new Map(rows.projects.map((row) => [`${row.personId}|${row.code}`, row.id])),
  }
}

function resolve(line: BookingLine, known: Known): Resolved | string {
  const personId = known.people.get(line.email)
  const resourceId = known.resources.get(line.assetNumber)
  const unitId = line.unit === '' ? null : known.units.get(`${line.assetNumber}|${line.unit}`)
  const projectId = line.projectCode === '' ? null : known.projects.get(`${personId}|${line.projectCode}`)
  if (personId === undefined) return 'email: unknown'
  if (resourceId === undefined) return 'asset_number: unknown'
  if (unitId === undefined) return 'unit: unknown'
  if (projectId === undefined) return 'project_code: unknown'
  return { personId, resourceId, unitId, projectId }
}

function peopleQuery(emails: readonly string[]): Query<{ id: PersonId; email: string }> {
  return sql<{ id: PersonId; email: string }>`SELECT id, email FROM person
    WHERE email IN (SELECT value FROM json_each(${json([...new Set(emails)])})) LIMIT 20000`
}

function unitsQuery(assetNumbers: readonly string[]) {
  return sql<{
    id: UnitId
    name: string
    resourceId: ResourceId
    assetNumber: string
  }>`SELECT u.id AS id, u.name AS name,
    r.id AS resourceId, r.asset_number AS assetNumber FROM resource r JOIN unit u ON u.resource_id = r.id
    WHERE r.asset_number IN (SELECT value FROM json_each(${json([...new Set(assetNumbers)])})) LIMIT 100000`
}

function projectsQuery(codes: readonly string[]) {
  return sql<{
    id: ProjectId
    code: string
    personId: PersonId
  }>`SELECT DISTINCT p.id AS id, p.code AS code, r.person_id AS personId
    FROM project p JOIN role r ON r.firm_id = p.firm_id
    WHERE p.code IN (SELECT value FROM json_each(${json([...new Set(codes)])})) LIMIT 100000`
}
