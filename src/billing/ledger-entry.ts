import type { Names } from '../deps.ts'
import type { BookingId, EntryId, FirmId, PersonId, ProjectId, ResourceId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import type { PriceLine } from './price-line.ts'

/** A posted entry with the lines that it bills. Nothing of it ever changes. */
export interface LedgerEntry {
  readonly id: EntryId
  readonly kind: string
  readonly firmId: FirmId
  readonly firm: Names
  readonly occurredAt: Instant
  readonly postedAt: Instant
  readonly period: string
  readonly late: boolean
  readonly reason: string
  readonly reverses: EntryId | null
  readonly bookingId: BookingId | null
  readonly bookingNumber: string | null
  readonly personId: PersonId | null
  readonly person: string | null
  readonly startsAt: Instant | null
  readonly endsAt: Instant | null
  readonly resourceId: ResourceId | null
  readonly resource: Names | null
  readonly assetNumber: string | null
  readonly projectId: ProjectId | null
  readonly projectCode: string | null
  readonly currency: string
  /** The number of the statement that it stands on. */
  readonly statement: string | null
  readonly lines: readonly PriceLine[]
}
