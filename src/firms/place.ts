import type { FacilityId, FirmId } from '../kernel/id.ts'
import type { Act, RoleName } from './role-table.ts'
import { roleNames, roleScopes } from './role-table.ts'
import { may, type Viewer } from './viewer.ts'

/** Where a role holds: a firm, a facility, or the whole park. */
export type Place =
  | { readonly kind: 'firm'; readonly firmId: FirmId }
  | { readonly kind: 'facility'; readonly facilityId: FacilityId }
  | { readonly kind: 'park' }

/** The roles that can be held there. */
export function rolesAt({ kind }: Pick<Place, 'kind'>): RoleName[] {
  return roleNames.filter((role) => roleScopes[role] === kind)
}

/** True for whoever decides who holds roles there: a firm's admins in their firm, the park's admins everywhere. */
export function mayAppoint(viewer: Pick<Viewer, 'roles'>, place: Place): boolean {
  if (place.kind === 'firm') return may(viewer, 'manage-members', { firmId: place.firmId })
  return may(viewer, 'manage-firms')
}

/** The act without which nobody would look after the place: its last holder can't go. */
export function keeperAct({ kind }: Pick<Place, 'kind'>): Act | null {
  if (kind === 'firm') return 'manage-projects'
  return kind === 'park' ? 'manage-firms' : null
}

export function firmOf(place: Place): FirmId | null {
  return place.kind === 'firm' ? place.firmId : null
}

export function facilityOf(place: Place): FacilityId | null {
  return place.kind === 'facility' ? place.facilityId : null
}

/** The facility, or without one the whole park. */
export function placeOfRole(facilityId: FacilityId | null): Place {
  return facilityId === null ? { kind: 'park' } : { kind: 'facility', facilityId }
}
