import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { newId, type FacilityId, type TrainingSessionId } from '../../kernel/id.ts'
import type { Interval } from '../../kernel/interval.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import { managedBy } from '../reads/kind-query.ts'
import { groundOf, groundQueries, writeOnce } from './looked-after.ts'

export interface WantedSession extends Interval {
  readonly facilityId: FacilityId
  readonly place: string
  readonly trainer: string
  readonly seats: number
  readonly validMonths: number
}

/**
 * Offers a training session. Throws Unauthenticated, NotFound for a training that is not the viewer's, KeyReused, and
 * Malformed for a time that is past or longer than a day, or a facility that is not theirs or never asks for it.
 */
export async function holdSession(
  deps: Deps,
  actor: Actor,
  kindId: string,
  wanted: WantedSession,
  key: RequestKey,
): Promise<TrainingSessionId> {
  const at = deps.now()
  const { facilityId, startsAt, endsAt, place, trainer, seats, validMonths } = wanted
  const rows = await deps.db.read({
    ...groundQueries(deps, actor, kindId, key),
    places: sql<{ id: FacilityId }>`SELECT facility_id AS id FROM resource WHERE qualification_id = ${kindId}
      AND facility_id = ${facilityId} AND facility_id IN (${managedBy(actor)}) LIMIT 1`,
  })
  const { viewer, isDone } = groundOf(rows, key)
  if (isDone) return (JSON.parse(rows.stored[0]?.body ?? '{}') as { id: TrainingSessionId }).id
  if (rows.places.length === 0) throw new Malformed([{ pointer: '/facility', kind: 'choice' }])
  if (startsAt <= at) throw new Malformed([{ pointer: '/date', kind: 'too-small' }])
  if (endsAt <= startsAt || endsAt - startsAt > 86_400) throw new Malformed([{ pointer: '/to', kind: 'value' }])
  const id = newId('trn', at * 1000, deps.entropy)
  const about = { at, actorId: viewer.personId, firmId: null, facilityId }
  await writeOnce(
    deps,
    viewer,
    [
      sameViewerRow(viewer),
      sql`INSERT INTO training_session (id, kind_id, facility_id, starts_at, ends_at, place, trainer, seats,
          valid_months, created_by, created_at)
        VALUES (${id}, ${kindId}, ${facilityId}, ${startsAt}, ${endsAt}, ${place}, ${trainer}, ${seats},
          ${validMonths}, ${viewer.personId}, ${at})`,
      nextAuditRow({ ...about, action: 'training.session-held', entity: id, detail: { kindId, startsAt, seats } }),
    ],
    key,
    JSON.stringify({ id }),
  )
  return id
}
