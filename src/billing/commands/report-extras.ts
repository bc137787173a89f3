import { changeRows } from '../../bookings/commands/booking-rows.ts'
import { rounds, wrote, type Answer } from '../../bookings/commands/change-booking.ts'
import { mayChange } from '../../bookings/may-change.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility } from '../../firms/viewer.ts'
import type { BookingId } from '../../kernel/id.ts'
import { roundHalfUp } from '../../kernel/money.ts'
import { Conflict, Forbidden, Malformed } from '../../kernel/thrown.ts'
import { discountLines } from '../discount-lines.ts'
import { taxed, type PriceLine } from '../price-line.ts'
import { consumableLines, type UsedConsumable } from '../pricing.ts'
import { readExtras, type ExtrasFacts } from '../reads/extras.ts'
import { termsAt } from '../tariff.ts'
import { assertReason, extraOf, postCorrection } from './post-correction.ts'

/** What is reported beside the time of a use. */
export interface Extras {
  /** How many of each, by id. */
  readonly quantities: ReadonlyMap<string, number>
  readonly assistedMinutes: number
  /** Needed once the use is billed. */
  readonly reason: string
}

/**
 * What was used up and how long staff assisted. While the use goes on it is kept with the booking, at today's prices,
 * and billed at its end; once that is billed, staff of the lab post it as an entry of its own, which changes nothing of
 * what was posted. Throws Unauthenticated, NotFound, Forbidden, Malformed, KeyReused, Conflict.
 */
export async function reportExtras(
  deps: Deps,
  actor: Actor,
  id: BookingId,
  extras: Extras,
  key: RequestKey,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { stored, facts } = await readExtras(deps, actor, id, key)
    assertMayReport(facts, extras)
    if (stored) return stored
    const used = usedOf(facts, extras)
    const answer = takesExtras(facts)
      ? await keep(deps, facts, { used, assistedMinutes: extras.assistedMinutes }, key)
      : await postExtras(deps, facts, { ...extras, used }, key)
    if (answer) return answer
  }
  throw new Conflict('try-again')
}

/** Whether the use is still to be billed, so that its bill will have them. */
export function takesExtras({ standing: { booking } }: Pick<ExtrasFacts, 'standing'>): boolean {
  return booking.state === 'in-use' || booking.state === 'confirmed'
}

/** Whoever uses reports what they use up; how long they were assisted, and what was forgotten, staff of the lab do. */
function assertMayReport(facts: ExtrasFacts, { assistedMinutes }: Extras): void {
  const { viewer, standing } = facts
  const isStaff = managesFacility(viewer, standing.facilityId)
  if (isStaff) return
  const isOwn = mayChange(standing.booking, viewer)
  if (!isOwn || !takesExtras(facts) || assistedMinutes !== standing.booking.assistedMinutes) throw new Forbidden()
}

const mostOfOne = 9_999
const mostMinutes = 7 * 1440

function usedOf({ offered }: ExtrasFacts, { quantities, assistedMinutes }: Extras): UsedConsumable[] {
  if (!Number.isInteger(assistedMinutes) || assistedMinutes < 0 || assistedMinutes > mostMinutes) {
    throw new Malformed([{ pointer: '/assisted', kind: 'value' }])
  }
  return [...quantities].flatMap(([id, quantity]) => {
    const one = offered.find((consumable) => consumable.id === id)
    if (!one || !Number.isInteger(quantity) || quantity < 0 || quantity > mostOfOne) {
      throw new Malformed([{ pointer: `/${id}`, kind: 'value' }])
    }
    return quantity === 0 ? [] : [{ ...one, quantity }]
  })
}

interface Used {
  readonly used: readonly UsedConsumable[]
  readonly assistedMinutes: number
}

async function keep(
  deps: Deps,
  { viewer, now, standing }: ExtrasFacts,
  { used, assistedMinutes }: Used,
  key: RequestKey,
): Promise<Answer | null> {
  const { booking, facilityId } = standing
  const detail = { consumables: used.map(({ id, quantity }) => [id, quantity]), assistedMinutes }
  const record = { actorId: viewer.personId, facilityId, at: now, action: 'booking.extras-reported', detail }
  const rows = [sameViewerRow(viewer), ...changeRows(booking, { consumables: used, assistedMinutes }, record)]
  const answer = { status: 200, body: '{}' }
  return (await wrote(deps, rows, { actor: viewer.personId, ...key, ...answer, at: now })) ? answer : null
}

async function postExtras(
  deps: Deps,
  facts: ExtrasFacts,
  { used, assistedMinutes, reason }: Used & Pick<Extras, 'reason'>,
  key: RequestKey,
): Promise<Answer | null> {
  const { booking } = facts.standing
  const { state, settlement, tariff } = booking
  if (state !== 'completed' || settlement !== 'settled') throw new Conflict('state-forbids', { state, settlement })
  assertReason(reason)
  const before = [...assistanceLines(facts, assistedMinutes), ...consumableLines({ consumables: used })]
  if (before.length === 0) throw new Malformed([{ pointer: '/nothing', kind: 'value' }])
  const lines = [...before, ...discountLines(before, tariff.discounts)]
  return postCorrection(deps, facts, extraOf(facts.standing, lines, reason), key)
}

function assistanceLines({ standing: { booking } }: ExtrasFacts, minutes: number): PriceLine[] {
  const terms = termsAt(booking.tariff, booking.startsAt)
  const perHourMinor = terms?.assistancePerHourMinor ?? 0
  const amountMinor = roundHalfUp(minutes * perHourMinor, 60)
  const taxBasisPoints = terms?.taxBasisPoints ?? 0
  return amountMinor === 0 ? [] : [taxed({ kind: 'assistance', minutes, perHourMinor, amountMinor, taxBasisPoints })]
}
