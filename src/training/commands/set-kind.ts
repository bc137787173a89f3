import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { BookingId } from '../../kernel/id.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { affectedOf, affectedOfKind, mostAffected, type AffectedBooking } from '../reads/affected.ts'
import { heldUntil } from '../held.sql.ts'
import type { TrainingKind } from '../reads/kind-query.ts'
import type { HolderChanged } from './change-holder.ts'
import { groundOf, groundQueries, writeOnce } from './looked-after.ts'

export interface KindSetting {
  readonly lapseMonths: number | null
  readonly remindDays: number
}

/**
 * Sets after how long without use a training lapses, and how long before its end people are reminded. Bookings that
 * this leaves outside must have been seen; their people are told. Throws Unauthenticated, KeyReused, and NotFound for a
 * training that is not the viewer's.
 */
export async function setKind(
  deps: Deps,
  actor: Actor,
  kindId: string,
  { lapseMonths, remindDays }: KindSetting,
  seen: readonly BookingId[],
  key: RequestKey,
): Promise<HolderChanged> {
  const now = deps.now()
  const reckoned = { now, zone: deps.park().timeZone }
  const outside = affectedOfKind(
    kindId,
    now,
    sql`SELECT person_id AS personId, ${heldUntil(reckoned)} AS before,
      ${heldUntil(reckoned, sql`CAST(${lapseMonths} AS INTEGER)`)} AS after
      FROM qualification WHERE kind_id = ${kindId} AND valid_until > ${now}`,
  )
  const rows = await deps.db.read({ ...groundQueries(deps, actor, kindId, key), outside })
  const { viewer, kind, isDone } = groundOf(rows, key)
  if (isDone) return { kind: 'done' }
  const affected = affectedOf(rows.outside)
  if (affected.length > mostAffected || affected.some(({ id }) => !seen.includes(id)))
    return { kind: 'unseen', affected: affected.slice(0, mostAffected) }
  const written = settingRows(deps, viewer, kind, { lapseMonths, remindDays }, affected)
  const same = sql`INSERT INTO assert_rules (n) SELECT (SELECT count(*) FROM (${outside})) = ${affected.length}`
  await writeOnce(deps, viewer, [sameViewerRow(viewer), same, ...written], key)
  return { kind: 'done' }
}

function settingRows(
  deps: Deps,
  { personId: actorId }: Viewer,
  { id: kindId, facilityId }: TrainingKind,
  { lapseMonths, remindDays }: KindSetting,
  affected: readonly AffectedBooking[],
): Query[] {
  const told = [...new Set(affected.map(({ personId }) => personId))]
  const detail = { lapseMonths, remindDays, bookings: affected.map(({ id }) => id) }
  const about = { at: deps.now(), actorId, firmId: null, facilityId }
  return [
    sql`UPDATE qualification_kind SET lapse_months = ${lapseMonths}, remind_days = ${remindDays} WHERE id = ${kindId}`,
    // Whoever is booking now was judged by the old rule.
    sql`UPDATE resource SET rules_version = rules_version + 1 WHERE qualification_id = ${kindId}`,
    nextAuditRow({ ...about, action: 'training.kind-set', entity: kindId, detail }),
    ...told.map((personId) => noticeRow(deps, { kind: 'training.changed', personId, kindId })),
  ]
}
