import { cancelBooking } from '../../bookings/commands/cancel-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { BookingId, PersonId } from '../../kernel/id.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { DbAbort, type AbortToken } from '../../platform/db/port.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { demandFreshSignIn } from '../../sign-in/fresh.ts'
import { erasureRows, lastAdminOf, type Leaver } from '../erasure.sql.ts'
import { leaverId, livingQuery, type Living } from '../reads/leaving.ts'

export interface Erasure {
  /** Whom; null for whoever asks. */
  readonly personId: PersonId | null
  /** Their address, typed by hand: nobody deletes an account by a slip. */
  readonly address: string
  /** Cancels what they have booked, as they would themselves: late ones cost what they cost. */
  readonly cancelBookings: boolean
}

/**
 * Erases a person for good: name, address and all that they prove themselves with. Bookings, bills and counters stay.
 * Who may come is the door's to say. Throws SignInAgain, NotFound, Malformed for another address, Conflict for whoever
 * has bookings that live or is a last admin, Unauthenticated, KeyReused.
 */
export async function erasePerson(deps: Deps, actor: Actor, erasure: Erasure, key: RequestKey) {
  for (let round = 1; round <= rounds; round++) {
    const found = await readLeaver(deps, actor, erasure, key)
    if (found.stored) return found.stored
    const { viewer, leaver, living } = found
    if (living.length > 0) {
      const isLast = round === rounds || !erasure.cancelBookings
      if (isLast || !(await cancelAll(deps, actor, living, key))) throw inTheWay(living)
      continue
    }
    const at = deps.now()
    const body = JSON.stringify({ id: leaver.id, erasedAt: formatInstant(at) })
    // The asker's own answers go with the asker; this one says nothing about them but their id.
    const idempotency = { actor: viewer.personId, ...key, status: 200, body, at }
    try {
      await deps.db.write([sameViewerRow(viewer), ...erasureRows(deps, leaver, viewer.personId)], { idempotency })
      return { status: 200, body }
    } catch (error) {
      if (!(error instanceof DbAbort) || !overtaken.has(error.token)) throw error
    }
  }
  throw new Conflict('try-again')
}

// One to find the bookings, more as each round cancels fifty, one to erase.
const rounds = 6
const overtaken: ReadonlySet<AbortToken> = new Set<AbortToken>(['STALE_RULES', 'IDEMPOTENCY_KEY'])

async function readLeaver(deps: Deps, actor: Actor, { personId, address }: Erasure, key: RequestKey) {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    stored: storedAnswerQuery(actor, key.key),
    leaver: leaverQuery(actor, personId),
    living: livingQuery(actor, personId),
    last: lastQuery(actor, personId),
  })
  const viewer = viewerOf(rows.viewer)
  const stored = storedAnswerOf(rows.stored, key)
  demandFreshSignIn(viewer, now)
  const [leaver] = rows.leaver
  if (stored) return { stored }
  if (!leaver) throw new NotFound('person')
  if (address.trim().toLowerCase() !== leaver.email.toLowerCase())
    throw new Malformed([{ pointer: '/address', kind: 'value' }])
  if (rows.last.length > 0) throw new Conflict('last-admin')
  return { stored, viewer, leaver, living: rows.living }
}

function leaverQuery(actor: Actor, personId: PersonId | null): Query<Leaver> {
  return sql<Leaver>`SELECT id, email, locale, access_version AS accessVersion FROM person
    WHERE id = ${leaverId(actor, personId)} AND erased_at IS NULL LIMIT 1`
}

function lastQuery(actor: Actor, personId: PersonId | null): Query<{ last: number }> {
  return lastAdminOf(leaverId(actor, personId)) as Query<{ last: number }>
}

function inTheWay(living: readonly Living[]): Conflict {
  const bookings = living.map(({ id, number, startsAt, endsAt }) => ({
    id,
    number,
    startsAt: formatInstant(startsAt),
    endsAt: formatInstant(endsAt),
  }))
  return new Conflict('bookings-affected', { bookings })
}

/** False when none of them could be cancelled. */
async function cancelAll(deps: Deps, actor: Actor, living: readonly Living[], key: RequestKey): Promise<boolean> {
  let cancelled = false
  for (const { id } of living) {
    try {
      const own = { key: `${key.key}:${id}`, requestHash: key.requestHash }
      await cancelBooking(deps, actor, id as BookingId, { reason: '', free: false }, own)
      cancelled = true
    } catch (error) {
      // One that is in use can't be cancelled: it is told with what is left.
      if (!(error instanceof Conflict)) throw error
    }
  }
  return cancelled
}
