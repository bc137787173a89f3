import type { Names } from '../deps.ts'
import type { BookingId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'

/** What a programme pays of one entry, with what shows that it was used. */
export interface Claim {
  readonly id: string
  readonly entryId: string
  readonly kind: string
  readonly period: string
  readonly state: 'open' | 'claimed' | 'paid'
  readonly firm: Names
  readonly creditCode: string | null
  readonly person: string
  readonly bookingId: BookingId
  readonly bookingNumber: string
  readonly resource: Names
  readonly assetNumber: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly checkedInAt: Instant | null
  readonly checkedOutAt: Instant | null
  readonly baseMinor: number
  readonly percent: number
  readonly amountMinor: number
  readonly currency: string
  /** Of the review of its use; empty where none was needed. */
  readonly review: string
  readonly reviewedAt: Instant | null
  readonly reviewReason: string
  readonly statementNumber: string | null
}

/** What is claimed of a programme for a period, and what evidence the programme asks for. */
export interface ClaimList {
  readonly programme: { readonly names: Names; readonly evidence: readonly string[] }
  readonly period: string
  readonly claims: readonly Claim[]
}
