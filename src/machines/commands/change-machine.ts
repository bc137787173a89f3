import { farBookingsQuery, markRows, openFarOf } from '../../bookings/commands/mark-rows.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import type { ResourceId } from '../../kernel/id.ts'
import { Conflict, NotFound, Stale } from '../../kernel/thrown.ts'
import { DbAbort, type Answers } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { CatalogueWrite } from '../../resources/commands/resource-rows.ts'
import { resourceOf, resourcesQuery } from '../../resources/reads/resource-query.ts'
import type { Resource } from '../../resources/resource.ts'
import { offerAfterwards } from '../../waitlist/commands/offer-freed-time.ts'
import { waitedForQuery } from '../../waitlist/wish.sql.ts'

export interface MachineChange<Q extends Record<string, Query>> {
  readonly id: ResourceId
  /** The version that was looked at; null judges whatever stands. */
  readonly version: number | null
  readonly key: RequestKey
  /** What has to be known besides. */
  readonly besides: Q
  /** The rows of the change; what it throws is thrown. */
  readonly decide: (found: FoundMachine, rows: Answers<Q>) => readonly Query[]
}

export interface FoundMachine {
  readonly viewer: Viewer
  readonly resource: Resource
  readonly write: CatalogueWrite
  /** Rows that mark bookings by how the machine stands after the change. */
  readonly marks: readonly Query[]
}

const rounds = 3

/**
 * One round trip to read, a decision, one to write from the very version that was read. Throws Unauthenticated,
 * NotFound for a machine that the viewer does not manage, Stale where somebody has saved it since, KeyReused,
 * Malformed, Conflict, DbUnavailable.
 */
export async function changeMachine<Q extends Record<string, Query>>(
  deps: Deps,
  actor: Actor,
  change: MachineChange<Q>,
): Promise<void> {
  const { id, version, key, besides, decide } = change
  for (let round = 1; round <= rounds; round++) {
    const [rows, more] = await readBoth(deps, headQueries(deps, actor, id, key), besides)
    const viewer = viewerOf(rows.viewer)
    if (storedAnswerOf(rows.stored, key)) return
    const resource = rows.resource[0] && resourceOf(rows.resource[0])
    if (!resource || !managesFacility(viewer, resource.facilityId)) throw new NotFound('resource')
    if (version !== null && version !== resource.rulesVersion) throw new Stale(resource.rulesVersion)
    const write = { actorId: viewer.personId, at: deps.now(), park: deps.park(), entropy: deps.entropy }
    const openFar = openFarOf(rows.far, resource.hours, deps.park())
    const statements = decide({ viewer, resource, write, marks: markRows([id], { ...write, openFar }) }, more)
    const idempotency = { actor: viewer.personId, ...key, status: 200, body: '', at: write.at }
    try {
      await deps.db.write([sameViewerRow(viewer), ...statements], { idempotency })
      offerAfterwards(deps, rows.waitedFor)
      return
    } catch (error) {
      const overtaken = error instanceof DbAbort && (error.token === 'STALE_RULES' || error.token === 'IDEMPOTENCY_KEY')
      if (!overtaken) throw error
    }
  }
  throw new Conflict('try-again')
}

function headQueries(deps: Deps, actor: Actor, id: ResourceId, key: RequestKey) {
  const nobody = sql`NULL`
  return {
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    resource: resourcesQuery(sql`SELECT ${id}`, nobody, nobody),
    far: farBookingsQuery(sql`SELECT ${id}`, deps.now()),
    waitedFor: waitedForQuery(sql`SELECT ${id}`),
  }
}

/** Two records of queries in one trip, and their answers apart. */
async function readBoth<A extends Record<string, Query>, B extends Record<string, Query>>(
  deps: Deps,
  head: A,
  besides: B,
): Promise<[Answers<A>, Answers<B>]> {
  const rows = await deps.db.read({ ...head, ...besides })
  return [rows as unknown as Answers<A>, rows as unknown as Answers<B>]
}
