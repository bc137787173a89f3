import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { WishId } from '../../kernel/id.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { DbAbort, type AbortToken } from '../../platform/db/port.ts'
import { sql } from '../../platform/db/sql.ts'
import { myWishOf, wishesQuery } from '../reads/my-wishes.ts'
import { changeWishRows } from '../wish.sql.ts'

const rounds = 3
const gone = { status: 204, body: '' }

/**
 * Takes a person out of the queue; one who has left it already stays out. An offer is declined at its booking. Throws
 * Unauthenticated, NotFound, KeyReused, DbUnavailable, and Conflict for a wish that an offer was made to.
 */
export async function withdrawWish(deps: Deps, actor: Actor, id: WishId, key: RequestKey) {
  for (let round = 1; round <= rounds; round++) {
    const at = deps.now()
    const rows = await deps.db.read({
      viewer: viewerQuery(actor, at),
      stored: storedAnswerQuery(actor, key.key),
      wish: wishesQuery(sql`w.id = ${id}`),
    })
    const viewer = viewerOf(rows.viewer)
    const stored = storedAnswerOf(rows.stored, key)
    if (stored) return stored
    const mine = rows.wish[0] && myWishOf(rows.wish[0])
    if (mine?.wish.personId !== viewer.personId) throw new NotFound('wish')
    const { state, bookingId } = mine.wish
    if (state === 'offered' || state === 'taken') throw new Conflict('state-forbids', { state, bookingId })
    if (state !== 'waiting') return gone
    const record = { actorId: viewer.personId, at, facilityId: mine.facilityId }
    const statements = [sameViewerRow(viewer), ...changeWishRows(mine.wish, { state: 'withdrawn' }, record)]
    try {
      await deps.db.write(statements, { idempotency: { actor: viewer.personId, ...key, ...gone, at } })
      return gone
    } catch (error) {
      if (!(error instanceof DbAbort) || !overtaken.has(error.token)) throw error
    }
  }
  throw new Conflict('try-again')
}

const overtaken: ReadonlySet<AbortToken> = new Set<AbortToken>(['STALE_RULES', 'STALE_VERSION', 'IDEMPOTENCY_KEY'])
