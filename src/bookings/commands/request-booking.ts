import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerQuery, storedAnswerOf } from '../../firms/reads/stored-answer.ts'
import { belongsTo, managesFacility } from '../../firms/viewer.ts'
import { answerRows } from '../../knowledge/knowledge.sql.ts'
import { newId, type BookingId, type ResourceId } from '../../kernel/id.ts'
import { invariant } from '../../kernel/invariant.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { bookingDocument } from '../booking-document.ts'
import { bookingNumber, type Booking } from '../booking.ts'
import { draftBooking, type Identity } from '../draft-booking.ts'
import type { BookingFacts } from '../facts.ts'
import { judgeBookings, type Verdict } from '../judge-booking.ts'
import { bookingFactsOf, bookingFactsQueries, currentPark, hull, listedIds } from '../reads/booking-facts.ts'
import { lapsedBookingQuery, lapsedBookingsOf } from '../reads/lapsed-bookings.ts'
import { viewerId } from '../reads/viewer-projects.ts'
import { offerBefore } from '../../waitlist/commands/offer-freed-time.ts'
import { queuedQuery } from '../../waitlist/wish.sql.ts'
import type { Wanted, WantedBy } from '../wanted.ts'
import { begunAtOnce } from './begun-at-once.ts'
import { judgedRows, newBookingRows } from './booking-rows.ts'
import { expiryRows, isInTheWay } from './expire-booking.ts'

/** One request: one booking, a series, or a bundle, all for the same person and money. */
export interface BookingRequest {
  readonly wanted: readonly Wanted[]
  readonly by: WantedBy
  /** When some of several can't be had: book none, or book the rest and say which were refused. */
  readonly ifSomeRefused: 'book-none' | 'book-the-rest'
  /** Asked by somebody who stands there: what may be checked in to already is, in the same write. */
  readonly begin?: boolean
}

export type BookingAnswer =
  | {
      readonly kind: 'booked'
      readonly status: number
      readonly body: string
      /** The key's earlier answer. */ readonly replayed: boolean
    }
  | { readonly kind: 'refused'; readonly verdicts: readonly Verdict[]; readonly facts: BookingFacts }

/** At most so many bookings in one request: 60 occurrences of a bundle of eight. */
export const bookingsPerRequest = 480

const rounds = 3

/**
 * Decides and books. Two round trips when nobody interferes; a lost race or a stale judgement is judged again, at most
 * three times. The same key again gets the first answer. Throws Unauthenticated, NotFound, KeyReused, Conflict
 * (`try-again`), DbUnavailable.
 */
export async function requestBooking(
  deps: Deps,
  actor: Actor,
  request: BookingRequest,
  key: RequestKey,
): Promise<BookingAnswer> {
  invariant(
    request.wanted.length > 0 && request.wanted.length <= bookingsPerRequest,
    'a request is for 1 to 480 bookings',
  )
  for (let round = 1; ; round++) {
    const identities = identify(deps, request)
    const { stored, facts, lapsed, queued } = await readFacts(deps, actor, request, key)
    if (stored) return { kind: 'booked', ...stored, replayed: true }
    if ((await offerBefore(deps, queued, lapsed)) && round <= rounds) continue
    const verdicts = judgeBookings(
      request.wanted,
      request.by,
      facts,
      identities.map((identity) => identity.id),
    )
    const bookable = verdicts.filter((verdict) => verdict.refusals.length === 0)
    const enough = request.ifSomeRefused === 'book-none' ? bookable.length === verdicts.length : bookable.length > 0
    if (!enough) return { kind: 'refused', verdicts, facts }
    // Quicker each time were others, yet there is still room: to call that taken would be a lie.
    if (round > rounds) throw new Conflict('try-again')
    const booked = await write(deps, request, key, { facts, verdicts, identities, lapsed })
    if (booked) return booked
  }
}

function identify(deps: Deps, { wanted }: BookingRequest): Identity[] {
  const now = deps.now()
  const groupId = wanted.length > 1 ? newId('grp', now * 1000, deps.entropy) : null
  return wanted.map(() => ({
    id: newId('bkg', now * 1000, deps.entropy),
    number: bookingNumber(now, deps.entropy),
    groupId,
  }))
}

/** One round trip: the facts of a request, the answer that its key got before, and requests that lapsed in its way. */
export async function readFacts(
  deps: Deps,
  actor: Actor,
  { wanted, by, begin = false }: Pick<BookingRequest, 'wanted' | 'by' | 'begin'>,
  key: RequestKey | null,
) {
  const resourceIds = [...new Set(wanted.map((one) => one.resourceId))]
  // Whoever begins at once must know that nobody holds the unit until the booking's start.
  const from = begin ? deps.now() : Infinity
  const times = wanted.map(({ startsAt, endsAt }) => ({ startsAt: Math.min(startsAt, from), endsAt }))
  const ids = listedIds(resourceIds)
  const rows = await deps.db.read({
    ...bookingFactsQueries(deps, actor, { by, resourceIds: ids, times, replaces: null }),
    stored: storedAnswerQuery(actor, key?.key ?? ''),
    lapsed: lapsedBookingQuery(ids, hull(times), deps.now()),
    queued: queuedQuery(ids, bookerOf(actor, by), hull(times), deps.now()),
  })
  const facts = bookingFactsOf(rows, deps.now(), await currentPark(deps, rows))
  assertKnown(facts, resourceIds, by)
  const stored = key && storedAnswerOf(rows.stored, key)
  return { facts, stored, lapsed: lapsedBookingsOf(rows.lapsed), queued: rows.queued }
}

