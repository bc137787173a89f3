import type { EntryId, FacilityId, FirmId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import type { EntryKind } from './post-entry.sql.ts'

/**
 * Which entries of the ledger, newest first. The page, its totals, CSV, XLSX and JSON are all made of this one object:
 * what it leaves null is not asked for.
 */
export interface LedgerWish {
  /** `2026-11`: the month that they were posted to. */
  readonly period: string | null
  /** By the last second that they are for. */
  readonly from: Instant | null
  readonly to: Instant | null
  readonly firmId: FirmId | null
  /** A project's id or its code. */
  readonly project: string | null
  /** A person's id, address or name. */
  readonly person: string | null
  /** A resource's id or its asset number. */
  readonly resource: string | null
  readonly facilityId: FacilityId | null
  readonly kind: EntryKind | null
  readonly isStated: boolean | null
  readonly isLate: boolean | null
  readonly after: LedgerPlace | null
}

export interface LedgerPlace {
  readonly occurredAt: Instant
  readonly id: EntryId
}

/** The whole ledger. */
export const anyEntry: LedgerWish = {
  period: null,
  from: null,
  to: null,
  firmId: null,
  project: null,
  person: null,
  resource: null,
  facilityId: null,
  kind: null,
  isStated: null,
  isLate: null,
  after: null,
}
