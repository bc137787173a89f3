import type { FacilityId, FirmId, PersonId, ProjectId, SessionId } from '../kernel/id.ts'
import type { Instant } from '../kernel/interval.ts'
import type { Locale } from '../platform/i18n/locale.ts'
import { roleTable, type Act, type RoleName } from './role-table.ts'

export interface Role {
  readonly role: RoleName
  readonly firmId: FirmId | null
  readonly facilityId: FacilityId | null
}

/** The signed-in person, as the database knows them in the very snapshot that the answer is made from. */
export interface Viewer {
  readonly personId: PersonId
  readonly email: string
  readonly name: string
  /** The language of this answer: the person's own, unless the request asks for another. */
  readonly locale: Locale
  readonly accessVersion: number
  readonly usualMinutes: number | null
  readonly defaultProjectId: ProjectId | null
  readonly roles: readonly Role[]
  readonly session: ViewerSession
}

/** The session that the request came with. */
export interface ViewerSession {
  /** Null for a session of the operator's commands. */
  readonly id: SessionId | null
  readonly signedInAt: Instant
  /** True for a token that may only do some things. */
  readonly isScoped: boolean
  /** The firm that this browser acts for, chosen by a person who has several; null where none was chosen. */
  readonly firmId: FirmId | null
}

type Roles = Pick<Viewer, 'roles'>

/** True when a role of the person grants the act there: in the firm, at the facility, or in the whole park. */
export function may(viewer: Roles, act: Act, there: { firmId?: FirmId; facilityId?: FacilityId } = {}): boolean {
  const names: readonly RoleName[] = roleTable[act]
  return viewer.roles.some(
    ({ role, firmId, facilityId }) =>
      names.includes(role) &&
      (firmId === null || firmId === there.firmId) &&
      (facilityId === null || facilityId === there.facilityId),
  )
}

/** True when a role of the person grants the act somewhere: at which object is still to be judged. */
export function mayAnywhere(viewer: Roles, act: Act): boolean {
  const names: readonly RoleName[] = roleTable[act]
  return viewer.roles.some(({ role }) => names.includes(role))
}

/** True when the person holds any role in the firm. */
export function belongsTo(viewer: Roles, firmId: FirmId): boolean {
  return viewer.roles.some((role) => role.firmId === firmId)
}

/** The firms in which the person holds a role, each once. */
export function firmsOf(viewer: Roles): FirmId[] {
  return [...new Set(viewer.roles.flatMap(({ firmId }) => firmId ?? []))]
}

/** True when the person may book and use for the firm. */
export function mayBookFor(viewer: Roles, firmId: FirmId): boolean {
  return may(viewer, 'book', { firmId })
}

/** True for whoever manages the facility's resources. */
export function managesFacility(viewer: Roles, facilityId: FacilityId): boolean {
  return may(viewer, 'manage-resources', { facilityId })
}

/** True for whoever sees every firm's money. */
export function seesParkMoney(viewer: Roles): boolean {
  return may(viewer, 'see-park-money')
}

/** Whether they look after this very firm's money: a role of the whole park looks after no firm's. */
export function paysFor({ roles }: Roles, firmId: FirmId): boolean {
  return may({ roles: roles.filter((role) => role.firmId !== null) }, 'see-firm-money', { firmId })
}
