import type { Names } from '../deps.ts'
import type { BookingId, EntryId, FirmId, ProjectId, ResourceId } from '../kernel/id.ts'
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
  readonly person: string | null
  readonly startsAt: Instant | null
  readonly endsAt: Instant | null
  readonly resourceId: ResourceId | null
  readonly resource: Names | null
  readonly assetNumber: string | null
  readonly projectId: ProjectId | null
  readonly projectCode: string | null
  readonly currency: string
  readonly lines: readonly PriceLine[]
}
