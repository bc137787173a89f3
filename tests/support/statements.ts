import { expect } from 'vitest'
import { issueStatements, type Issued } from '../../src/statements/commands/issue-statements.ts'
import type { Statement } from '../../src/statements/statement.ts'
import { people, resources, type CastPerson } from './cast.ts'
import type { Lab, Told } from './lab.ts'
import { freshKey, type TestPark } from './open-park.ts'

/** What firms owe and how it is stated, in short words. */
export function moneyOf(park: TestPark, lab: Lab) {
  return {
    /** Two hours of the microscope on a day, used and settled: 240.00. */
    async used(who: CastPerson, day: string, hour = 14): Promise<Told> {
      const [from, to] = [hour, hour + 2].map((at) => `${day} ${String(at).padStart(2, '0')}:00`) as [string, string]
      const booking = await lab.book(who, from, to, { resourceId: resources.confocal })
      lab.clockAt(from)
      await lab.checkIn(who, booking)
      lab.clockAt(to)
      await lab.checkOut(who, booking)
      return booking
    },
    issue(period: string, wish: Partial<Parameters<typeof issueStatements>[2]> = {}): Promise<Issued> {
      const whole = { period, firmId: null, atMost: 1_000, ...wish }
      return issueStatements(park.deps, park.actor(people.parkFinance), whole, freshKey())
    },
    async statements(): Promise<Statement[]> {
      const rows = await park.rows('SELECT document FROM statement ORDER BY year, seq')
      return rows.map((row) => JSON.parse(row.document as string) as Statement)
    },
    /** What the ledger says that a firm owes. */
    async owed(firmId: string): Promise<number> {
      const [row] = await park.rows(`SELECT ifnull(sum(CASE WHEN t.debit_id = a.id THEN t.amount_minor
        ELSE -t.amount_minor END), 0) AS owed FROM account a JOIN transfer t ON a.id IN (t.debit_id, t.credit_id)
        WHERE a.kind = 'receivable' AND a.owner_id = '${firmId}'`)
      return Number(row?.owed)
    },
  }
}

/** Every entry stands on exactly one statement, and their numbers run from one to `statements` without a gap. */
export async function expectStatedOnce(park: Pick<TestPark, 'rows'>, statements: number): Promise<void> {
  const [row] = await park.rows(`SELECT (SELECT count(*) FROM journal_entry) AS entries,
    (SELECT count(*) FROM statement_entry) AS stated, (SELECT count(*) FROM unstated_entry) AS unstated,
    (SELECT count(*) FROM statement) AS statements, (SELECT max(seq) FROM statement) AS last,
    (SELECT count(DISTINCT year) FROM statement) AS years`)
  const { entries, ...counted } = row as Record<string, number>
  expect(counted).toEqual({ stated: entries, unstated: 0, statements, last: statements, years: 1 })
}
