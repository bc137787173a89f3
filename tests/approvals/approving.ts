import { decideBooking } from '../../src/approvals/commands/decide-booking.ts'
import { decideMany, type Choice } from '../../src/approvals/commands/decide-many.ts'
import type { Decision } from '../../src/approvals/judge-decision.ts'
import type { Outcome } from '../../src/approvals/outcome.ts'
import type { Approver, ApprovalRule } from '../../src/resources/approval-rule.ts'
import { castNow, facilities, people, resources, type CastPerson } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import type { Lab, Told } from '../support/lab.ts'
import { freshKey, type TestPark } from '../support/open-park.ts'

/** Who answers for safety at the cells, in these tests. */
export const safety = people.visitor

/** The cleanroom asks everybody at once. */
export const everybody: readonly ApprovalRule[] = [
  { by: 'lab-manager', hours: 24 },
  { by: 'safety', hours: 48 },
  { by: 'firm-admin', hours: 72 },
]

/** Asking for consent and giving it, in short words. */
export function approvingOf(park: TestPark, lab: Lab) {
  return {
    async asks(rules: readonly ApprovalRule[], resource = resources.cleanroom): Promise<void> {
      await park.script(`UPDATE resource SET policy = json_set(policy, '$.approvals', json('${JSON.stringify(rules)}'))
        WHERE id = '${resource}'`)
    },
    async namesSafety(who: CastPerson = safety): Promise<void> {
      await park.script(`INSERT INTO safety_officer (facility_id, person_id, named_by, named_at)
        VALUES ('${facilities.cells}', '${who.id}', '${people.parkAdmin.id}', ${castNow})`)
    },
    async lends(of: CastPerson, to: CastPerson, from: string, until: string): Promise<void> {
      const id = `dlg_${of.id.slice(-8)}${to.id.slice(-8)}0000000000`
      await park.script(`INSERT INTO approval_delegation (id, approver_id, delegate_id, starts_at, ends_at, created_at)
        VALUES ('${id}', '${of.id}', '${to.id}', ${at(from)}, ${at(until)}, ${castNow})`)
    },
    request: (date = '2026-11-30', who: CastPerson = people.helixResearcher): Promise<Told> =>
      lab.book(who, `${date} 14:00`, `${date} 16:00`, { resourceId: resources.cleanroom }),
    decide: (who: CastPerson, { id }: Pick<Told, 'id'>, decision: Decision = 'approve', by?: Approver) => {
      const note = decision === 'reject' ? 'see me' : ''
      return decideBooking(park.deps, park.actor(who), id, { decision, note, by }, freshKey())
    },
    async many(who: CastPerson, choices: readonly Choice[], decision: Decision = 'approve'): Promise<Outcome[]> {
      const wish = { choices, decision, note: decision === 'reject' ? 'no gas' : '' }
      const { body } = await decideMany(park.deps, park.actor(who), wish, freshKey())
      return (JSON.parse(body) as { outcomes: Outcome[] }).outcomes
    },
    /** What every step of a booking says: `lab-manager approved`. */
    async steps({ id }: Pick<Told, 'id'>): Promise<string[]> {
      const rows = await park.rows(`SELECT step || ' ' || ifnull(decision, 'awaited') AS said FROM approval
        WHERE booking_id = '${id}' ORDER BY step`)
      return rows.map(({ said }) => said as string)
    },
  }
}

export type Approving = ReturnType<typeof approvingOf>
