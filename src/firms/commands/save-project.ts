import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { newId, type FirmId, type PersonId, type ProjectId } from '../../kernel/id.ts'
import { Conflict, Forbidden, Malformed, NotFound } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { json, sql } from '../../platform/db/sql.ts'
import { changedProjectRow, newProjectRow, projectRows } from '../project-rows.sql.ts'
import type { WantedProject } from '../project.ts'
import { storedAnswerOf, storedAnswerQuery } from '../reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../reads/viewer-query.ts'
import { sameViewerRow } from '../same-viewer.sql.ts'
import { belongsTo, may, type Viewer } from '../viewer.ts'

/**
 * Adds a project of a firm, or changes one: with `firmId` it is new. Throws Forbidden, NotFound, Malformed where the
 * dates are turned round, Conflict `name-taken` where the firm has the code already.
 */
export async function saveProject(
  deps: Deps,
  actor: Actor,
  at: { readonly firmId: FirmId } | { readonly id: ProjectId },
  wanted: WantedProject,
  key: RequestKey,
) {
  const { startsAt, endsAt, memberIds } = wanted
  if (startsAt !== null && endsAt !== null && endsAt <= startsAt)
    throw new Malformed([{ pointer: '/endsOn', kind: 'too-small' }])
  const rows = await readGround(deps, actor, at, memberIds ?? [], key)
  const viewer = viewerOf(rows.viewer)
  const known = 'id' in at ? rows.projects[0] : undefined
  const firmId = 'firmId' in at ? at.firmId : known?.firmId
  assertManages(viewer, firmId)
  const stored = storedAnswerOf(rows.stored, key)
  if (stored) return stored
  if (rows.members.length !== new Set(memberIds ?? []).size) throw new NotFound('member')
  const now = deps.now()
  const id = known?.id ?? newId('prj', now * 1000, deps.entropy)
  const status = known ? 200 : 201
  const body = JSON.stringify({ id })
  const about = { actorId: viewer.personId, action: known ? 'project.changed' : 'project.added', entity: id, firmId }
  const { code, state, budgetMinor } = wanted
  try {
    await deps.db.write(
      [
        sameViewerRow(viewer),
        known ? changedProjectRow(id, wanted) : newProjectRow(id, firmId, wanted),
        ...projectRows(id, firmId, wanted),
        nextAuditRow({ at: now, ...about, facilityId: null, detail: { code, state, startsAt, endsAt, budgetMinor } }),
      ],
      { idempotency: { actor: viewer.personId, ...key, status, body, at: now } },
    )
  } catch (error) {
    if (!(error instanceof DbAbort)) throw error
    throw new Conflict(error.token === 'OTHER_CONSTRAINT' ? 'name-taken' : 'try-again')
  }
  return { status, body }
}

async function readGround(
  deps: Deps,
  actor: Actor,
  at: { readonly firmId: FirmId } | { readonly id: ProjectId },
  memberIds: readonly PersonId[],
  key: RequestKey,
) {
  const projectId = 'id' in at ? at.id : null
  const firmId = 'firmId' in at ? sql`${at.firmId}` : sql`(SELECT firm_id FROM project WHERE id = ${projectId})`
  return deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    projects: sql<{ id: ProjectId; firmId: FirmId }>`SELECT id, firm_id AS firmId FROM project
      WHERE id = ${projectId} LIMIT 1`,
    members: sql`SELECT person_id FROM role WHERE firm_id = ${firmId}
      AND person_id IN (SELECT value FROM json_each(${json(memberIds)})) GROUP BY person_id LIMIT 2000`,
  })
}

function assertManages(viewer: Viewer, firmId: FirmId | undefined): asserts firmId is FirmId {
  if (firmId !== undefined && may(viewer, 'manage-projects', { firmId })) return
  throw firmId !== undefined && belongsTo(viewer, firmId) ? new Forbidden() : new NotFound('project')
}
