import { nextAuditRow } from '../../audit/record.ts'
import { assertReason, postCorrection } from '../../billing/commands/post-correction.ts'
import { takenBack } from '../../billing/commands/reverse-entry.ts'
import { rounds, wrote } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { ConsequenceId } from '../../kernel/id.ts'
import { Conflict } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import { readAppeal, type AppealFacts } from '../reads/appeal-facts.ts'
import { assertMayReview } from './decide-review.ts'

export interface AppealDecision {
  readonly decision: 'upheld' | 'lifted'
  readonly answer: string
}

/**
 * A lab manager's answer to an appeal, once: the consequence holds, or it is lifted, which ends a suspension at once
 * and takes a fee back. Throws Unauthenticated, NotFound, Malformed without an answer, KeyReused, Conflict `over`.
 */
export async function decideAppeal(
  deps: Deps,
  actor: Actor,
  id: ConsequenceId,
  decided: AppealDecision,
  key: RequestKey,
): Promise<void> {
  for (let round = 1; round <= rounds; round++) {
    const { stored, facts } = await readAppeal(deps, actor, id, key)
    assertMayReview(facts.viewer, facts.standing.facilityId)
    if (stored) return
    assertReason(decided.answer)
    if (facts.appeal.appealedAt === null || facts.appeal.decision !== null) throw new Conflict('over')
    if (await decide(deps, facts, id, decided, key)) return
  }
  throw new Conflict('try-again')
}

async function decide(
  deps: Deps,
  facts: AppealFacts,
  id: ConsequenceId,
  decided: AppealDecision,
  key: RequestKey,
): Promise<boolean> {
  const { viewer, now, fee } = facts
  const rows = decisionRows(deps, facts, id, decided)
  const isOwed = decided.decision === 'lifted' && fee !== null && fee.reversedBy === null
  const correction = isOwed ? takenBack(facts.standing, fee, decided.answer) : null
  if (correction) return (await postCorrection(deps, facts, { ...correction, also: () => rows }, key)) !== null
  const idempotency = { actor: viewer.personId, ...key, status: 200, body: '', at: now }
  return wrote(deps, [sameViewerRow(viewer), ...rows], idempotency)
}

function decisionRows(
  deps: Deps,
  { viewer, now, standing }: AppealFacts,
  id: ConsequenceId,
  { decision, answer }: AppealDecision,
): Query[] {
  return [
    ...asserting(
      sql`UPDATE consequence SET decision = ${decision}, answer = ${answer}, decided_by = ${viewer.personId},
        decided_at = ${now} WHERE id = ${id} AND decided_at IS NULL`,
      'STALE_RULES',
    ),
    nextAuditRow({
      at: now,
      actorId: viewer.personId,
      action: `conduct.${decision}`,
      entity: id,
      firmId: standing.booking.firmId,
      facilityId: standing.facilityId,
      detail: { reason: answer },
    }),
    noticeRow(deps, { kind: 'consequence.decided', consequenceId: id }),
  ]
}
