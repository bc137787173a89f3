import type { Names, Park } from '../deps.ts'
import type { DiscountOffer } from '../billing/discount.ts'
import type { RateTerms, Tariff } from '../billing/tariff.ts'
import type { Role, Viewer } from '../firms/viewer.ts'
import type {
  BookingId,
  ClosureId,
  ConsortiumId,
  FacilityId,
  FirmId,
  PersonId,
  PreapprovalId,
  ProjectId,
  ResourceId,
  UnitId,
} from '../kernel/id.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import type { Due } from '../knowledge/due.ts'
import type { Question } from '../knowledge/question.ts'
import type { Quota, QuotaClaim } from '../quotas/quota.ts'
import type { Approver } from '../resources/approval-rule.ts'
import type { Resource } from '../resources/resource.ts'

/** Everything that a decision about bookings needs, read in one round trip. */
export interface BookingFacts {
  readonly now: Instant
  readonly park: Park
  readonly viewer: Viewer
  readonly booker: Booker
  /** Null when the booker has no project to book on. */
  readonly payer: Payer | null
  readonly resources: ReadonlyMap<ResourceId, ResourceFacts>
  readonly quotas: readonly Quota[]
  /** The booking that a move gives up. */
  readonly replaces: Replaced | null
}

export interface Booker {
  readonly personId: PersonId
  readonly name: string
  readonly state: 'active' | 'suspended'
  readonly accessVersion: number
  readonly roles: readonly Role[]
  /** Where, after no-shows, they make no new bookings, and until when. */
  readonly suspensions: readonly { readonly facilityId: FacilityId; readonly until: Instant }[]
  /** Where the person already is, in facilities that allow one booking at a time. */
  readonly busy: readonly (Interval & { readonly bookingId: BookingId })[]
}

export interface Payer {
  readonly firmId: FirmId
  readonly firmNames: Names
  readonly firmState: 'active' | 'suspended' | 'departed'
  readonly firmRulesVersion: number
  readonly priceCategory: string
  readonly consortiumId: ConsortiumId | null
  readonly projectId: ProjectId
  readonly projectCode: string
  readonly projectName: string
  readonly projectState: 'open' | 'closed'
  readonly projectStartsAt: Instant | null
  readonly projectEndsAt: Instant | null
  /** Why a suspended firm may not book. */
  readonly suspensionReason: string
  /** False when the project is for certain people only, and the booker is none of them. */
  readonly admitsBooker: boolean
}

export interface ResourceFacts {
  readonly resource: Resource
  /** False when the resource is restricted and nothing admits the booker. */
  readonly permitted: boolean
  /** When what admits the booker ends; left out where it has no end. */
  readonly permittedUntil?: Instant
  readonly qualification: { readonly validFrom: Instant; readonly validUntil: Instant } | null
  /** The first date beyond which nobody may book it. */
  readonly due: Pick<Due, 'kind' | 'dueAt'> | null
  /** What is asked of whoever books it. */
  readonly questions: readonly Question[]
  /** Allocations in the window that was read, of any unit. */
  readonly held: readonly Held[]
  /** Consents given ahead that the booker, the project or its firm may rely on here. */
  readonly preapproved: readonly Preapproved[]
  /** Reductions that the payer may get on it. */
  readonly discounts: readonly DiscountOffer[]
  /** Of the payer's price category, oldest first. */
  readonly rates: readonly PublishedRate[]
}

/** A consent given ahead, and the use that it covers. */
export interface Preapproved extends Interval {
  readonly id: PreapprovalId
  readonly by: Approver
  readonly maxMinutes: number | null
  readonly createdBy: PersonId
}

export interface Held extends Interval {
  readonly unitId: UnitId
  readonly bookingId: BookingId | null
  readonly closure: { readonly id: ClosureId; readonly kind: string; readonly reason: string } | null
  /** A request that nobody decided in time: it holds the unit only until somebody else wants it. */
  readonly lapsed: boolean
}

export interface PublishedRate {
  readonly validFrom: Instant
  readonly terms: RateTerms
}

export interface Replaced extends Interval {
  readonly bookingId: BookingId
  readonly inUse: boolean
  /** Whoever came before was still there, or the lab itself shifts it: it may be, at any hour and for nothing. */
  readonly delayed: boolean
  readonly tariff: Tariff
  readonly changeUntil: Instant
  readonly requestedAt: Instant
  readonly claims: readonly QuotaClaim[]
}
