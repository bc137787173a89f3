import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import { newId } from '../../kernel/id.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { grantsFrom } from '../grant.sql.ts'
import { planGrants, planText, readGrantList, type Listed, type ListTrouble, type PlannedLine } from '../grant-list.ts'
import { heldQualifications } from '../held.sql.ts'
import type { TrainingKind } from '../reads/kind-query.ts'
import { furthestSeconds } from './grant-training.ts'
import { groundOf, groundQueries, writeOnce } from './looked-after.ts'

export interface ListPreview {
  readonly kind: 'preview'
  readonly viewer: Viewer
  readonly training: TrainingKind
  readonly lines: readonly PlannedLine[]
  /** Names what would be written: nothing else is applied under it. */
  readonly plan: string
  readonly formKey: string
}

export type ListAnswer =
  | ListPreview
  | {
      readonly kind: 'unusable'
      readonly viewer: Viewer
      readonly training: TrainingKind
      readonly trouble: ListTrouble
      readonly formKey: string
    }
  | { readonly kind: 'applied'; readonly granted: number }

/**
 * Qualifies many people by a list. Without `plan`, or with one that is out of date, says of every line what would
 * become of it, and changes nothing. Throws Unauthenticated, KeyReused, NotFound for a training that is not the
 * viewer's, and Conflict `try-again`.
 */
export async function grantByList(
  deps: Deps,
  actor: Actor,
  kindId: string,
  { text, plan }: { readonly text: string; readonly plan: string | null },
  key: RequestKey,
): Promise<ListAnswer> {
  const now = deps.now()
  const zone = deps.park().timeZone
  const read = readGrantList(text, zone)
  const lines = 'kind' in read ? [] : read
  const emails = lines.flatMap(({ email }) => email ?? [])
  const rows = await deps.db.read({
    ...groundQueries(deps, actor, kindId, key),
    people: peopleQuery(kindId, emails, heldQualifications({ now, zone })),
  })
  const { viewer, kind: training, isDone } = groundOf(rows, key)
  const formKey = newId('frm', now * 1000, deps.entropy)
  if ('kind' in read) return { kind: 'unusable', viewer, training, trouble: read, formKey }
  if (isDone) return { kind: 'applied', granted: 0 }
  const planned = planGrants(lines, rows.people, { now, furthest: now + furthestSeconds })
  const fresh = await sha256Hex(`${kindId} ${planText(planned)}`)
  if (plan !== fresh) return { kind: 'preview', viewer, training, lines: planned, plan: fresh, formKey }
  const grants = planned.flatMap(({ grant }) => grant ?? [])
  await writeOnce(deps, viewer, [sameViewerRow(viewer), ...grantRows(deps, viewer, training, grants)], key)
  return { kind: 'applied', granted: grants.length }
}

function peopleQuery(kindId: string, emails: readonly string[], held: Query): Query<Listed> {
  return sql<Listed>`SELECT p.id AS id, p.email AS email, q.valid_until AS until, n.valid_until AS namedUntil
    FROM person p LEFT JOIN ${held} q ON q.person_id = p.id AND q.kind_id = ${kindId}
      LEFT JOIN qualification n ON n.person_id = p.id AND n.kind_id = ${kindId}
    WHERE p.email IN (SELECT value FROM json_each(${json(emails)})) AND p.state = 'active' LIMIT 2000`
}

/** One statement for all of them, and an audit row for each. */
function grantRows(
  deps: Deps,
  { personId: actorId }: Viewer,
  { id: kindId, facilityId }: TrainingKind,
  grants: readonly NonNullable<PlannedLine['grant']>[],
): Query[] {
  const at = deps.now()
  if (grants.length === 0) return []
  const listed = json(grants.map(({ personId, until }) => [personId, until]))
  return [
    grantsFrom(sql`SELECT value ->> 0, ${kindId}, ${at}, value ->> 1, ${at} FROM json_each(${listed}) WHERE true`),
    sql`INSERT INTO audit (at, actor_id, action, entity, entity_version, firm_id, facility_id, detail)
      SELECT ${at}, ${actorId}, 'training.granted', value ->> 0 || '/' || ${kindId},
        (SELECT ifnull(max(entity_version), 0) + 1 FROM audit WHERE entity = value ->> 0 || '/' || ${kindId}), NULL,
        ${facilityId}, json_object('personId', value ->> 0, 'kindId', ${kindId}, 'until', value ->> 1, 'by', 'list')
      FROM json_each(${listed})`,
  ]
}
