import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { managesFacility, type Viewer } from '../../firms/viewer.ts'
import { newId, type ConductRuleId, type FacilityId } from '../../kernel/id.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { wrote } from '../../bookings/commands/change-booking.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { NewConductRule } from '../conduct.ts'

/** A facility keeps at most so many rules. */
export const mostRules = 10

/**
 * Adds a rule about no-shows to a facility of one's own; it counts no-shows from then on. Throws Unauthenticated,
 * NotFound, Malformed, KeyReused, Conflict `too-many`.
 */
export async function addConductRule(deps: Deps, actor: Actor, rule: NewConductRule, key: RequestKey): Promise<void> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    facility: sql<{ rules: number }>`SELECT (SELECT count(*) FROM conduct_rule
      WHERE facility_id = f.id AND ended_at IS NULL) AS rules FROM facility f WHERE f.id = ${rule.facilityId} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [facility] = rows.facility
  if (!facility || !managesFacility(viewer, rule.facilityId)) throw new NotFound('facility')
  if (storedAnswerOf(rows.stored, key)) return
  assertRule(rule)
  if (facility.rules >= mostRules) throw new Conflict('too-many')
  const id = newId('cdr', at * 1000, deps.entropy)
  const { facilityId, afterCount, withinDays, consequence, feeMinor, suspensionDays } = rule
  const row = sql`INSERT INTO conduct_rule (id, facility_id, after_count, within_days, consequence, fee_minor,
      suspension_days, created_by, created_at)
    VALUES (${id}, ${facilityId}, ${afterCount}, ${withinDays}, ${consequence}, ${feeMinor}, ${suspensionDays},
      ${viewer.personId}, ${at})`
  await save(deps, viewer, key, { id, facilityId, action: 'conduct-rule.added', detail: { ...rule }, row })
}

/** Ends a rule: what it led to stays. Ended before, nothing changes. Throws Unauthenticated, NotFound, KeyReused. */
export async function endConductRule(deps: Deps, actor: Actor, id: ConductRuleId, key: RequestKey): Promise<void> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    rule: sql<{ facilityId: FacilityId; endedAt: number | null }>`SELECT facility_id AS facilityId, ended_at AS endedAt
      FROM conduct_rule WHERE id = ${id} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  const [rule] = rows.rule
  if (!rule || !managesFacility(viewer, rule.facilityId)) throw new NotFound('rule')
  if (storedAnswerOf(rows.stored, key) || rule.endedAt !== null) return
  const row = sql`UPDATE conduct_rule SET ended_at = ${at} WHERE id = ${id} AND ended_at IS NULL`
  await save(deps, viewer, key, { id, facilityId: rule.facilityId, action: 'conduct-rule.ended', detail: {}, row })
}

function assertRule({ afterCount, withinDays, consequence, feeMinor, suspensionDays }: NewConductRule): void {
  const isWithin = (value: number, least: number, most: number) =>
    Number.isSafeInteger(value) && value >= least && value <= most
  const faulty = [
    ...(isWithin(afterCount, 1, 50) ? [] : ['/afterCount']),
    ...(isWithin(withinDays, 1, 365) ? [] : ['/withinDays']),
    ...(consequence === 'fee' && !isWithin(feeMinor, 1, 10_000_000) ? ['/feeMinor'] : []),
    ...(consequence === 'suspension' && !isWithin(suspensionDays, 1, 365) ? ['/suspensionDays'] : []),
  ]
  if (faulty.length > 0) throw new Malformed(faulty.map((pointer) => ({ pointer, kind: 'value' })))
}

interface Saved {
  readonly id: ConductRuleId
  readonly facilityId: FacilityId
  readonly action: string
  readonly detail: Record<string, unknown>
  readonly row: Query
}

async function save(deps: Deps, viewer: Viewer, key: RequestKey, { id, row, ...about }: Saved): Promise<void> {
  const at = deps.now()
  const { personId: actorId } = viewer
  const audit = nextAuditRow({ at, actorId, entity: id, firmId: null, ...about })
  const idempotency = { actor: actorId, ...key, status: 200, body: '', at }
  if (!(await wrote(deps, [sameViewerRow(viewer), row, audit], idempotency))) throw new Conflict('try-again')
}
