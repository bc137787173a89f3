import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { managesFacility } from '../../firms/viewer.ts'
import { newId, type BookingId } from '../../kernel/id.ts'
import { covers, type Interval } from '../../kernel/interval.ts'
import { invariant } from '../../kernel/invariant.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Conflict, Forbidden, NotFound, Stale } from '../../kernel/thrown.ts'
import { outboxRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import type { Query } from '../../platform/db/sql.ts'
import { offerAfterwards, offerBefore } from '../../waitlist/commands/offer-freed-time.ts'
import { bookingDocument, type BookingNames } from '../booking-document.ts'
import type { Booking } from '../booking.ts'
import type { BookingFacts, ResourceFacts } from '../facts.ts'
import type { Verdict } from '../judge-booking.ts'
import { judgeMove, lacksConsent, moved, standsStill, type NewInterval } from '../judge-move.ts'
import { mayChange, maySee } from '../may-change.ts'
import { readMove } from '../reads/move-facts.ts'
import {
  allocationRows,
  busyRow,
  changeRows,
  claimRows,
  judgedRows,
  releaseAllocationRows,
  releaseBusyRow,
  releaseClaimRows,
} from './booking-rows.ts'
import { askedAnewRows } from './approval-rows.ts'
import { expiryRows, isInTheWay } from './expire-booking.ts'
import { lessenedClaimRows } from './quota-rows.ts'
import { judgedAgain } from './request-booking.ts'

export type MoveAnswer =
  | { readonly kind: 'moved'; readonly status: number; readonly body: string }
  | { readonly kind: 'refused'; readonly verdict: Verdict; readonly facts: BookingFacts }

const rounds = 3

/**
 * Moves, stretches or shortens a booking in one write: the old allocation and quota use go, the new ones come, or
 * nothing changes. A move is priced at today's tariff, a stretch at today's for the added minutes alone; minutes given
 * up after the cut-off are a late cancellation, unless whoever came before was still there. `version` is the one the
 * caller saw. Throws Unauthenticated, Forbidden, NotFound, Stale, Conflict, KeyReused, DbUnavailable.
 */
export async function moveBooking(
  deps: Deps,
  actor: Actor,
  id: BookingId,
  to: NewInterval,
  version: number,
  key: RequestKey,
): Promise<MoveAnswer> {
  for (let round = 1; ; round++) {
    const read = await readMove(deps, actor, id, to, key)
    const { stored, facts, booking, asked, bookedBy, lapsed } = read
    if (stored) return { kind: 'moved', ...stored }
    if ((await offerBefore(deps, read.queued, lapsed)) && round <= rounds) continue
    assertMovable(booking, facts, { to, version, names: namesOf(booking, facts, asked, bookedBy) })
    const verdict = judgeMove(booking, to, facts)
    if (verdict.refusals.length > 0) return { kind: 'refused', verdict, facts }
    if (lacksConsent(booking, to, verdict))
      throw new Conflict('state-forbids', { state: booking.state, needs: verdict.needs })
    if (round > rounds) throw new Conflict('try-again')
    const next = moved(booking, verdict, facts, asked)
    const document = bookingDocument(next, namesOf(next, facts, asked, bookedBy), facts.viewer.locale, facts.now)
    const body = JSON.stringify(document)
    const outboxId = () => newId('out', facts.now * 1000, deps.entropy)
    const statements = [
      ...lapsed
        .filter((one) => one.id !== id && isInTheWay(one, verdict))
        .flatMap((one) => expiryRows(one, asked.resource.facilityId, facts.now, outboxId())),
      ...moveRows(booking, next, verdict, facts, asked, outboxId()),
    ]
    try {
      const idempotency = { actor: facts.viewer.personId, ...key, status: 200, body, at: facts.now }
      await deps.db.write(statements, { idempotency })
      offerAfterwards(deps, read.waitedFor)
      return { kind: 'moved', status: 200, body }
    } catch (error) {
      if (!(error instanceof DbAbort) || !judgedAgain.has(error.token)) throw error
    }
  }
}

interface Asked {
  readonly to: Interval
  readonly version: number
  readonly names: BookingNames
}

function assertMovable(
  booking: Booking,
  { viewer, resources, now }: BookingFacts,
  { to, version, names }: Asked,
): void {
  const facilityId = resources.get(booking.resourceId)?.resource.facilityId
  if (facilityId === undefined || !maySee(viewer, booking.firmId, facilityId)) throw new NotFound('booking')
  if (!managesFacility(viewer, facilityId) && !mayChange(booking, viewer)) throw new Forbidden()
  const current = bookingDocument(booking, names, viewer.locale, now)
  if (booking.version !== version) throw new Stale(current)
  const still = standsStill(booking, to, now)
  if (still?.kind === 'state-forbids') throw new Conflict('state-forbids', { state: booking.state, booking: current })
  if (still !== null) throw new Conflict('too-late', { until: formatInstant(still.until) })
}

function moveRows(
  booking: Booking,
  next: Booking,
  { units, claims, ahead }: Verdict,
  facts: BookingFacts,
  { resource }: ResourceFacts,
  outboxId: string,
): Query[] {
  const { viewer, now } = facts
  const detail = { from: [booking.startsAt, booking.endsAt], to: [next.startsAt, next.endsAt] }
  return [
    ...judgedRows(facts, [booking.resourceId]),
    ...changeRows(booking, next, {
      actorId: viewer.personId,
      facilityId: resource.facilityId,
      at: now,
      action: 'booking.moved',
      detail,
    }),
    ...releaseAllocationRows(booking),
    ...allocationRows(next, units),
    releaseBusyRow(booking),
    ...(resource.oneBookingAtATime ? [busyRow(next)] : []),
    // A limit that was lowered since keeps nobody from taking less: what stays is not claimed anew.
    ...(covers(booking, next)
      ? lessenedClaimRows(booking.id, facts.replaces?.claims ?? [], claims)
      : [...releaseClaimRows(booking.id), ...claimRows(booking.id, claims)]),
    ...(next.awaits === booking.awaits ? [] : askedAnewRows(next, resource.facilityId, now, ahead)),
    outboxRow(outboxId, 'booking.moved', { bookingId: booking.id, personId: booking.personId, ...detail }, now),
  ]
}

function namesOf(
  booking: Booking,
  { payer, booker }: BookingFacts,
  { resource }: ResourceFacts,
  bookedBy: string,
): BookingNames {
  invariant(payer, 'a booking has a payer')
  return {
    resource: resource.names,
    unit: resource.units.find((unit) => unit.id === booking.unitId)?.name ?? '',
    firm: payer.firmNames,
    project: { code: payer.projectCode, name: payer.projectName },
    person: booker.name,
    bookedBy,
  }
}
