import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps } from '../../deps.ts'
import type { PersonId } from '../../kernel/id.ts'
import { Conflict, Forbidden, NotFound } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql } from '../../platform/db/sql.ts'
import { endOtherSessionRows } from '../../sign-in/session.sql.ts'
import { someoneStaysRows } from '../membership.sql.ts'
import { viewerOf, viewerQuery } from '../reads/viewer-query.ts'
import { sameViewerRow } from '../same-viewer.sql.ts'
import { may } from '../viewer.ts'

/**
 * Locks a person out, or lets them in again. They are out with their next request; their bookings stay. Throws
 * Unauthenticated, Forbidden, NotFound, Conflict where the park's last admin would be locked out.
 */
export async function suspendPerson(
  deps: Deps,
  actor: Actor,
  personId: PersonId,
  state: 'active' | 'suspended',
): Promise<void> {
  const at = deps.now()
  const { viewer: viewers, people } = await deps.db.read({
    viewer: viewerQuery(actor, at),
    people: sql<{ state: string }>`SELECT state FROM person WHERE id = ${personId} AND erased_at IS NULL LIMIT 1`,
  })
  const viewer = viewerOf(viewers)
  if (!may(viewer, 'manage-firms')) throw new Forbidden()
  const [person] = people
  if (!person) throw new NotFound('person')
  if (person.state === state) return
  const changed = sql`UPDATE person SET state = ${state}, access_version = access_version + 1
    WHERE id = ${personId} AND state <> ${state} AND erased_at IS NULL`
  const action = state === 'suspended' ? 'person.suspended' : 'person.reactivated'
  const about = { actorId: viewer.personId, action, entity: personId, firmId: null, facilityId: null }
  const key = `suspend-person:${actor.requestId}`
  try {
    await deps.db.write(
      [
        sameViewerRow(viewer),
        ...asserting(changed, 'STALE_VERSION'),
        ...(state === 'suspended'
          ? [...someoneStaysRows({ kind: 'park' }), ...endOtherSessionRows(personId, null, at)]
          : []),
        nextAuditRow({ at, ...about, detail: {} }),
      ],
      { idempotency: { actor: viewer.personId, key, requestHash: '', status: 200, body: '', at } },
    )
  } catch (error) {
    throw error instanceof DbAbort ? new Conflict(error.token === 'STALE_VERSION' ? 'last-admin' : 'try-again') : error
  }
}
