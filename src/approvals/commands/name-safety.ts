import { nextAuditRow } from '../../audit/record.ts'
import { rounds, wrote } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { FacilityId, PersonId } from '../../kernel/id.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'

/**
 * Names who answers for safety at a facility. Only the park's admins come here: a lab that named its own could consent
 * twice. Named before, it stays so. Throws Unauthenticated, Forbidden, NotFound, KeyReused, Malformed, DbUnavailable.
 */
export async function nameSafety(
  deps: Deps,
  actor: Actor,
  facilityId: FacilityId,
  address: string,
  key: RequestKey,
): Promise<void> {
  for (let round = 1; round <= rounds; round++) {
    const { viewer, personId, isDone } = await readNamed(deps, actor, facilityId, address, key)
    if (isDone) return
    if (personId === null) throw new Malformed([{ pointer: '/address', kind: 'value' }])
    const at = deps.now()
    const named = sql`INSERT INTO safety_officer (facility_id, person_id, named_by, named_at)
      VALUES (${facilityId}, ${personId}, ${viewer.personId}, ${at})`
    const rows = [named, ...auditRows('safety.named', facilityId, personId, viewer.personId, at)]
    if (await write(deps, key, viewer, rows, at)) return
  }
  throw new Conflict('try-again')
}

async function readNamed(deps: Deps, actor: Actor, facilityId: FacilityId, address: string, key: RequestKey) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    facilities: sql<{ id: string }>`SELECT id FROM facility WHERE id = ${facilityId} LIMIT 1`,
    people: sql<{ id: PersonId; isNamed: number }>`SELECT p.id AS id, EXISTS (SELECT 1 FROM safety_officer
      WHERE facility_id = ${facilityId} AND person_id = p.id) AS isNamed FROM person p
      WHERE p.email = lower(${address}) AND p.state = 'active' LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  if (rows.facilities.length === 0) throw new NotFound('facility')
  const [person] = rows.people
  const isDone = storedAnswerOf(rows.stored, key) !== null || person?.isNamed === 1
  return { viewer, personId: person?.id ?? null, isDone }
}

/** Takes somebody off again, from their next request on. Throws Unauthenticated, Forbidden, NotFound. */
export async function endSafety(
  deps: Deps,
  actor: Actor,
  facilityId: FacilityId,
  personId: PersonId,
  key: RequestKey,
): Promise<void> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    named: sql<{ id: string }>`SELECT person_id AS id FROM safety_officer
      WHERE facility_id = ${facilityId} AND person_id = ${personId} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  if (storedAnswerOf(rows.stored, key)) return
  if (rows.named.length === 0) throw new NotFound('safety officer')
  const ended = asserting(
    sql`DELETE FROM safety_officer WHERE facility_id = ${facilityId} AND person_id = ${personId}`,
    'STALE_VERSION',
  )
  await write(
    deps,
    key,
    viewer,
    [...ended, ...auditRows('safety.ended', facilityId, personId, viewer.personId, at)],
    at,
  )
}

function auditRows(action: string, facilityId: FacilityId, personId: PersonId, actorId: PersonId, at: number): Query[] {
  return [nextAuditRow({ at, actorId, action, entity: personId, firmId: null, facilityId, detail: { facilityId } })]
}

async function write(
  deps: Deps,
  key: RequestKey,
  viewer: Parameters<typeof sameViewerRow>[0],
  rows: readonly Query[],
  at: number,
): Promise<boolean> {
  const idempotency = { actor: viewer.personId, ...key, status: 204, body: '', at }
  // The viewer's row comes first: naming oneself changes what was judged of them.
  return wrote(deps, [sameViewerRow(viewer), ...rows], idempotency)
}
