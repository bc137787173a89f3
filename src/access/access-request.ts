import type { Names } from '../deps.ts'
import type { AccessRequestId, FacilityId, ResourceId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import type { ResourceKind } from '../resources/resource.ts'

/** Training opens every resource that asks for it; access opens one that is restricted. */
export type AccessKind = 'training' | 'access'

export type AccessDecision = 'granted' | 'declined' | 'withdrawn'

/** A wish to use what one may not use yet, and what became of it. */
export interface AccessRequest {
  readonly id: AccessRequestId
  readonly kind: AccessKind
  readonly facilityId: FacilityId
  readonly facility: Names
  readonly resource: NamedResource
  /** Of the training; null for access. */
  readonly training: Names | null
  readonly note: string
  readonly createdAt: Instant
  readonly decidedAt: Instant | null
  readonly decision: AccessDecision | null
  readonly grantedUntil: Instant | null
  readonly reason: string
}

export interface NamedResource {
  readonly id: ResourceId
  readonly kind: ResourceKind
  readonly names: Names
}

/** How a qualification stands at a moment. The last 30 days count as running out. */
export type Standing = 'valid' | 'running-out' | 'over' | 'to-come' | 'missing'

export function standingOf(
  qualification: { readonly validFrom: Instant; readonly validUntil: Instant } | null,
  now: Instant,
): Standing {
  if (qualification === null) return 'missing'
  if (qualification.validUntil <= now) return 'over'
  if (qualification.validFrom > now) return 'to-come'
  return qualification.validUntil - now <= runningOutSeconds ? 'running-out' : 'valid'
}

/** True where a request for the training makes sense: there is none, or it is about to end. */
export function isWorthAsking(standing: Standing): boolean {
  return standing === 'missing' || standing === 'over' || standing === 'running-out'
}

const runningOutSeconds = 30 * 86_400
