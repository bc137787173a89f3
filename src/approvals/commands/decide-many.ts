import { rounds, wrote } from '../../bookings/commands/change-booking.ts'
import type { Booking } from '../../bookings/booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { BookingId } from '../../kernel/id.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Conflict, Forbidden } from '../../kernel/thrown.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import type { Query } from '../../platform/db/sql.ts'
import type { Approver } from '../../resources/approval-rule.ts'
import { offerAfterwards } from '../../waitlist/commands/offer-freed-time.ts'
import { decidesAnything } from '../authority.ts'
import { judgeDecision, type Decision, type Judged, type Step } from '../judge-decision.ts'
import type { Outcome } from '../outcome.ts'
import { readRequests, type FoundRequest } from '../reads/requests.ts'
import { assertReasoned } from './decide-booking.ts'
import { decisionRows } from './decision-rows.ts'

export interface Choice {
  readonly bookingId: BookingId
  readonly by: Approver
}

export interface ManyWish {
  readonly choices: readonly Choice[]
  readonly decision: Decision
  /** One for all of them; a refusal needs it. */
  readonly note: string
}

export const mostChoices = 100

/**
 * Decides many requests in one write, with an outcome for each: what can't be decided any more holds up no other. The
 * same key again gets the first answer. Throws Unauthenticated, Forbidden for whoever nobody asks for consent,
 * KeyReused, Malformed for a refusal without a reason, Conflict `try-again`, DbUnavailable.
 */
export async function decideMany(
  deps: Deps,
  actor: Actor,
  wish: ManyWish,
  key: RequestKey,
): Promise<{ readonly status: number; readonly body: string }> {
  const ids = [...new Set(wish.choices.map(({ bookingId }) => bookingId))]
  for (let round = 1; round <= rounds; round++) {
    const found = await readRequests(deps, actor, ids, key)
    if (!decidesAnything(found.authority)) throw new Forbidden()
    if (found.stored) return found.stored
    assertReasoned(wish.decision, wish.note)
    const { outcomes, statements, freed } = decidedAll(deps, wish, found)
    const body = JSON.stringify({ outcomes })
    const { viewer, now } = found
    const idempotency = { actor: viewer.personId, ...key, status: 200, body, at: now }
    if (await wrote(deps, [sameViewerRow(viewer), ...statements], idempotency)) {
      if (freed) offerAfterwards(deps, found.waitedFor)
      return { status: 200, body }
    }
  }
  throw new Conflict('try-again')
}

type Found = Awaited<ReturnType<typeof readRequests>>

function decidedAll(deps: Deps, { choices, decision, note }: ManyWish, found: Found) {
  const { viewer, park, now, authority } = found
  const outcomes: Outcome[] = []
  const statements: Query[] = []
  let freed = false
  for (const id of new Set(choices.map(({ bookingId }) => bookingId))) {
    const named = [...new Set(choices.filter(({ bookingId }) => bookingId === id).map(({ by }) => by))]
    const request = found.requests.find(({ booking }) => booking.id === id)
    if (!request) {
      outcomes.push(...named.map((by): Outcome => ({ bookingId: id, by, kind: 'absent' })))
      continue
    }
    const judged = named.map((by) => ({ by, judged: judgeDecision(request, [by], decision, authority, now) }))
    const steps = judged.flatMap((one) => (one.judged.kind === 'stands' ? one.judged.steps : []))
    const changed =
      steps.length === 0 ? null : decisionRows(deps, request, steps, { decision, note, viewer, park, now })
    statements.push(...(changed?.statements ?? []))
    freed ||= changed?.next.state === 'rejected'
    outcomes.push(...judged.map((one) => outcomeOf(one, request, changed?.next ?? null, viewer.locale)))
  }
  return { outcomes, statements, freed }
}

interface JudgedStep {
  readonly by: Step['by']
  readonly judged: Judged
}

function outcomeOf({ by, judged }: JudgedStep, request: FoundRequest, next: Booking | null, locale: Locale): Outcome {
  const { booking, named } = request
  const { id: bookingId, number } = booking
  // Of what is not theirs nobody learns more than of what is not there.
  if (judged.kind === 'absent') return { bookingId, by, kind: 'absent' }
  const about = {
    bookingId,
    by,
    number,
    resource: nameIn(named.names.resource, locale),
    startsAt: formatInstant(booking.startsAt),
    endsAt: formatInstant(booking.endsAt),
  }
  switch (judged.kind) {
    case 'own':
    case 'expired':
      return { ...about, kind: judged.kind }
    case 'over':
      return { ...about, kind: 'over', state: booking.state }
    case 'forbidden':
      return { ...about, kind: 'forbidden', rules: judged.refusals.map(({ rule }) => rule) }
    case 'stands':
      return { ...about, ...settledAs(next ?? booking) }
  }
}

function settledAs({ state, awaits }: Booking): Pick<Outcome, 'kind' | 'awaits'> {
  if (state === 'rejected') return { kind: 'rejected' }
  return state === 'confirmed' ? { kind: 'confirmed' } : { kind: 'approved', awaits: awaits.map(({ by }) => by) }
}
