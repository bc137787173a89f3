import { bookingDocument } from '../../bookings/booking-document.ts'
import { namedBookingOf, namedBookingsQuery, type NamedBooking } from '../../bookings/reads/booking-with-names.ts'
import type { RateTerms } from '../../billing/tariff.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility, seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import type { ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict, Forbidden, Malformed, NotFound } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { offerAfterwards } from '../../waitlist/commands/offer-freed-time.ts'
import { waitedForQuery } from '../../waitlist/wish.sql.ts'
import { resourceOf, resourcesQuery } from '../reads/resource-query.ts'
import type { Policy, Resource } from '../resource.ts'
import { changedResourceRows, newVersionRows, rateRow, type CatalogueWrite } from './resource-rows.ts'

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

export interface NewRate {
  readonly priceCategory: string
  readonly validFrom: Instant
  readonly terms: RateTerms
}

export interface ResourceAnswer {
  readonly status: number
  readonly body: string
}

/**
 * New rules for bookings that are yet to be made. A resource is not taken out of use under bookings: closing it decides
 * what becomes of them. Throws as below, and Conflict with those bookings.
 */
export async function setPolicy(
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  change: PolicyChange,
  key: RequestKey,
): Promise<ResourceAnswer> {
  return changeResource(deps, actor, id, key, ({ viewer, resource, coming, write }) => {
    assertManages(viewer, resource)
    const { policy, ...columns } = given(change)
    const next: Resource = { ...resource, ...columns, policy: { ...resource.policy, ...given(policy ?? {}) } }
    const leaves = next.state !== resource.state && (next.state === 'retired' || next.state === 'out-of-service')
    if (leaves && coming.length > 0)
      throw new Conflict('bookings-affected', { bookings: documentsOf(coming, viewer, write) })
    if (next.minMinutes > next.maxMinutes) throw new Malformed([{ pointer: '/maxMinutes', kind: 'value' }])
    const record = {
      action: 'resource.policy-set',
      detail: { changed: [...Object.keys(columns), ...Object.keys(policy ?? {})] },
    }
    const rows = [
      ...changedResourceRows(resource, next, record, write),
      ...(leaves ? [nobodyLeftRow(id, write.at)] : []),
    ]
    return { rows, document: policyDocument(next) }
  })
}

/** A price for a price category from an instant on, which may not have passed. Throws as below. */
export async function publishRate(
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  { priceCategory, validFrom, terms }: NewRate,
  key: RequestKey,
): Promise<ResourceAnswer> {
  return changeResource(deps, actor, id, key, ({ viewer, resource, write }) => {
    if (!seesParkMoney(viewer)) throw new Forbidden()
    if (validFrom < write.at) throw new Malformed([{ pointer: '/validFrom', kind: 'value' }])
    const record = { action: 'resource.rate-published', detail: { priceCategory, validFrom, terms } }
    const rows = [rateRow(id, priceCategory, validFrom, terms, write), ...newVersionRows(resource, record, write)]
    return { rows, document: { priceCategory, validFrom, terms } }
  })
}

/** The rules of a resource as its managers set them. */
export function policyDocument(resource: Resource) {
  const { state, setupMinutes, cleanupMinutes, stepMinutes, minMinutes, maxMinutes, restricted, policy } = resource
  return { state, setupMinutes, cleanupMinutes, stepMinutes, minMinutes, maxMinutes, restricted, policy }
}

interface FoundResource {
  readonly viewer: Viewer
  readonly resource: Resource
  /** Bookings that are yet to end, the first of them. */
  readonly coming: readonly NamedBooking[]
  readonly write: CatalogueWrite
}

interface Change {
  readonly rows: readonly Query[]
  readonly document: Readonly<Record<string, unknown>>
}

const rounds = 3

/**
 * One round trip to read, a decision, one to write from the very version that was read; a lost race is judged again,
 * at most three times. Throws Unauthenticated, Forbidden, NotFound, KeyReused, Malformed, Conflict, DbUnavailable.
 */
async function changeResource(
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
      coming: namedBookingsQuery(sql`SELECT id FROM (${comingIds(id, deps.now())} LIMIT 20)`),
      waitedFor: waitedForQuery(sql`SELECT ${id}`),
    })
    const viewer = viewerOf(rows.viewer)
    const stored = storedAnswerOf(rows.stored, key)
    if (stored) return stored
    const resource = rows.resource[0] && resourceOf(rows.resource[0])
    if (!resource) throw new NotFound('resource')
    const write = { actorId: viewer.personId, at: deps.now(), park: deps.park(), entropy: deps.entropy }
    const change = decide({ viewer, resource, coming: rows.coming.map(namedBookingOf), write })
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

function comingIds(id: ResourceId, now: Instant): Query {
  return sql`SELECT b.id AS id FROM resource r CROSS JOIN booking b ON b.resource_id = r.id
    AND b.starts_at > ${now} - (r.max_minutes + 1440) * 60
    WHERE r.id = ${id} AND b.ends_at > ${now} AND b.state IN ('offered', 'pending', 'confirmed', 'in-use')`
}

/** Whoever booked since it was judged sends it back. */
function nobodyLeftRow(id: ResourceId, now: Instant): Query {
  return sql`INSERT INTO assert_rules (n) SELECT count(*) = 0 FROM (${comingIds(id, now)} LIMIT 1)`
}

function documentsOf(coming: readonly NamedBooking[], { locale }: Viewer, { at }: CatalogueWrite) {
  return coming.map(({ booking, names }) => bookingDocument(booking, names, locale, at))
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
