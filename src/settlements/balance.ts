import type { Names } from '../deps.ts'
import type { FirmId } from '../kernel/id.ts'

/** How a firm stands with the park. */
export interface Balance {
  readonly firmId: FirmId
  readonly names: Names
  readonly state: 'active' | 'suspended' | 'departed'
  /** Paid ahead and not used yet. */
  readonly balanceMinor: number
  /** Due of statements, what is to be paid back counted off. */
  readonly dueMinor: number
  /** Owed from before the park kept this book. */
  readonly openingMinor: number
  /** Posted, and on no statement yet. */
  readonly unstatedMinor: number
  /** The credit line; null for a firm without one. */
  readonly creditMinor: number | null
  /** What may still be booked: balance and line, less what is owed or held; null for a firm without a line. */
  readonly availableMinor: number | null
  /** Bookings that may still cost something. */
  readonly liveBookings: number
  readonly unstatedEntries: number
  readonly openStatements: number
  readonly openObjections: number
}

/** True while something of the firm's is to be used, stated, answered or paid. */
export function isUnfinished(balance: Balance): boolean {
  const { liveBookings, unstatedEntries, openStatements, openObjections, openingMinor } = balance
  return liveBookings + unstatedEntries + openStatements + openObjections > 0 || openingMinor !== 0
}
