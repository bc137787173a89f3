import { nextAuditRow } from '../../audit/record.ts'
import { rounds, type Answer } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { DbAbort, type Answers } from '../../platform/db/port.ts'
import type { Query } from '../../platform/db/sql.ts'

/** What a decision of the park's finance writes, and is remembered by. */
export interface Decided {
  readonly rows: readonly Query[]
  readonly action: string
  readonly entity: string
  readonly firmId?: string | null
  readonly detail: Record<string, unknown>
  readonly status: 200 | 201
  readonly answer: Record<string, unknown>
}

/**
 * A decision of the park's finance people: one read, one write with its audit row. Somebody else's change in between is
 * judged again. Throws Unauthenticated, NotFound to everybody else, Conflict, and what `decide` throws.
 */
export async function decideAsFinance<Q extends Record<string, Query>>(
  deps: Deps,
  actor: Actor,
  key: RequestKey,
  queries: Q,
  decide: (rows: Answers<Q>, viewer: Viewer, at: number) => Decided,
): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const at = deps.now()
    const asked = { viewer: viewerQuery(actor, at), stored: storedAnswerQuery(actor, key.key) }
    const rows = await deps.db.read({ ...queries, ...asked })
    const viewer = viewerOf((rows as Answers<typeof asked>).viewer)
    if (!seesParkMoney(viewer)) throw new NotFound('programme')
    const stored = storedAnswerOf((rows as Answers<typeof asked>).stored, key)
    if (stored) return stored
    const decided = decide(rows as unknown as Answers<Q>, viewer, at)
    const answer = await write(deps, viewer, decided, key, at)
    if (answer) return answer
  }
  throw new Conflict('try-again')
}

async function write(
  deps: Deps,
  viewer: Viewer,
  { rows, action, entity, firmId = null, detail, status, answer }: Decided,
  key: RequestKey,
  at: number,
): Promise<Answer | null> {
  const body = JSON.stringify(answer)
  const about = { at, actorId: viewer.personId, action, entity, firmId, facilityId: null, detail }
  const idempotency = { actor: viewer.personId, ...key, status, body, at }
  try {
    await deps.db.write([sameViewerRow(viewer), ...rows, nextAuditRow(about)], { idempotency })
    return { status, body }
  } catch (error) {
    if (error instanceof DbAbort) return null
    throw error
  }
}
