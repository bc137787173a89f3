import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps } from '../../deps.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import { Conflict, NotFound } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { asserting, sql } from '../../platform/db/sql.ts'
import { accessChangedRow, grantRow } from '../membership.sql.ts'
import { readInvitation } from '../reads/invitation.ts'
import { sameViewerRow } from '../same-viewer.sql.ts'
import { placeOf } from './invite.ts'

/**
 * Joins the place that the invitation's link leads to. Accepted again it changes nothing. Throws Unauthenticated,
 * NotFound for a link that is none, or is for another address, Conflict `over` for one that is used up or past.
 */
export async function acceptInvitation(deps: Deps, actor: Actor, token: string): Promise<void> {
  const { viewer, invitation } = await readInvitation(deps, actor, await sha256Hex(token))
  if (invitation === null) throw new NotFound('invitation')
  if (invitation.address !== null && invitation.address !== viewer.email) throw new NotFound('invitation')
  if (invitation.isMine) return
  if (invitation.isOver) throw new Conflict('over')
  const at = deps.now()
  const { id, role, firmId, facilityId } = invitation
  const { personId } = viewer
  const about = { actorId: personId, action: 'invitation.accepted', entity: personId, firmId, facilityId }
  const used = sql`UPDATE invitation SET uses_left = uses_left - 1
    WHERE id = ${id} AND revoked_at IS NULL AND expires_at > ${at} AND uses_left > 0`
  try {
    await deps.db.write(
      [
        sameViewerRow(viewer),
        ...asserting(used, 'STALE_VERSION'),
        grantRow(personId, role, placeOf(invitation)),
        accessChangedRow(personId),
        nextAuditRow({ at, ...about, detail: { invitation: id, role } }),
      ],
      {
        idempotency: { actor: personId, key: `accept:${id}:${at}`, requestHash: '', status: 200, body: '', at },
      },
    )
  } catch (error) {
    if (error instanceof DbAbort && error.token === 'STALE_VERSION') throw new Conflict('over')
    // The same tap twice: the first one has it.
    if (!(error instanceof DbAbort && (error.token === 'IDEMPOTENCY_KEY' || error.token === 'STALE_RULES'))) throw error
  }
}
