import { rounds, type Answer } from '../../bookings/commands/change-booking.ts'
import { namedBookingOf, namedBookingsQuery } from '../../bookings/reads/booking-with-names.ts'
import { currentPark } from '../../bookings/reads/booking-facts.ts'
import { surroundingsOf, surroundingsQueries, type Standing } from '../../bookings/reads/surroundings.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { EntryId } from '../../kernel/id.ts'
import { sumMinor } from '../../kernel/money.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Funding } from '../../subsidies/funding.ts'
import type { PriceLine } from '../price-line.ts'
import { entryOf, entryQuery, type PostedEntry } from '../reads/entry-query.ts'
import { correctionOf } from './adjust-entry.ts'
import { assertMayCorrect, assertReason, postCorrection, type Correction } from './post-correction.ts'

/**
 * Takes an entry back by posting its exact opposite, which names it; budgets and credit lines get the money back.
 * Throws Unauthenticated, Forbidden, NotFound, Malformed, KeyReused, Conflict, also where less of it is left than it
 * would take back, DbUnavailable.
 */
export async function reverseEntry(
  deps: Deps,
  actor: Actor,
  id: EntryId,
  { reason }: { readonly reason: string },
  key: RequestKey,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { stored, entry, facts } = await readEntry(deps, actor, id, key)
    if (stored) return stored
    assertReason(reason)
    assertReversible(entry, facts.standing.around.funding)
    const answer = await postCorrection(deps, facts, oppositeOf(entry, reason), key)
    if (answer) return answer
  }
  throw new Conflict('try-again')
}

async function readEntry(deps: Deps, actor: Actor, id: EntryId, key: RequestKey) {
  const now = deps.now()
  const ids = sql`SELECT booking_id AS id FROM journal_entry WHERE id = ${id}`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    stored: storedAnswerQuery(actor, key.key),
    entry: entryQuery(id),
    booking: namedBookingsQuery(ids),
    ...surroundingsQueries(ids),
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.entry
  const [bookingRow] = rows.booking
  if (!row) throw new NotFound('entry')
  assertMayCorrect(viewer, row.firmId)
  if (!bookingRow) throw new Conflict('state-forbids', { state: row.kind })
  const named = namedBookingOf(bookingRow)
  const standing = { ...named, around: surroundingsOf(rows, named.booking.id) }
  const facts = { viewer, now, park: await currentPark(deps, rows), standing }
  return { stored: storedAnswerOf(rows.stored, key), entry: entryOf(row), facts }
}

function assertReversible(entry: PostedEntry, funding: Funding): void {
  const { kind, reversedBy } = entry
  if (kind === 'reversal' || kind === 'payment') throw new Conflict('state-forbids', { state: kind })
  if (reversedBy !== null) throw new Conflict('already-reversed', { reversedBy })
  if (!isWhole(entry, funding)) throw new Conflict('state-forbids', { chargedMinor: funding.chargedMinor })
}

/** Whether nothing of an entry was credited: nobody gets the same money twice, no programme either. */
function isWhole({ lines }: PostedEntry, { chargedMinor, granted }: Funding): boolean {
  const of = (some: readonly PriceLine[]) => sumMinor(some.map((line) => line.amountMinor))
  const isGranted = granted.every(({ programmeId, amountMinor }) => {
    return amountMinor + of(lines.filter((line) => line.programmeId === programmeId)) >= 0
  })
  return of(lines) <= Math.max(0, chargedMinor) && isGranted
}

/** The correction that takes back what is left of an entry; null where all of it was credited before. */
export function takenBack(standing: Standing, entry: PostedEntry, reason: string): Correction | null {
  const { funding } = standing.around
  if (isWhole(entry, funding)) return oppositeOf(entry, reason)
  const left = Math.max(0, funding.chargedMinor)
  return left === 0 ? null : correctionOf(standing, { amountMinor: -left, reason })
}

/** The correction that takes an entry back. */
function oppositeOf({ id, occurredAt, lines }: PostedEntry, reason: string): Correction {
  const negated = lines.map((line) => ({ ...line, amountMinor: -line.amountMinor, taxMinor: 0 - line.taxMinor }))
  return { kind: 'reversal', reversesId: id, occurredAt, lines: negated, reason }
}
