import { nextAuditRow } from '../../audit/record.ts'
import { correctionOf } from '../../billing/commands/adjust-entry.ts'
import { assertReason, postCorrection, type Correction } from '../../billing/commands/post-correction.ts'
import { takenBack } from '../../billing/commands/reverse-entry.ts'
import { rounds, wrote, type Answer } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import type { BookingId, EntryId, FacilityId } from '../../kernel/id.ts'
import { sumMinor } from '../../kernel/money.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import { priceOfMinutes } from '../price-of-minutes.ts'
import { readReview, type ReviewFacts } from '../reads/review-facts.ts'

export type Decided =
  | { readonly decision: 'confirmed'; readonly reason: string }
  | { readonly decision: 'waived'; readonly reason: string }
  /** What it should cost in all, tax included; or the minutes that were used, priced by the booking's own tariff. */
  | {
      readonly decision: 'corrected'
      readonly reason: string
      readonly right: { readonly minutes: number } | { readonly amountMinor: number }
    }

/**
 * What a lab manager makes of a use of their own facility, once: it is right; it is to cost something else, which posts
 * the difference as an adjustment; or its no-show is forgiven, which takes the fee back and counts no more. Nothing
 * that was posted changes: a month that is closed, or stated, takes the correction on the next. Throws Unauthenticated,
 * NotFound, Malformed, KeyReused, Conflict `over` when somebody was quicker.
 */
export async function decideReview(
  deps: Deps,
  actor: Actor,
  id: BookingId,
  decided: Decided,
  key: RequestKey,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { stored, facts } = await readReview(deps, actor, id, key)
    assertMayReview(facts.viewer, facts.standing.facilityId)
    if (stored) return stored
    assertOpen(facts)
    const correction = correctionBy(facts, decided)
    const also = (entryId: EntryId | null) => reviewRows(facts, decided, entryId)
    const answer = correction
      ? await postCorrection(deps, facts, { ...correction, also }, key)
      : await record(deps, facts, also(null), key)
    if (answer) return answer
  }
  throw new Conflict('try-again')
}

/**
 * Bills are corrected by the park's finance; a use that waits for review, by the lab managers of the facility that saw
 * it happen as well, and by nobody of another one.
 */
export function assertMayReview(viewer: Viewer, facilityId: FacilityId): void {
  if (!managesFacility(viewer, facilityId)) throw new NotFound('review')
}

function assertOpen({ review, standing }: ReviewFacts): void {
  const { state, settlement } = standing.booking
  if (review.decision !== null) throw new Conflict('over', { decision: review.decision })
  if (settlement === 'held' || settlement === 'due') throw new Conflict('state-forbids', { state, settlement })
}

/** What is to be posted; null where nothing is. */
function correctionBy(facts: ReviewFacts, decided: Decided): Correction | null {
  const { standing, costMinor, noShow } = facts
  if (decided.decision === 'confirmed') return null
  assertReason(decided.reason)
  if (decided.decision === 'waived') {
    if (standing.booking.state !== 'no-show') throw new Conflict('state-forbids', { state: standing.booking.state })
    return noShow && noShow.reversedBy === null ? takenBack(standing, noShow, decided.reason) : null
  }
  // Beside the whole price: what programmes paid of it is part of what it cost.
  const amountMinor = rightMinor(facts, decided.right) - costMinor - grantedMinor(facts)
  const isMinutes = 'minutes' in decided.right
  if (amountMinor === 0) throw new Malformed([{ pointer: isMinutes ? '/minutes' : '/amountMinor', kind: 'value' }])
  return correctionOf(standing, { amountMinor, reason: decided.reason }, 'price')
}

function grantedMinor({ standing }: ReviewFacts): number {
  return sumMinor(standing.around.funding.granted.map((one) => one.amountMinor))
}

const mostMinor = 1_000_000_000

function rightMinor({ standing }: ReviewFacts, right: { minutes: number } | { amountMinor: number }): number {
  if ('minutes' in right) {
    const minor = priceOfMinutes(standing.booking, right.minutes)
    if (minor === null) throw new Malformed([{ pointer: '/minutes', kind: 'value' }])
    return minor
  }
  const { amountMinor } = right
  if (Number.isSafeInteger(amountMinor) && amountMinor >= 0 && amountMinor <= mostMinor) return amountMinor
  throw new Malformed([{ pointer: '/amountMinor', kind: 'value' }])
}

async function record(
  deps: Deps,
  { viewer, now }: ReviewFacts,
  rows: readonly Query[],
  key: RequestKey,
): Promise<Answer | null> {
  const answer = { status: 200, body: '{}' }
  const idempotency = { actor: viewer.personId, ...key, ...answer, at: now }
  return (await wrote(deps, [sameViewerRow(viewer), ...rows], idempotency)) ? answer : null
}

function reviewRows({ viewer, now, standing }: ReviewFacts, decided: Decided, entryId: EntryId | null): Query[] {
  const { id, firmId } = standing.booking
  const { decision, reason } = decided
  const minutes = decision === 'corrected' && 'minutes' in decided.right ? decided.right.minutes : null
  return [
    ...asserting(
      sql`UPDATE usage_review SET decision = ${decision}, decided_at = ${now}, decided_by = ${viewer.personId},
        reason = ${reason}, minutes = ${minutes}, entry_id = ${entryId}, compare_at = NULL,
        missed = CASE ${decision} WHEN 'waived' THEN 0 ELSE missed END
        WHERE booking_id = ${id} AND decided_at IS NULL`,
      'STALE_RULES',
    ),
    nextAuditRow({
      at: now,
      actorId: viewer.personId,
      action: `usage.${decision}`,
      // A name of its own: the booking's history has one row for each of its versions.
      entity: `review:${id}`,
      firmId,
      facilityId: standing.facilityId,
      detail: {
        bookingId: id,
        ...(reason === '' ? {} : { reason }),
        ...(minutes === null ? {} : { minutes }),
        entryId,
      },
    }),
  ]
}
