import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import type { ResourceId } from '../../kernel/id.ts'
import { Conflict, Forbidden, Malformed, NotFound } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { farBookingsQuery, markRows, openFarOf, type FarBooking } from '../../bookings/commands/mark-rows.ts'
import { ratesQuery, type RateRow } from '../../bookings/reads/held-query.ts'
import { offerAfterwards } from '../../waitlist/commands/offer-freed-time.ts'
import { waitedForQuery } from '../../waitlist/wish.sql.ts'
import { resourceOf, resourcesQuery } from '../reads/resource-query.ts'
import type { Policy, Resource } from '../resource.ts'
import { changedResourceRows, type CatalogueWrite } from './resource-rows.ts'

/** What of a resource's rules a lab manager sets; what is left out stays. */
export interface PolicyChange {
  readonly state?: Resource['state'] | undefined
  readonly setupMinutes?: number | undefined
  readonly cleanupMinutes?: number | undefined
  readonly stepMinutes?: number | undefined
  readonly minMinutes?: number | undefined
  readonly maxMinutes?: number | undefined
  readonly restricted?: boolean | undefined
  readonly policy?: { readonly [K in keyof Policy]?: Policy[K] | undefined } | undefined
}

export interface ResourceAnswer {
  readonly status: number
  readonly body: string
}

/** New rules for bookings that are yet to be made. Throws as below. */
export async function setPolicy(
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  change: PolicyChange,
  key: RequestKey,
): Promise<ResourceAnswer> {
  return changeResource(deps, actor, id, key, ({ viewer, resource, write, far }) => {
    assertManages(viewer, resource)
    const { policy, ...columns } = given(change)
    const next: Resource = { ...resource, ...columns, policy: { ...resource.policy, ...given(policy ?? {}) } }
    if (next.minMinutes > next.maxMinutes) throw new Malformed([{ pointer: '/maxMinutes', kind: 'value' }])
    const record = {
      action: 'resource.policy-set',
      detail: { changed: [...Object.keys(columns), ...Object.keys(policy ?? {})] },
    }
    const marks = markRows([id], { ...write, openFar: openFarOf(far, resource.hours, deps.park()) })
    return { rows: [...changedResourceRows(resource, next, record, write), ...marks], document: policyDocument(next) }
  })
}

/** The rules of a resource as its managers set them. */
export function policyDocument(resource: Resource) {
  const { state, setupMinutes, cleanupMinutes, stepMinutes, minMinutes, maxMinutes, restricted, policy } = resource
  return { state, setupMinutes, cleanupMinutes, stepMinutes, minMinutes, maxMinutes, restricted, policy }
}

export interface FoundResource {
  readonly viewer: Viewer
  readonly resource: Resource
  readonly write: CatalogueWrite
  /** Every rate of it, in ascending order of category and start. */
  readonly rates: readonly RateRow[]
  /** Bookings past the days for which hours are laid out. */
  readonly far: readonly FarBooking[]
}

export interface Change {
  readonly rows: readonly Query[]
  readonly document: Readonly<Record<string, unknown>>
}

const rounds = 3
// Past every rate that can be published.
const farthest = 253_402_300_799

/**
 * One round trip to read, a decision, one to write from the very version that was read; a lost race is judged again,
 * at most three times. Throws Unauthenticated, Forbidden, NotFound, KeyReused, Malformed, Conflict, DbUnavailable.
 */
export async function changeResource(
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  key: RequestKey,
  decide: (found: FoundResource) => Change,
): Promise<ResourceAnswer> {
  for (let round = 1; round <= rounds; round++) {
    const nobody = sql`NULL`
    const rows = await deps.db.read({
      viewer: viewerQuery(actor, deps.now()),
      stored: storedAnswerQuery(actor, key.key),
      resource: resourcesQuery(sql`SELECT ${id}`, nobody, nobody),
      rates: ratesQuery(sql`SELECT ${id}`, farthest),
      waitedFor: waitedForQuery(sql`SELECT ${id}`),
      far: farBookingsQuery(sql`SELECT ${id}`, deps.now()),
    })
    const viewer = viewerOf(rows.viewer)
    const stored = storedAnswerOf(rows.stored, key)
    if (stored) return stored
    const resource = rows.resource[0] && resourceOf(rows.resource[0])
    if (!resource) throw new NotFound('resource')
    const write = { actorId: viewer.personId, at: deps.now(), park: deps.park(), entropy: deps.entropy }
    const change = decide({ viewer, resource, write, rates: rows.rates, far: rows.far })
    const body = JSON.stringify({ id, ...change.document, version: resource.rulesVersion + 1 })
    const idempotency = { actor: viewer.personId, ...key, status: 200, body, at: write.at }
    try {
      await deps.db.write([sameViewerRow(viewer), ...change.rows], { idempotency })
      offerAfterwards(deps, rows.waitedFor)
      return { status: 200, body }
    } catch (error) {
      const overtaken = error instanceof DbAbort && (error.token === 'STALE_RULES' || error.token === 'IDEMPOTENCY_KEY')
      if (!overtaken) throw error
    }
  }
  throw new Conflict('try-again')
}

/** A resource that is not published yet is its managers' business only. */
function assertManages(viewer: Viewer, { facilityId, state }: Resource): void {
  if (managesFacility(viewer, facilityId)) return
  throw state === 'draft' ? new NotFound('resource') : new Forbidden()
}

/** Without the keys that were not given. */
function given<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never
}
