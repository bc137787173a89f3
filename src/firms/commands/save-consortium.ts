import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, Names, RequestKey } from '../../deps.ts'
import { newId, type ConsortiumId, type FirmId } from '../../kernel/id.ts'
import { Conflict, Forbidden, NotFound } from '../../kernel/thrown.ts'
import { json, sql, type Query } from '../../platform/db/sql.ts'
import { areAlike } from '../names-alike.ts'
import { storedAnswerOf, storedAnswerQuery } from '../reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../reads/viewer-query.ts'
import { sameViewerRow } from '../same-viewer.sql.ts'
import { may } from '../viewer.ts'

export interface WantedConsortium {
  readonly names: Names
  /** All of its members; a firm is in one consortium at most, so they leave any other. */
  readonly firmIds: readonly FirmId[]
}

/** Adds a consortium, or changes one: without an id it is new. Throws Forbidden, NotFound, Conflict `name-taken`. */
export async function saveConsortium(
  deps: Deps,
  actor: Actor,
  id: ConsortiumId | null,
  { names, firmIds }: WantedConsortium,
  key: RequestKey,
) {
  const at = deps.now()
  const listed = json(firmIds)
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    consortia: sql<Names & { id: ConsortiumId }>`SELECT id, name_hans AS hans, name_hant AS hant, name_en AS en
      FROM consortium LIMIT 5000`,
    firms: sql`SELECT id FROM firm WHERE id IN (SELECT value FROM json_each(${listed})) LIMIT 2000`,
  })
  const viewer = viewerOf(rows.viewer)
  if (!may(viewer, 'manage-firms')) throw new Forbidden()
  const stored = storedAnswerOf(rows.stored, key)
  if (stored) return stored
  if (id !== null && !rows.consortia.some((one) => one.id === id)) throw new NotFound('consortium')
  if (rows.firms.length !== new Set(firmIds).size) throw new NotFound('firm')
  if (rows.consortia.some((one) => one.id !== id && areAlike(one, names))) throw new Conflict('name-taken')
  const consortiumId = id ?? newId('con', at * 1000, deps.entropy)
  const status = id === null ? 201 : 200
  const body = JSON.stringify({ id: consortiumId })
  const action = id === null ? 'consortium.added' : 'consortium.changed'
  const about = { actorId: viewer.personId, action, entity: consortiumId, firmId: null, facilityId: null }
  await deps.db.write(
    [
      sameViewerRow(viewer),
      ...consortiumRows(consortiumId, id === null, names, listed),
      nextAuditRow({ at, ...about, detail: { firms: [...firmIds] } }),
    ],
    { idempotency: { actor: viewer.personId, ...key, status, body, at } },
  )
  return { status, body }
}

function consortiumRows(id: ConsortiumId, isNew: boolean, { hans, hant, en }: Names, listed: string): Query[] {
  const joining = sql`id IN (SELECT value FROM json_each(${listed}))`
  return [
    isNew
      ? sql`INSERT INTO consortium (id, name_hans, name_hant, name_en) VALUES (${id}, ${hans}, ${hant}, ${en})`
      : sql`UPDATE consortium SET name_hans = ${hans}, name_hant = ${hant}, name_en = ${en} WHERE id = ${id}`,
    sql`UPDATE firm SET rules_version = rules_version + 1, consortium_id = CASE WHEN ${joining}
      THEN ${id} ELSE NULL END WHERE consortium_id = ${id} OR ${joining}`,
  ]
}
