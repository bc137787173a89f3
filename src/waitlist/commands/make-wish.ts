import { judgedRows } from '../../bookings/commands/booking-rows.ts'
import type { BookingFacts } from '../../bookings/facts.ts'
import { bookingFactsOf, bookingFactsQueries, currentPark } from '../../bookings/reads/booking-facts.ts'
import type { Refusal } from '../../bookings/refusal.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { belongsTo, managesFacility } from '../../firms/viewer.ts'
import { newId, type ProjectId, type ResourceId } from '../../kernel/id.ts'
import type { Interval } from '../../kernel/interval.ts'
import { invariant } from '../../kernel/invariant.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { DbAbort, type AbortToken } from '../../platform/db/port.ts'
import { sql } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { obstaclesTo } from '../fit-wish.ts'
import { liveWishesQuery, myWishOf, type MyWish } from '../reads/my-wishes.ts'
import { wishDocument } from '../wish-document.ts'
import { newWishRows } from '../wish.sql.ts'
import { isWindow, wishesPerPerson, wishesPerResource, type Wish } from '../wish.ts'
import { offerAfterwards } from './offer-freed-time.ts'

export interface WishWanted {
  readonly resourceId: ResourceId
  readonly part: Wish['part']
  readonly window: Interval
  readonly minutes: number
  /** Null takes the person's usual project. */
  readonly projectId: ProjectId | null
}

export type WishAnswer =
  | { readonly kind: 'waiting'; readonly status: number; readonly body: string }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[]; readonly facts: BookingFacts }

const rounds = 3

/**
 * Puts a person in the queue for a time that is taken. The same wish again is the one that waits already; what nothing
 * but luck could fulfil is refused. Throws Unauthenticated, NotFound, Malformed, KeyReused, DbUnavailable, and Conflict
 * (`too-many`, `try-again`).
 */
export async function makeWish(deps: Deps, actor: Actor, wanted: WishWanted, key: RequestKey): Promise<WishAnswer> {
  if (!isWindow(wanted.window, wanted.minutes)) throw new Malformed([{ pointer: '/minutes', kind: 'value' }])
  for (let round = 1; round <= rounds; round++) {
    const { stored, facts, live, ahead } = await readForWish(deps, actor, wanted, key)
    if (stored) return { kind: 'waiting', ...stored }
    const same = live.find(({ wish }) => isSame(wish, wanted))
    if (same) return { kind: 'waiting', status: 200, body: JSON.stringify(wishDocument(same, facts.viewer.locale)) }
    const wish = wishOf(deps, wanted, facts)
    const refusals = obstaclesTo(wish, facts)
    if (refusals.length > 0) return { kind: 'refused', refusals, facts }
    if (live.length >= wishesPerPerson) throw new Conflict('too-many', { limit: wishesPerPerson })
    const asked = facts.resources.get(wanted.resourceId)?.resource
    invariant(asked && facts.payer, 'a wish that nothing stands against has a resource and a payer')
    const shown = { wish, resource: asked.names, project: facts.payer.projectCode, ahead, offer: null }
    const body = JSON.stringify(wishDocument(shown, facts.viewer.locale))
    const idempotency = { actor: facts.viewer.personId, ...key, status: 201, body, at: facts.now }
    try {
      await deps.db.write([...judgedRows(facts, [asked.id]), ...newWishRows(wish, asked.facilityId)], { idempotency })
      // Some of its time may be free all the same.
      offerAfterwards(deps, [wanted])
      return { kind: 'waiting', status: 201, body }
    } catch (error) {
      if (!(error instanceof DbAbort)) throw error
      if (error.token === 'WISHES_SPENT') throw new Conflict('too-many', { limit: wishesPerResource })
      if (!judgedAgain.has(error.token)) throw error
    }
  }
  throw new Conflict('try-again')
}

// Another constraint: the same wish, made at the same moment.
const judgedAgain: ReadonlySet<AbortToken> = new Set<AbortToken>(['STALE_RULES', 'IDEMPOTENCY_KEY', 'OTHER_CONSTRAINT'])

async function readForWish(deps: Deps, actor: Actor, wanted: WishWanted, key: RequestKey) {
  const { resourceId, window, projectId } = wanted
  const rows = await deps.db.read({
    ...bookingFactsQueries(deps, actor, {
      by: { projectId, onBehalfOf: null },
      resourceIds: sql<{ id: string }>`SELECT ${resourceId} AS id`,
      times: [window],
      replaces: null,
    }),
    stored: storedAnswerQuery(actor, key.key),
    live: liveWishesQuery(actor),
    ahead: sql<{ ahead: number }>`SELECT count(*) AS ahead FROM wish w WHERE w.resource_id = ${resourceId}
      AND w.state = 'waiting' AND w.person_id <> ${viewerId(actor)} AND w.starts_at < ${window.endsAt}
      AND w.ends_at > ${window.startsAt} LIMIT 1`,
  })
  const facts = bookingFactsOf(rows, deps.now(), await currentPark(deps, rows))
  if (!facts) throw new NotFound('person')
  assertKnown(facts, wanted)
  const live: MyWish[] = rows.live.map(myWishOf)
  return { facts, live, ahead: rows.ahead[0]?.ahead ?? 0, stored: storedAnswerOf(rows.stored, key) }
}

/** What is not the viewer's answers like what does not exist. */
function assertKnown({ resources, payer, viewer }: BookingFacts, { resourceId, projectId }: WishWanted): void {
  const resource = resources.get(resourceId)?.resource
  const isShown = resource && (resource.state !== 'draft' || managesFacility(viewer, resource.facilityId))
  if (!isShown) throw new NotFound('resource')
  if (projectId !== null && !payer) throw new NotFound('project')
  if (payer && !belongsTo(viewer, payer.firmId)) throw new NotFound('project')
}

function isSame(wish: Wish, { resourceId, window }: WishWanted): boolean {
  const { startsAt, endsAt } = window
  return wish.resourceId === resourceId && wish.startsAt === startsAt && wish.endsAt === endsAt
}

function wishOf(
  deps: Deps,
  { resourceId, part, window, minutes }: WishWanted,
  { payer, viewer, now }: BookingFacts,
): Wish {
  return {
    id: newId('wsh', now * 1000, deps.entropy),
    // Without a payer it is refused before it is written.
    firmId: payer?.firmId ?? ('' as never),
    projectId: payer?.projectId ?? ('' as never),
    personId: viewer.personId,
    resourceId,
    part,
    ...window,
    minutes,
    state: 'waiting',
    version: 1,
    createdAt: now,
    bookingId: null,
  }
}
