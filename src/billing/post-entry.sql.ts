import type { BookingId, ChargeId, FacilityId, FirmId, ProgrammeId, ProjectId, ResourceId } from '../kernel/id.ts'
import { invariant } from '../kernel/invariant.ts'
import { roundHalfUp, sumMinor } from '../kernel/money.ts'
import { json, sql, type Query } from '../platform/db/sql.ts'
import type { ProviderTerms } from '../subsidies/funding.ts'
import { ownerPayable, receivable, revenue, subsidyReceivable, taxPayable, type Account } from './accounts.sql.ts'
import { journalRows, type JournalHead, type Transfer } from './journal.sql.ts'
import type { PriceLine } from './price-line.ts'

export type EntryKind = Exclude<JournalHead['kind'], 'payment'>

/** Whose money an entry moves, and for what. */
export interface Posted {
  readonly bookingId: BookingId
  readonly firmId: FirmId
  readonly projectId: ProjectId
  readonly resourceId: ResourceId
  readonly facilityId: FacilityId
  readonly currency: string
}

export interface NewEntry extends Posted, Omit<JournalHead, keyof Posted | 'kind'> {
  readonly kind: EntryKind
  readonly charges: readonly NewCharge[]
  /** Whose machine it is, when a part of the charge is theirs. */
  readonly provider: ProviderTerms | null
}

export interface NewCharge {
  readonly id: ChargeId
  readonly line: PriceLine
}

/**
 * One balanced journal entry with its charges: the firm, and each programme that pays in its place, owes the facility
 * the net amount and the park the tax; of the facility's part, a provider's share is owed on. Negative amounts go the
 * other way. The rows belong into the write that makes them true.
 */
export function entryRows(entry: NewEntry): Query[] {
  const lines = entry.charges.map((charge) => charge.line)
  invariant(lines.length > 0 && lines.every((line) => line.amountMinor !== 0), 'an entry moves money')
  const moved = [...paidTransfers(entry, lines), ...shareTransfers(entry)]
  return [...journalRows(entry, moved), chargeRows(entry), ...shareRow(entry)]
}

/** By whom the lines are paid: all of them by the firm, less what each programme takes over. */
function paidTransfers({ firmId, projectId, facilityId, currency }: NewEntry, lines: readonly PriceLine[]): Transfer[] {
  const owed = (from: Account, of: readonly PriceLine[], sign: 1 | -1): Transfer[] => {
    const taxMinor = sign * sumMinor(of.map((line) => line.taxMinor))
    const netMinor = sign * sumMinor(of.map((line) => line.amountMinor)) - taxMinor
    return [
      { from, to: revenue(facilityId, currency), amountMinor: netMinor },
      { from, to: taxPayable(currency), amountMinor: taxMinor },
    ]
  }
  const programmes = new Set(lines.flatMap(({ programmeId }) => programmeId ?? [])) as Set<ProgrammeId>
  return [
    ...owed(receivable(firmId, projectId, currency), lines, 1),
    ...[...programmes].flatMap((id) => {
      const own = lines.filter((line) => line.programmeId === id)
      return owed(subsidyReceivable(id, currency), own, -1)
    }),
  ].filter(({ amountMinor }) => amountMinor !== 0)
}

/**
 * A provider's part: of the charge before tax, whoever pays it. Rounded on all of the booking until now, so that a
 * charge which is credited in parts leaves nothing behind.
 */
function shareOf({ provider, charges }: NewEntry): { baseMinor: number; amountMinor: number } {
  const own = charges.map(({ line }) => line).filter((line) => line.kind !== 'subsidy')
  const baseMinor = sumMinor(own.map((line) => line.amountMinor - line.taxMinor))
  if (provider === null) return { baseMinor, amountMinor: 0 }
  const wholeMinor = roundHalfUp(BigInt(provider.baseMinor + baseMinor) * BigInt(provider.percent), 100)
  return { baseMinor, amountMinor: wholeMinor - provider.amountMinor }
}

function shareTransfers(entry: NewEntry): Transfer[] {
  const { amountMinor } = shareOf(entry)
  if (entry.provider === null || amountMinor === 0) return []
  const { facilityId, currency, provider } = entry
  return [{ from: revenue(facilityId, currency), to: ownerPayable(provider.firmId, currency), amountMinor }]
}

function shareRow(entry: NewEntry): Query[] {
  const { id, bookingId, currency, provider } = entry
  const { baseMinor, amountMinor } = shareOf(entry)
  if (provider === null || baseMinor === 0) return []
  return [
    sql`INSERT INTO provider_share (entry_id, provider_id, booking_id, share_percent, base_minor, amount_minor,
      currency)
      VALUES (${id}, ${provider.firmId}, ${bookingId}, ${provider.percent}, ${baseMinor}, ${amountMinor}, ${currency})`,
  ]
}

function chargeRows({ charges, ...entry }: NewEntry): Query {
  const lines = charges.map(({ id, line }) => ({ id, line }))
  return sql`INSERT INTO charge (id, entry_id, seq, firm_id, project_id, booking_id, resource_id, kind, line,
      amount_minor, tax_minor, currency)
    SELECT value ->> '$.id', ${entry.id}, key + 1, ${entry.firmId}, ${entry.projectId}, ${entry.bookingId},
      ${entry.resourceId}, value ->> '$.line.kind', value -> '$.line', value ->> '$.line.amountMinor',
      value ->> '$.line.taxMinor', ${entry.currency}
    FROM json_each(${json(lines)})`
}
