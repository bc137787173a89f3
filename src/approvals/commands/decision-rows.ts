import { changeRows } from '../../bookings/commands/booking-rows.ts'
import { voidRows } from '../../bookings/commands/void-rows.ts'
import type { Booking } from '../../bookings/booking.ts'
import { wakeFor } from '../../bookings/booking-terms.ts'
import { firstDeadline } from '../../bookings/consent.ts'
import type { Deps, Park } from '../../deps.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { newId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { outboxRow } from '../../notices/outbox.sql.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import type { Decision, Step } from '../judge-decision.ts'
import type { FoundRequest } from '../reads/requests.ts'

/** What was decided, by whom and when. */
export interface Decided {
  readonly decision: Decision
  readonly note: string
  readonly viewer: Viewer
  readonly park: Park
  readonly now: Instant
}

/**
 * Writes a decision on some steps of a request: the last consent confirms it, the first refusal ends it, and any other
 * leaves it waiting for the rest.
 */
export function decisionRows(
  deps: Pick<Deps, 'entropy'>,
  request: FoundRequest,
  steps: readonly Step[],
  decided: Decided,
): { readonly next: Booking; readonly statements: readonly Query[] } {
  const { booking, facilityId } = request
  const { decision, note, viewer, now } = decided
  const outboxId = newId('out', now * 1000, deps.entropy)
  const record = { actorId: viewer.personId, facilityId, at: now, detail: detailOf(steps, note) }
  const before = [...standsRows(request, steps, decided), ...steps.flatMap((step) => stepRows(booking, step, decided))]
  const version = booking.version + 1
  const awaits = booking.awaits.filter(({ by }) => !steps.some((step) => step.by === by))
  if (decision === 'reject') {
    const next: Booking = { ...booking, state: 'rejected', version, wakeAt: null, settlement: 'void', awaits: [] }
    return { next, statements: [...before, ...voidRows(booking, { state: 'rejected' }, record, outboxId)] }
  }
  if (awaits.length > 0) {
    const change = { wakeAt: wakeFor('pending', booking, booking.terms, firstDeadline(awaits)) }
    const kept = changeRows(booking, change, { ...record, action: 'booking.consented' })
    return { next: { ...booking, ...change, version, awaits }, statements: [...before, ...kept] }
  }
  const change = { state: 'confirmed', wakeAt: wakeFor('confirmed', booking, booking.terms, now) } as const
  const event = outboxRow(outboxId, 'booking.confirmed', { bookingId: booking.id, personId: booking.personId }, now)
  const statements = [...before, ...changeRows(booking, change, record), event]
  return { next: { ...booking, ...change, version, awaits }, statements }
}

function detailOf(steps: readonly Step[], note: string): Record<string, unknown> {
  const stoodIn = steps.flatMap(({ by, capacity }) => {
    if (capacity.kind === 'own') return []
    return [{ by, for: capacity.kind === 'delegate' ? capacity.of.approverId : 'park' }]
  })
  return {
    steps: steps.map(({ by }) => by),
    ...(note === '' ? {} : { note }),
    ...(stoodIn.length === 0 ? {} : { stoodIn }),
  }
}

function stepRows({ id }: Booking, { by, capacity }: Step, { decision, note, viewer, now }: Decided): Query[] {
  const actingFor = capacity.kind === 'delegate' ? capacity.of.approverId : null
  return asserting(
    sql`UPDATE approval SET decision = ${decision === 'approve' ? 'approved' : 'rejected'}, decided_at = ${now},
      decided_by = ${viewer.personId}, acting_for = ${actingFor}, reason = ${note}
      WHERE booking_id = ${id} AND step = ${by} AND decision IS NULL`,
    'STALE_VERSION',
  )
}

/** Asserts what no trigger guards: in whose place it is decided; for a consent, all that it was judged on. */
function standsRows({ booking, versions }: FoundRequest, steps: readonly Step[], { decision, park }: Decided): Query[] {
  const lenders = steps.flatMap(({ capacity }) => (capacity.kind === 'delegate' ? [capacity.of] : []))
  const away = lenders.map(
    ({ approverId, accessVersion }) => sql`INSERT INTO assert_rules (n) SELECT count(*) FROM person
      WHERE id = ${approverId} AND access_version = ${accessVersion}`,
  )
  if (decision === 'reject') return away
  return [
    ...away,
    sql`INSERT INTO assert_rules (n) SELECT count(*) FROM resource r
      JOIN firm f ON f.id = ${booking.firmId} AND f.rules_version = ${versions.firm}
      JOIN person b ON b.id = ${booking.personId} AND b.access_version = ${versions.person}
      JOIN park k ON k.id = 1 AND k.rules_version = ${park.rulesVersion}
      WHERE r.id = ${booking.resourceId} AND r.rules_version = ${versions.rules}`,
  ]
}
