import { nextAuditRow } from '../../audit/record.ts'
import { correctionOf } from '../../billing/commands/adjust-entry.ts'
import { correctionRows } from '../../billing/commands/post-correction.ts'
import { wrote } from '../../bookings/commands/change-booking.ts'
import type { Deps } from '../../deps.ts'
import { newId, type EntryId } from '../../kernel/id.ts'
import { invariant } from '../../kernel/invariant.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { asserting, sql, type Query } from '../../platform/db/sql.ts'
import { crossing, suspendedUntil } from '../conduct.ts'
import { readUnweighed, readWeighing, type UnweighedNoShow, type Weighing } from '../reads/weighing.ts'

/** No-shows that one run weighs. */
export const weighedAtOnce = 20

/**
 * The clock's job: weighs each no-show once, by the rules of the facility that it happened at, and writes down what
 * follows for its person: nobody else of their firm is touched. A check-in that came too late waits for its review
 * first. Answers how many were weighed; run twice or at once it does no more than run once.
 */
export async function applyConsequences(deps: Deps): Promise<number> {
  const unweighed = await readUnweighed(deps, weighedAtOnce)
  const failures: unknown[] = []
  for (const noShow of unweighed) {
    try {
      await weigh(deps, noShow)
    } catch (error) {
      failures.push(error)
    }
  }
  // One that cannot be weighed holds up no other; it is told all the same.
  if (failures.length > 0) throw failures[0]
  return unweighed.length
}

interface Crossed {
  readonly rule: Weighing['rules'][number]
  readonly missed: number
}

async function weigh(deps: Deps, noShow: UnweighedNoShow): Promise<void> {
  const facts = await readWeighing(deps, noShow)
  const crossed = facts.rules.flatMap((rule): Crossed[] => {
    const missed = crossing(rule, facts.missedAt, noShow.startsAt, Math.max(rule.createdAt, rule.countedTo ?? 0))
    return missed === null ? [] : [{ rule, missed }]
  })
  const statements = [
    ...asserting(
      sql`UPDATE usage_review SET weighed_at = ${facts.now} WHERE booking_id = ${noShow.id} AND missed = 1
        AND weighed_at IS NULL`,
      'STALE_VERSION',
    ),
    ...crossed.flatMap((one) => consequenceRows(deps, facts, noShow, one)),
  ]
  const key = `job:conduct:${noShow.id}`
  await wrote(deps, statements, { actor: 'clock', key, requestHash: '', status: 200, body: '', at: facts.now })
}

function consequenceRows(deps: Deps, facts: Weighing, noShow: UnweighedNoShow, { rule, missed }: Crossed): Query[] {
  const { now, standing } = facts
  const { id: bookingId, facilityId, personId, startsAt } = noShow
  const id = newId('csq', now * 1000, deps.entropy)
  const until = suspendedUntil(rule, now)
  const row = (entryId: EntryId | null) => sql`INSERT INTO consequence (id, rule_id, facility_id, person_id, booking_id,
      kind, counted_to, missed, entry_id, applied_at, until)
    VALUES (${id}, ${rule.id}, ${facilityId}, ${personId}, ${bookingId}, ${rule.consequence}, ${startsAt}, ${missed},
      ${entryId}, ${now}, ${until})`
  return [
    ...(rule.consequence === 'fee' ? feeRows(deps, facts, rule, row) : [row(null)]),
    // Whoever is booking at this moment is judged again.
    ...(until === null ? [] : [sql`UPDATE person SET access_version = access_version + 1 WHERE id = ${personId}`]),
    nextAuditRow({
      at: now,
      actorId: 'clock',
      action: `conduct.${rule.consequence}`,
      entity: id,
      firmId: standing.booking.firmId,
      facilityId,
      detail: { bookingId, personId, ruleId: rule.id, missed, until },
    }),
    noticeRow(deps, { kind: 'consequence.applied', consequenceId: id }),
  ]
}

function feeRows(
  deps: Deps,
  facts: Weighing,
  { feeMinor, afterCount, withinDays }: Crossed['rule'],
  row: (entryId: EntryId) => Query,
): readonly Query[] {
  invariant(feeMinor > 0, 'a rule of a fee has an amount')
  const reason = `${afterCount} no-shows / ${withinDays} d`
  const correction = correctionOf(facts.standing, { amountMinor: feeMinor, reason })
  const also = (entryId: EntryId) => [row(entryId)]
  return correctionRows(deps, facts, { ...correction, also }, 'clock').rows
}
