import { bookingDocument } from '../../bookings/booking-document.ts'
import { rounds, stateForbids, wrote } from '../../bookings/commands/change-booking.ts'
import type { BookingFacts } from '../../bookings/facts.ts'
import { maySee } from '../../bookings/may-change.ts'
import type { Refusal } from '../../bookings/refusal.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility } from '../../firms/viewer.ts'
import type { BookingId } from '../../kernel/id.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Conflict, Forbidden, Malformed, NotFound } from '../../kernel/thrown.ts'
import type { Approver } from '../../resources/approval-rule.ts'
import { offerAfterwards } from '../../waitlist/commands/offer-freed-time.ts'
import { judgeDecision, type Decision, type Judged } from '../judge-decision.ts'
import { readRequests, type FoundRequest } from '../reads/requests.ts'
import { decisionRows } from './decision-rows.ts'

export interface DecisionWish {
  readonly decision: Decision
  readonly note: string
  /** Which consent; without it, every one that is the viewer's own to give. */
  readonly by?: Approver | undefined
}

export type DecisionAnswer =
  | { readonly kind: 'decided'; readonly status: number; readonly body: string }
  | {
      readonly kind: 'refused'
      readonly refusals: readonly Refusal[]
      readonly facts: Pick<BookingFacts, 'viewer' | 'park' | 'now'>
    }

/**
 * An approver's answer to one request. Approving checks again what may have changed since: suspension, project and
 * qualification. Rejecting gives everything back, and says why. Throws Unauthenticated, Forbidden, NotFound, KeyReused,
 * Malformed for a refusal without a reason, Conflict, DbUnavailable.
 */
export async function decideBooking(
  deps: Deps,
  actor: Actor,
  id: BookingId,
  { decision, note, by }: DecisionWish,
  key: RequestKey,
): Promise<DecisionAnswer> {
  for (let round = 1; round <= rounds; round++) {
    const { stored, requests, authority, viewer, park, now, waitedFor } = await readRequests(deps, actor, [id], key)
    if (stored) return { kind: 'decided', ...stored }
    const [request] = requests
    if (!request) throw new NotFound('booking')
    const judged = judgeDecision(request, by ? [by] : null, decision, authority, now)
    if (judged.kind === 'forbidden') return { kind: 'refused', refusals: judged.refusals, facts: { viewer, park, now } }
    if (judged.kind !== 'stands') throw troubleOf(judged, request, { viewer, now })
    assertReasoned(decision, note)
    const { next, statements } = decisionRows(deps, request, judged.steps, { decision, note, viewer, park, now })
    const body = JSON.stringify(bookingDocument(next, request.named.names, viewer.locale, now))
    const idempotency = { actor: viewer.personId, ...key, status: 200, body, at: now }
    if (await wrote(deps, [sameViewerRow(viewer), ...statements], idempotency)) {
      if (next.state === 'rejected') offerAfterwards(deps, waitedFor)
      return { kind: 'decided', status: 200, body }
    }
  }
  throw new Conflict('try-again')
}

/** Whoever is refused is told why. */
export function assertReasoned(decision: Decision, note: string): void {
  if (decision === 'reject' && note === '') throw new Malformed([{ pointer: '/note', kind: 'missing' }])
}

type Trouble = Exclude<Judged, { kind: 'stands' | 'forbidden' }>

function troubleOf(judged: Trouble, request: FoundRequest, { viewer, now }: Pick<BookingFacts, 'viewer' | 'now'>) {
  const { booking, facilityId, named } = request
  switch (judged.kind) {
    case 'absent':
      if (!maySee(viewer, booking.firmId, facilityId)) return new NotFound('booking')
      return managesFacility(viewer, facilityId) && booking.state !== 'pending'
        ? stateForbids({ ...named, viewer, now })
        : new Forbidden()
    case 'own':
      return new Forbidden()
    case 'over':
      return stateForbids({ ...named, viewer, now })
    case 'expired':
      return new Conflict('too-late', { until: formatInstant(judged.until) })
  }
}
