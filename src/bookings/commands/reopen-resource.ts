import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import type { ClosureId, FacilityId, ResourceId, UnitId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { Conflict, Forbidden, NotFound } from '../../kernel/thrown.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import { offerAfterwards } from '../../waitlist/commands/offer-freed-time.ts'
import { waitedForQuery } from '../../waitlist/wish.sql.ts'
import { closedWithout, type ClosedTime } from '../../resources/closure.ts'
import { rounds, wrote, type Answer } from './change-booking.ts'
import { closedRows, resourceChangeRows, type ChangedResource } from './closure-rows.ts'

/**
 * Lifts a closure from now on; what other closures hold stays closed. Lifting it again changes nothing. Throws
 * Unauthenticated, Forbidden, NotFound, KeyReused, Conflict, DbUnavailable.
 */
export async function reopenResource(deps: Deps, actor: Actor, id: ClosureId, key: RequestKey): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const { stored, viewer, closure, held, others, now, waitedFor } = await readClosure(deps, actor, id, key)
    if (stored) return stored
    if (closure.liftedAt !== null) return { status: 204, body: '' }
    if (closure.endsAt <= now) throw new Conflict('too-late', { until: formatInstant(closure.endsAt) })
    const detail = { closureId: id, startsAt: closure.startsAt, endsAt: closure.endsAt }
    const statements = [
      sameViewerRow(viewer),
      ...resourceChangeRows(closure.resource, { action: 'resource.reopened', viewer, at: now, detail }),
      ...liftRows(id, now),
      ...[...held].flatMap(([unit, times]) =>
        closedRows(unit, times, closedWithout(times, others.get(unit) ?? [], now)),
      ),
    ]
    const idempotency = { actor: viewer.personId, ...key, status: 204, body: '', at: now }
    if (await wrote(deps, statements, idempotency)) {
      offerAfterwards(deps, waitedFor)
      return { status: 204, body: '' }
    }
  }
  throw new Conflict('try-again')
}

interface ClosureRow {
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly liftedAt: Instant | null
  readonly resourceId: ResourceId
  readonly facilityId: FacilityId
  readonly rulesVersion: number
}

type UnitTime = ClosedTime & { readonly unitId: UnitId }

async function readClosure(deps: Deps, actor: Actor, id: ClosureId, key: RequestKey) {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    stored: storedAnswerQuery(actor, key.key),
    closure: sql<ClosureRow>`SELECT c.starts_at AS startsAt, c.ends_at AS endsAt, c.lifted_at AS liftedAt,
      r.id AS resourceId,
      r.facility_id AS facilityId, r.rules_version AS rulesVersion
      FROM closure c JOIN resource r ON r.id = c.resource_id WHERE c.id = ${id} LIMIT 1`,
    held: heldByClosuresQuery(id, now),
    others: othersInForceQuery(id, now),
    waitedFor: waitedForQuery(sql`SELECT resource_id FROM closure WHERE id = ${id}`),
  })
  const viewer = viewerOf(rows.viewer)
  const [row] = rows.closure
  if (!row) throw new NotFound('closure')
  const stored = storedAnswerOf(rows.stored, key)
  const closure = { ...row, resource: changedResource(row, viewer) }
  const { waitedFor } = rows
  return { stored, viewer, closure, held: byUnit(rows.held), others: byUnit(rows.others), now, waitedFor }
}

function changedResource({ resourceId, facilityId, rulesVersion }: ClosureRow, viewer: Viewer): ChangedResource {
  if (!managesFacility(viewer, facilityId)) throw new Forbidden()
  return { id: resourceId, facilityId, rulesVersion }
}

/** What closures still hold of this one's units from now on, with the part of it that has passed. */
function heldByClosuresQuery(id: ClosureId, now: Instant): Query<UnitTime> {
  return sql<UnitTime>`SELECT a.unit_id AS unitId, a.starts_at AS startsAt, a.ends_at AS endsAt,
    a.closure_id AS closureId
    FROM closure_unit x CROSS JOIN allocation a ON a.unit_id = x.unit_id AND a.starts_at >= coalesce(
      (SELECT p.starts_at FROM allocation p WHERE p.unit_id = x.unit_id AND p.starts_at <= ${now}
        ORDER BY p.starts_at DESC LIMIT 1), ${now})
    WHERE x.closure_id = ${id} AND a.ends_at > ${now} AND a.closure_id IS NOT NULL LIMIT 20000`
}

function othersInForceQuery(id: ClosureId, now: Instant): Query<UnitTime> {
  return sql<UnitTime>`SELECT x.unit_id AS unitId, c.starts_at AS startsAt, c.ends_at AS endsAt, c.id AS closureId
    FROM closure o CROSS JOIN closure c ON c.resource_id = o.resource_id AND c.ends_at > ${now}
    CROSS JOIN closure_unit x ON x.closure_id = c.id
    WHERE o.id = ${id} AND c.id <> o.id AND c.lifted_at IS NULL LIMIT 20000`
}

function byUnit(rows: readonly UnitTime[]): Map<UnitId, ClosedTime[]> {
  const times = new Map<UnitId, ClosedTime[]>()
  for (const { unitId, ...time } of rows) times.set(unitId, [...(times.get(unitId) ?? []), time])
  return times
}

function liftRows(id: ClosureId, now: Instant): Query[] {
  return asserting(sql`UPDATE closure SET lifted_at = ${now} WHERE id = ${id} AND lifted_at IS NULL`, 'STALE_VERSION')
}
