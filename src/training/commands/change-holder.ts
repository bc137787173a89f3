import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { BookingId, PersonId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Malformed, NotFound } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { affectedOf, affectedOfPerson, mostAffected, type AffectedBooking } from '../reads/affected.ts'
import { assertAhead } from './grant-training.ts'
import { groundOf, groundQueries, writeOnce, type Ground } from './looked-after.ts'

export type HolderChange =
  | { readonly act: 'until'; readonly until: Instant }
  | { readonly act: 'withdraw'; readonly reason: string }

export type HolderChanged =
  | { readonly kind: 'done' }
  /** Nothing was changed: these bookings would lie outside, and were not all seen. */
  | { readonly kind: 'unseen'; readonly affected: readonly AffectedBooking[] }

/**
 * Sets another end of a person's training, or withdraws it with a reason. Bookings that this leaves outside must have
 * been seen; they stay as they are, marked, and their person is told. Throws Unauthenticated, KeyReused, Malformed, and
 * NotFound for a training that is not the viewer's or that the person never had.
 */
export async function changeHolder(
  deps: Deps,
  actor: Actor,
  holder: { readonly kindId: string; readonly personId: PersonId },
  change: HolderChange,
  seen: readonly BookingId[],
  key: RequestKey,
): Promise<HolderChanged> {
  const at = deps.now()
  const { kindId, personId } = holder
  const until = change.act === 'until' ? change.until : at
  const outside = affectedOfPerson(personId, kindId, at, until)
  const rows = await deps.db.read({
    ...groundQueries(deps, actor, kindId, key),
    held: sql<{ accessVersion: number }>`SELECT p.access_version AS accessVersion FROM qualification q
      JOIN person p ON p.id = q.person_id WHERE q.person_id = ${personId} AND q.kind_id = ${kindId} LIMIT 1`,
    outside,
  })
  const ground = groundOf(rows, key)
  const [held] = rows.held
  if (!held) throw new NotFound('qualification')
  if (ground.isDone) return { kind: 'done' }
  assertSound(change, at)
  const affected = affectedOf(rows.outside)
  if (affected.length > mostAffected || affected.some(({ id }) => !seen.includes(id)))
    return { kind: 'unseen', affected: affected.slice(0, mostAffected) }
  const written = changeRows(deps, ground, holder, change, affected)
  // Read before: of two bookings at once, the one that is judged by the old end is judged again.
  const same = sql`INSERT INTO assert_rules (n) SELECT count(*) FROM person WHERE id = ${personId}
    AND access_version = ${held.accessVersion} AND (SELECT count(*) FROM (${outside})) = ${affected.length}`
  await writeOnce(deps, ground.viewer, [sameViewerRow(ground.viewer), same, ...written], key)
  return { kind: 'done' }
}

function assertSound(change: HolderChange, at: Instant): void {
  if (change.act === 'until') assertAhead(change.until, at)
  else if (change.reason === '') throw new Malformed([{ pointer: '/reason', kind: 'missing' }])
}

function changeRows(
  deps: Deps,
  { viewer, kind }: Ground,
  { kindId, personId }: { readonly kindId: string; readonly personId: PersonId },
  change: HolderChange,
  affected: readonly AffectedBooking[],
): Query[] {
  const at = deps.now()
  const entry = { at, actorId: viewer.personId, firmId: null, facilityId: kind.facilityId }
  const bookings = affected.map(({ id }) => id)
  const detail = change.act === 'until' ? { until: change.until } : { reason: change.reason }
  return [
    change.act === 'until' ? untilRow(personId, kindId, at, change.until) : withdrawalRow(personId, kindId, at, change),
    sql`UPDATE person SET access_version = access_version + 1 WHERE id = ${personId}`,
    nextAuditRow({
      ...entry,
      action: change.act === 'until' ? 'training.end-set' : 'training.withdrawn',
      entity: `${personId}/${kindId}`,
      detail: { ...detail, personId, kindId, bookings },
    }),
    noticeRow(deps, { kind: 'training.changed', personId, kindId }),
  ]
}

// A later end is new trust: disuse is counted anew, and a withdrawal is over.
function untilRow(personId: PersonId, kindId: string, at: Instant, until: Instant): Query {
  const renewed = sql`(withdrawn_at IS NOT NULL OR valid_until <= ${at})`
  return sql`UPDATE qualification SET
      valid_from = CASE WHEN ${renewed} THEN ${at} ELSE min(valid_from, ${at}) END,
      counted_from = CASE WHEN ${renewed} OR ${until} >= valid_until THEN ${at} ELSE counted_from END,
      valid_until = ${until}, withdrawn_at = NULL, withdrawn_reason = ''
    WHERE person_id = ${personId} AND kind_id = ${kindId}`
}

function withdrawalRow(
  personId: PersonId,
  kindId: string,
  at: Instant,
  { reason }: Extract<HolderChange, { act: 'withdraw' }>,
): Query {
  return sql`UPDATE qualification SET withdrawn_at = ${at}, withdrawn_reason = ${reason}
    WHERE person_id = ${personId} AND kind_id = ${kindId} AND withdrawn_at IS NULL`
}
