import type { Actor, Deps, Park, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { BookingId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict } from '../../kernel/thrown.ts'
import { DbAbort, type AbortToken } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { offerAfterwards } from '../../waitlist/commands/offer-freed-time.ts'
import { waitedForQuery } from '../../waitlist/wish.sql.ts'
import { bookingDocument } from '../booking-document.ts'
import type { Booking } from '../booking.ts'
import { currentPark } from '../reads/booking-facts.ts'
import { namedBookingsQuery, visibleBookingOf } from '../reads/booking-with-names.ts'
import { surroundingsOf, surroundingsQueries, type Standing } from '../reads/surroundings.ts'

/** What a command answers: the status and the very body that a repeated request gets again. */
export interface Answer {
  readonly status: number
  readonly body: string
}

/** A booking as its viewer found it, at the time of the request. */
export interface Found extends Standing {
  readonly viewer: Viewer
  readonly now: Instant
  readonly park: Park
}

export interface Changed {
  readonly next: Booking
  readonly statements: readonly Query[]
  /** Members that the answer has besides the booking's own. */
  readonly more?: Readonly<Record<string, unknown>>
}

/** Rounds of reading and judging again, when somebody else was quicker. */
export const rounds = 3

/**
 * Changes one booking: one round trip to read, a decision, one round trip to write. A lost race is read and judged
 * again, at most three times. The same key again gets the first answer. Throws Unauthenticated, NotFound, KeyReused,
 * Conflict, DbUnavailable, and what `decide` throws.
 */
export async function changeBooking(
  deps: Deps,
  actor: Actor,
  id: BookingId,
  key: RequestKey,
  decide: (found: Found) => Changed,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { stored, found, waitedFor } = await readForChange(deps, actor, id, key)
    if (stored) return stored
    const { next, statements, more = {} } = decide(found)
    const { viewer, now } = found
    const body = JSON.stringify({ ...bookingDocument(next, found.names, viewer.locale, now), ...more })
    const idempotency = { actor: viewer.personId, ...key, status: 200, body, at: now }
    if (await wrote(deps, [sameViewerRow(viewer), ...statements], idempotency)) {
      offerAfterwards(deps, waitedFor)
      return { status: 200, body }
    }
  }
  throw new Conflict('try-again')
}

/** The problem of a change that the booking's state does not allow, with the booking as it stands. */
export function stateForbids({ booking, names, viewer, now }: Omit<Found, 'around' | 'park'>): Conflict {
  const current = bookingDocument(booking, names, viewer.locale, now)
  return new Conflict('state-forbids', { state: booking.state, booking: current })
}

/** Tries anew while others are quicker, thrice at most. Throws Conflict (`try-again`) and what `attempt` throws. */
export async function inRounds(attempt: () => Promise<boolean>): Promise<void> {
  for (let round = 1; round <= rounds; round++) if (await attempt()) return
  throw new Conflict('try-again')
}

/** True when written; false when somebody else was quicker and it must be judged again. */
export async function wrote(
  { db }: Pick<Deps, 'db'>,
  statements: readonly Query[],
  idempotency: Parameters<Deps['db']['write']>[1]['idempotency'],
): Promise<boolean> {
  try {
    await db.write(statements, { idempotency })
    return true
  } catch (error) {
    if (error instanceof DbAbort && overtaken.has(error.token)) return false
    throw error
  }
}

const overtaken: ReadonlySet<AbortToken> = new Set<AbortToken>([
  'STALE_VERSION',
  'STALE_RULES',
  'UNIT_TAKEN',
  'PERSON_BUSY',
  // The same key was answered meanwhile: the next round finds the stored answer.
  'IDEMPOTENCY_KEY',
])

async function readForChange(deps: Deps, actor: Actor, id: BookingId, key: RequestKey) {
  const now = deps.now()
  const ids = sql`SELECT ${id} AS id`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    parkVersion: sql<{ version: number }>`SELECT rules_version AS version FROM park LIMIT 1`,
    stored: storedAnswerQuery(actor, key.key),
    booking: namedBookingsQuery(ids),
    waitedFor: waitedForQuery(sql`SELECT resource_id FROM booking WHERE id = ${id}`),
    ...surroundingsQueries(ids),
  })
  const viewer = viewerOf(rows.viewer)
  const stored = storedAnswerOf(rows.stored, key)
  const named = visibleBookingOf(rows.booking, viewer)
  const around = surroundingsOf(rows, id)
  const found = { ...named, viewer, now, park: await currentPark(deps, rows), around }
  return { stored, found, waitedFor: rows.waitedFor }
}
