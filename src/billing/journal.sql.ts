import type { BookingId, EntryId, FirmId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { invariant } from '../kernel/invariant.ts'
import { json, sql, type Query } from '../platform/db/sql.ts'
import { accountKey, accountRow, type Account } from './accounts.sql.ts'
import { periodsFrom } from './period.ts'

/** What an entry of the ledger says of itself. */
export interface JournalHead {
  readonly id: EntryId
  /** A payment stands on no statement. */
  readonly kind: 'usage' | 'late-cancellation' | 'no-show' | 'reversal' | 'adjustment' | 'payment'
  readonly firmId: FirmId
  readonly bookingId: BookingId | null
  readonly reversesId: EntryId | null
  /** The last second of what it is for: it says which period the entry belongs to. */
  readonly occurredAt: Instant
  readonly postedAt: Instant
  /** The periods it may be posted to, best first; the first that is open when it is written takes it. */
  readonly periods: readonly string[]
  readonly reason: string
  readonly currency: string
}

/** The head of money that came in or went out now, and is for no booking. */
export function paymentHead({
  at,
  timeZone,
  ...said
}: Pick<JournalHead, 'id' | 'firmId' | 'currency' | 'reason'> & {
  readonly at: Instant
  readonly timeZone: string
}): JournalHead {
  const times = { occurredAt: at, postedAt: at, periods: periodsFrom(at, at, timeZone) }
  return { ...said, ...times, kind: 'payment', bookingId: null, reversesId: null }
}

/** Money from one account to another; below zero, it goes the other way. */
export interface Transfer {
  readonly from: Account
  readonly to: Account
  readonly amountMinor: number
}

/** A balanced entry: its head, the accounts that it opens, its transfers. For the write that makes them true. */
export function journalRows(head: JournalHead, transfers: readonly Transfer[]): Query[] {
  const accounts = transfers.flatMap(({ from, to }) => [from, to])
  const once = new Map(accounts.map((account) => [JSON.stringify(account), account]))
  return [
    headRow(head),
    ...[...once.values()].map(accountRow),
    ...transfers.map((transfer, index) => transferRow(head, index + 1, transfer)),
  ]
}

function headRow(head: JournalHead): Query {
  const [own] = head.periods
  invariant(own !== undefined, 'an entry has a period to go to')
  return sql`INSERT INTO journal_entry (id, kind, firm_id, booking_id, reverses_id, occurred_at, posted_at, period,
    late, reason)
    SELECT ${head.id}, ${head.kind}, ${head.firmId}, ${head.bookingId}, ${head.reversesId}, ${head.occurredAt},
      ${head.postedAt}, value, value <> ${own}, ${head.reason}
    FROM json_each(${json(head.periods)}) WHERE NOT EXISTS
      (SELECT 1 FROM billing_period p WHERE p.period = value AND p.state = 'closed') ORDER BY key LIMIT 1`
}

function transferRow({ id, currency }: JournalHead, seq: number, { from, to, amountMinor }: Transfer): Query {
  const [debit, credit] = amountMinor > 0 ? [from, to] : [to, from]
  return sql`INSERT INTO transfer (entry_id, seq, debit_id, credit_id, amount_minor, currency)
    VALUES (${id}, ${seq}, (${accountKey(debit)}), (${accountKey(credit)}), ${Math.abs(amountMinor)}, ${currency})`
}
