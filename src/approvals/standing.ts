import type { Names } from '../deps.ts'
import type { DelegationId, FacilityId, FirmId, PersonId, PreapprovalId, ResourceId } from '../kernel/id.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import type { Approver } from '../resources/approval-rule.ts'

export const subjectKinds = ['firm', 'person', 'project'] as const

export type SubjectKind = (typeof subjectKinds)[number]

/** Whose consent is given ahead: a lab's, or a firm's own. */
export type Giver =
  | { readonly by: 'lab-manager' | 'safety'; readonly facilityId: FacilityId }
  | { readonly by: 'firm-admin'; readonly firmId: FirmId }

/** Consent given ahead, as whoever gives it sees it. */
export interface Preapproval extends Interval {
  readonly id: PreapprovalId
  readonly by: Approver
  readonly facilityId: FacilityId | null
  readonly firmId: FirmId | null
  /** Of the facility, or of the firm. */
  readonly of: Names
  readonly subjectKind: SubjectKind
  readonly subject: string
  readonly resource: { readonly id: ResourceId; readonly names: Names } | null
  readonly category: Names | null
  readonly maxMinutes: number | null
  readonly note: string
  readonly withdrawnAt: Instant | null
}

/** Somebody who decides in another's place for a while. */
export interface Delegation extends Interval {
  readonly id: DelegationId
  readonly approver: string
  readonly delegate: string
  /** The viewer's own, or one by which they stand in for somebody. */
  readonly isMine: boolean
}

export interface SafetyOfficer {
  readonly facilityId: FacilityId
  readonly facility: Names
  readonly personId: PersonId
  readonly name: string
  readonly address: string
}

/** `lab-manager:fac_…`, as a form names who gives. */
export function giverText(giver: Giver): string {
  return `${giver.by}:${giver.by === 'firm-admin' ? giver.firmId : giver.facilityId}`
}
