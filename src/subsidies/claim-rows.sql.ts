import type { NewEntry } from '../billing/post-entry.sql.ts'
import { newId } from '../kernel/id.ts'
import { sumMinor } from '../kernel/money.ts'
import { sql, type Query } from '../platform/db/sql.ts'
import type { Grant } from './subsidise.ts'

type Entropy = (bytes: number) => Uint8Array

/**
 * What programmes pay of a new entry. The database counts it against each cap and the budget in the same write, and
 * refuses when somebody else took what was left.
 */
export function claimRows(entry: NewEntry, grants: readonly Grant[], entropy: Entropy): Query[] {
  const { id, firmId, bookingId, currency, postedAt } = entry
  return grants.map(({ programme, year, baseMinor, amountMinor }) => {
    const { id: programmeId, countedId, percent, version } = programme
    return sql`INSERT INTO subsidy_claim (id, entry_id, programme_id, firm_id, booking_id, counted_id, year, base_minor,
        share_percent, amount_minor, currency, period, programme_version)
      SELECT ${newId('sbc', postedAt * 1000, entropy)}, ${id}, ${programmeId}, ${firmId}, ${bookingId}, ${countedId},
        ${year}, ${baseMinor}, ${percent}, ${amountMinor}, ${currency}, period, ${version}
      FROM journal_entry WHERE id = ${id}`
  })
}

/** What a correction gives back to programmes, or takes again: it counts where the first claim of the booking did. */
export function correctedClaimRows(entry: NewEntry, entropy: Entropy): Query[] {
  const { id, bookingId, postedAt, charges } = entry
  const lines = charges.map((charge) => charge.line)
  const baseMinor = sumMinor(lines.filter(({ kind }) => kind !== 'subsidy').map((line) => line.amountMinor))
  const programmes = new Set(lines.flatMap(({ programmeId }) => programmeId ?? []))
  return [...programmes].map((programmeId) => {
    const own = lines.filter((line) => line.programmeId === programmeId)
    const amountMinor = -sumMinor(own.map((line) => line.amountMinor))
    return sql`INSERT INTO subsidy_claim (id, entry_id, programme_id, firm_id, booking_id, counted_id, year, base_minor,
        share_percent, amount_minor, currency, period)
      SELECT ${newId('sbc', postedAt * 1000, entropy)}, ${id}, c.programme_id, c.firm_id, c.booking_id, c.counted_id,
        c.year, ${baseMinor}, c.share_percent, ${amountMinor}, c.currency, e.period
      FROM subsidy_claim c CROSS JOIN journal_entry e ON e.id = ${id}
      WHERE c.booking_id = ${bookingId} AND c.programme_id = ${programmeId} ORDER BY c.id LIMIT 1`
  })
}
