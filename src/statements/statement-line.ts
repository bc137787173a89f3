import type { Names } from '../deps.ts'
import type { EntryId, PersonId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import { sumMinor } from '../kernel/money.ts'
import type { EntryKind } from '../billing/post-entry.sql.ts'
import type { PriceLine, PriceLineKind } from '../billing/price-line.ts'

/** A posted entry with everything that its line of a statement says, as it stands when the statement is made. */
export interface StatableEntry {
  readonly entryId: EntryId
  readonly kind: EntryKind
  readonly period: string
  readonly late: boolean
  readonly reason: string
  readonly occurredAt: Instant
  readonly bookingNumber: string | null
  readonly startsAt: Instant | null
  readonly endsAt: Instant | null
  readonly usedFrom: Instant | null
  readonly usedUntil: Instant | null
  readonly priceCategory: string
  readonly resource: Names
  readonly assetNumber: string
  readonly projectCode: string
  readonly projectName: string
  readonly personId: PersonId | null
  readonly currency: string
  readonly charges: readonly PriceLine[]
}

/** One line of a statement: copies, so that nothing which is renamed or moved later changes it. Money includes tax. */
export interface StatementLine extends StatableEntry {
  /** 1, 2, 3 …: what an objection names. */
  readonly no: number
  /** The park's day of the last second that the entry is for. */
  readonly date: string
  readonly minutes: number
  readonly amountMinor: number
  readonly taxMinor: number
}

/** A line's amount by the columns of the sheet; together they are the amount. */
export interface LineColumns {
  readonly machineTimeMinor: number
  readonly startFeeMinor: number
  readonly consumablesMinor: number
  /** Late cancellations, no-shows, corrections. */
  readonly feesMinor: number
  readonly reductionsMinor: number
}

export type LineColumn = keyof LineColumns

const columnOf: Readonly<Record<PriceLineKind, LineColumn>> = {
  time: 'machineTimeMinor',
  minimum: 'machineTimeMinor',
  entitlement: 'reductionsMinor',
  interruption: 'reductionsMinor',
  'start-fee': 'startFeeMinor',
  run: 'startFeeMinor',
  samples: 'consumablesMinor',
  assistance: 'consumablesMinor',
  consumable: 'consumablesMinor',
  discount: 'reductionsMinor',
  'late-cancellation': 'feesMinor',
  'no-show': 'feesMinor',
  adjustment: 'feesMinor',
  subsidy: 'reductionsMinor',
}

/** Where the line's money stands on the sheet. */
export function columnsOf({ charges }: Pick<StatementLine, 'charges'>): LineColumns {
  const columns = { machineTimeMinor: 0, startFeeMinor: 0, consumablesMinor: 0, feesMinor: 0, reductionsMinor: 0 }
  for (const { kind, amountMinor } of charges) columns[columnOf[kind]] += amountMinor
  return columns
}

/** The line of an entry. Its number is given by its place among the others. */
export function lineOf(entry: StatableEntry, no: number, date: string): StatementLine {
  const { charges } = entry
  return {
    no,
    date,
    ...entry,
    minutes: sumMinor(charges.map((line) => (line.kind === 'time' ? (line.minutes ?? 0) : 0))),
    amountMinor: sumMinor(charges.map((line) => line.amountMinor)),
    taxMinor: sumMinor(charges.map((line) => line.taxMinor)),
  }
}
