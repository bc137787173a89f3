import type { EntryId, FirmId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { sql, type Query } from '../platform/db/sql.ts'
import { accountRow } from './accounts.sql.ts'
import { periodsFrom } from './period.ts'
import { transferRow, type Transfer } from './post-entry.sql.ts'

export interface NewPayment extends Transfer {
  readonly id: EntryId
  readonly firmId: FirmId
  readonly at: Instant
  readonly timeZone: string
  readonly currency: string
  readonly reason: string
}

/** Money that came in or went out, as one entry. It stands on no statement. */
export function paymentRows({ id, firmId, at, timeZone, currency, reason, ...transfer }: NewPayment): Query[] {
  const [period = ''] = periodsFrom(at, at, timeZone)
  return [
    sql`INSERT INTO journal_entry (id, kind, firm_id, occurred_at, posted_at, period, reason)
      VALUES (${id}, 'payment', ${firmId}, ${at}, ${at}, ${period}, ${reason})`,
    ...[transfer.from, transfer.to].map(accountRow),
    transferRow({ id, currency }, 1, transfer),
  ]
}