function bookerOf(actor: Actor, { onBehalfOf }: WantedBy): Query {
  return onBehalfOf === null ? viewerId(actor) : sql`${onBehalfOf}`
}

/**
 * A resource, project or person that does not exist looks like one that may not be seen: only whoever manages it all
 * may name strangers.
 */
function assertKnown(
  facts: BookingFacts | null,
  resourceIds: readonly ResourceId[],
  by: WantedBy,
): asserts facts is BookingFacts {
  if (!facts) throw new NotFound('person')
  const { payer, viewer, booker, resources } = facts
  const manages = (id: ResourceId) => {
    const resource = resources.get(id)?.resource
    if (!resource) throw new NotFound('resource')
    const isManager = managesFacility(viewer, resource.facilityId)
    if (resource.state === 'draft' && !isManager) throw new NotFound('resource')
    return isManager
  }
  const managed = resourceIds.map(manages).every(Boolean)
  if (by.projectId !== null && !payer) throw new NotFound('project')
  if (managed) return
  if (payer && !belongsTo(viewer, payer.firmId)) throw new NotFound('project')
  const isStranger = booker.personId !== viewer.personId && !booker.roles.some((role) => role.firmId === payer?.firmId)
  if (isStranger) throw new NotFound('person')
}

interface Decided {
  readonly facts: BookingFacts
  readonly verdicts: readonly Verdict[]
  readonly identities: readonly Identity[]
  readonly lapsed: readonly Booking[]
}

async function write(
  deps: Deps,
  request: BookingRequest,
  key: RequestKey,
  decided: Decided,
): Promise<Extract<BookingAnswer, { kind: 'booked' }> | null> {
  const { facts } = decided
  const { statements, body } = rowsOf(deps, request, decided)
  const idempotency = { actor: facts.viewer.personId, ...key, status: 201, body, at: facts.now }
  try {
    await deps.db.write(statements, { idempotency })
    return { kind: 'booked', status: 201, body, replayed: false }
  } catch (error) {
    if (error instanceof DbAbort && judgedAgain.has(error.token)) return null
    throw error
  }
}

export const judgedAgain: ReadonlySet<DbAbort['token']> = new Set<DbAbort['token']>([
  'UNIT_TAKEN',
  'PERSON_BUSY',
  'QUOTA_EXCEEDED',
  'STALE_RULES',
  'STALE_VERSION',
  'BOOKING_NUMBER',
  // The same key was answered meanwhile: the next round finds the stored answer.
  'IDEMPOTENCY_KEY',
])

function rowsOf(deps: Deps, { by, begin = false }: BookingRequest, { facts, verdicts, identities, lapsed }: Decided) {
  const statements = judgedRows(
    facts,
    verdicts.map((verdict) => verdict.wanted.resourceId),
  )
  const documents: unknown[] = []
  const refused: unknown[] = []
  const expired = new Set<BookingId>()
  verdicts.forEach((verdict, index) => {
    const identity = identities[index]
    const asked = facts.resources.get(verdict.wanted.resourceId)
    invariant(identity && asked, 'a verdict has an identity and a resource')
    if (verdict.refusals.length > 0) return void refused.push(refusedDocument(verdict, index))
    for (const old of lapsed.filter((one) => !expired.has(one.id) && isInTheWay(one, verdict))) {
      expired.add(old.id)
      statements.push(...expiryRows(old, asked.resource.facilityId, facts.now, outboxId(deps, facts)))
    }
    const booking = draftBooking(verdict, by, facts, identity)
    const { units, claims, ahead } = verdict
    statements.push(...newBookingRows(booking, units, claims, asked.resource, outboxId(deps, facts), ahead))
    statements.push(...answerRows(booking, asked.questions, verdict.wanted.answers ?? {}))
    const begun = begin ? begunAtOnce(booking, asked, facts) : { next: booking, statements: [] }
    statements.push(...begun.statements)
    documents.push(bookingDocument(begun.next, namesOf(booking, facts), facts.viewer.locale, facts.now))
  })
  const groupId = identities[0]?.groupId ?? null
  return { statements, body: JSON.stringify(groupId ? { groupId, bookings: documents, refused } : documents[0]) }
}

function refusedDocument({ wanted: { resourceId, startsAt, endsAt }, refusals }: Verdict, index: number) {
  const rules = refusals.map((refusal) => refusal.rule)
  return { index, resourceId, startsAt: formatInstant(startsAt), endsAt: formatInstant(endsAt), rules }
}

function outboxId(deps: Deps, { now }: BookingFacts): string {
  return newId('out', now * 1000, deps.entropy)
}

function namesOf(booking: Booking, { resources, payer, booker, viewer }: BookingFacts) {
  const resource = resources.get(booking.resourceId)?.resource
  invariant(resource && payer, 'a booking names what was read')
  return {
    resource: resource.names,
    unit: resource.units.find((unit) => unit.id === booking.unitId)?.name ?? '',
    firm: payer.firmNames,
    project: { code: payer.projectCode, name: payer.projectName },
    person: booker.name,
    bookedBy: viewer.name,
  }
}
