import { rounds, type Answer } from '../../bookings/commands/change-booking.ts'
import { currentPark } from '../../bookings/reads/booking-facts.ts'
import { namedBookingOf, namedBookingsQuery } from '../../bookings/reads/booking-with-names.ts'
import { surroundingsOf, surroundingsQueries, type Standing } from '../../bookings/reads/surroundings.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { BookingId } from '../../kernel/id.ts'
import { sumMinor } from '../../kernel/money.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Funding } from '../../subsidies/funding.ts'
import { givenBack } from '../../subsidies/subsidise.ts'
import { creditLines } from '../credit-lines.ts'
import { lastSecond } from '../period.ts'
import { taxed } from '../price-line.ts'
import { termsAt } from '../tariff.ts'
import { assertMayCorrect, assertReason, extraOf, postCorrection, type Correction } from './post-correction.ts'

export interface Adjustment {
  /** Added to what the firm owes, or taken off it when negative; tax included. */
  readonly amountMinor: number
  readonly reason: string
}

/**
 * Corrects the bill of a settled booking by a line of its own: what was posted stays as it is. Throws Unauthenticated,
 * Forbidden, NotFound, Malformed for a credit of more than was charged, KeyReused, Conflict, DbUnavailable.
 */
export async function adjustEntry(
  deps: Deps,
  actor: Actor,
  bookingId: BookingId,
  adjustment: Adjustment,
  key: RequestKey,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { stored, facts } = await readSettled(deps, actor, bookingId, key)
    if (stored) return stored
    assertAdjustable(facts.standing, adjustment)
    const answer = await postCorrection(deps, facts, correctionOf(facts.standing, adjustment), key)
    if (answer) return answer
  }
  throw new Conflict('try-again')
}

/** A settled booking as whoever corrects its bill finds it. Throws Unauthenticated, Forbidden, NotFound. */
export async function readSettled(deps: Deps, actor: Actor, id: BookingId, key: RequestKey) {
  const now = deps.now()
  const ids = sql`SELECT ${id} AS id`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    stored: storedAnswerQuery(actor, key.key),
    booking: namedBookingsQuery(ids),
    ...surroundingsQueries(ids),
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.booking
  if (!row) throw new NotFound('booking')
  assertMayCorrect(viewer, row.firmId)
  const standing = { ...namedBookingOf(row), around: surroundingsOf(rows, id) }
  const facts = { viewer, now, park: await currentPark(deps, rows), standing }
  return { stored: storedAnswerOf(rows.stored, key), facts }
}

const mostMinor = 1_000_000_000

function assertAdjustable({ booking, around }: Standing, { amountMinor, reason }: Adjustment): void {
  const { state, settlement } = booking
  assertReason(reason)
  if (!Number.isSafeInteger(amountMinor) || amountMinor === 0 || Math.abs(amountMinor) > mostMinor) {
    throw new Malformed([{ pointer: '/amountMinor', kind: 'value' }])
  }
  if (settlement !== 'settled') throw new Conflict('state-forbids', { state, settlement })
  assertCharged(around.funding, -amountMinor, '/amountMinor')
}

/** Nobody gets back more than they were charged, whatever was credited or taken back before. */
export function assertCharged({ chargedMinor }: Pick<Funding, 'chargedMinor'>, minor: number, pointer: string): void {
  if (minor <= Math.max(0, chargedMinor)) return
  throw new Malformed([{ pointer, kind: 'too-large', expected: String(Math.max(0, chargedMinor)) }])
}

/**
 * The lines that an adjustment posts. Of what a firm is credited, the programmes that paid for it get their part back;
 * `of` says whether the amount is the firm's own or the whole price's: of a use that costs more, they pay theirs.
 */
export function correctionOf(
  standing: Standing,
  { amountMinor, reason }: Adjustment,
  of: 'firm' | 'price' = 'firm',
): Correction {
  const { booking, around } = standing
  // What is charged on top is taxed as the booking is; a credit, as what it takes back was.
  const taxBasisPoints = termsAt(booking.tariff, booking.startsAt)?.taxBasisPoints ?? 0
  if (of === 'price' && amountMinor > 0 && booking.state === 'completed') {
    return extraOf(standing, [taxed({ kind: 'adjustment', amountMinor, taxBasisPoints })], reason)
  }
  const back = givenBack(around.funding, amountMinor, of)
  const wholeMinor = of === 'price' ? amountMinor : amountMinor - sumMinor(back.map((part) => part.amountMinor))
  const lines =
    wholeMinor < 0
      ? creditLines(around.funding.charged, -wholeMinor, back, taxBasisPoints)
      : [taxed({ kind: 'adjustment', amountMinor: wholeMinor, taxBasisPoints })]
  return { kind: 'adjustment', reversesId: null, occurredAt: lastSecond(booking), lines, reason }
}
