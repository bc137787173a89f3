import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { PersonId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { sql } from '../../platform/db/sql.ts'
import { grantRow } from '../grant.sql.ts'
import { groundOf, groundQueries, writeOnce } from './looked-after.ts'

export interface Grant {
  /** As accounts know it. */
  readonly email: string
  readonly until: Instant
}

/**
 * Qualifies a person until a time; what holds longer is not shortened. Throws Unauthenticated, NotFound for a training
 * that is not the viewer's, KeyReused, and Malformed for an address that nobody has or an end that is past.
 */
export async function grantTraining(
  deps: Deps,
  actor: Actor,
  kindId: string,
  { email, until }: Grant,
  key: RequestKey,
): Promise<void> {
  const at = deps.now()
  const rows = await deps.db.read({
    ...groundQueries(deps, actor, kindId, key),
    people: sql<{ id: PersonId }>`SELECT id FROM person WHERE email = ${email} AND state = 'active' LIMIT 1`,
  })
  const { viewer, kind, isDone } = groundOf(rows, key)
  if (isDone) return
  const [person] = rows.people
  if (!person) throw new Malformed([{ pointer: '/email', kind: 'value' }])
  assertAhead(until, at)
  const { id: personId } = person
  const about = { at, actorId: viewer.personId, firmId: null, facilityId: kind.facilityId }
  const detail = { personId, kindId, until }
  await writeOnce(
    deps,
    viewer,
    [
      sameViewerRow(viewer),
      grantRow({ personId, kindId }, at, until),
      nextAuditRow({ ...about, action: 'training.granted', entity: `${personId}/${kindId}`, detail }),
      noticeRow(deps, { kind: 'training.changed', personId, kindId }),
    ],
    key,
  )
}

/** An end lies ahead, and no further than anybody plans. Throws Malformed. */
export function assertAhead(until: Instant, at: Instant): void {
  if (until <= at) throw new Malformed([{ pointer: '/until', kind: 'too-small' }])
  if (until > at + furthestSeconds) throw new Malformed([{ pointer: '/until', kind: 'too-large' }])
}

export const furthestSeconds = 20 * 366 * 86_400
