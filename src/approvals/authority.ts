import { managesFacility, may, mayAnywhere, belongsTo, type Role, type Viewer } from '../firms/viewer.ts'
import type { FacilityId, FirmId, PersonId } from '../kernel/id.ts'
import type { Approver } from '../resources/approval-rule.ts'

/** What the viewer may decide: by their own roles, by being named for safety, and in whose place for now. */
export interface Authority {
  readonly viewer: Pick<Viewer, 'personId' | 'roles'>
  readonly safetyOf: readonly FacilityId[]
  readonly lent: readonly Lent[]
}

/** Somebody who is away and in whose place the viewer decides, with what they may decide themselves at this moment. */
export interface Lent {
  readonly approverId: PersonId
  readonly accessVersion: number
  readonly roles: readonly Role[]
  readonly safetyOf: readonly FacilityId[]
}

/** In which capacity somebody decides. A park admin stands in for everybody. */
export type Capacity =
  | { readonly kind: 'own' }
  | { readonly kind: 'delegate'; readonly of: Lent }
  | { readonly kind: 'park' }

export interface Place {
  readonly facilityId: FacilityId
  /** The firm that pays. */
  readonly firmId: FirmId
}

/** How the viewer may give this consent there; null where it is not theirs to give. */
export function capacityFor(by: Approver, place: Place, authority: Authority): Capacity | null {
  const { viewer, safetyOf, lent } = authority
  if (isApprover(by, place, { roles: viewer.roles, safetyOf })) return { kind: 'own' }
  const of = lent.find((one) => isApprover(by, place, one))
  if (of && mayStandIn(by, place, authority)) return { kind: 'delegate', of }
  return may(viewer, 'manage-firms') ? { kind: 'park' } : null
}

type Standing = Pick<Lent, 'roles' | 'safetyOf'>

function isApprover(by: Approver, { facilityId, firmId }: Place, { roles, safetyOf }: Standing): boolean {
  switch (by) {
    case 'lab-manager':
      return managesFacility({ roles }, facilityId)
    case 'safety':
      return safetyOf.includes(facilityId)
    case 'firm-admin':
      return may({ roles }, 'manage-projects', { firmId })
  }
}

/**
 * A delegate sees what they decide: for a firm only its own people may, for a lab only its staff or another lab's, so
 * that nobody of one firm learns of another's work.
 */
function mayStandIn(by: Approver, { firmId }: Place, { viewer, safetyOf }: Authority): boolean {
  return by === 'firm-admin' ? belongsTo(viewer, firmId) : isStaff({ roles: viewer.roles, safetyOf })
}

/** Staff of some lab or of the park. */
export function isStaff({ roles, safetyOf }: Standing): boolean {
  return mayAnywhere({ roles }, 'manage-resources') || safetyOf.length > 0
}

/** True for whoever is asked for consent somewhere, or stands in for somebody who is. */
export function decidesAnything({ viewer, safetyOf, lent }: Authority): boolean {
  return isStaff({ roles: viewer.roles, safetyOf }) || mayAnywhere(viewer, 'manage-projects') || lent.length > 0
}

/** Nobody consents to what they asked for, neither for themselves nor for a colleague. */
export function isOwnRequest(
  { personId, bookedBy }: { readonly personId: PersonId; readonly bookedBy: PersonId },
  viewer: Pick<Viewer, 'personId'>,
): boolean {
  return personId === viewer.personId || bookedBy === viewer.personId
}
