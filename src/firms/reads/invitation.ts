import type { Actor, Deps, Instant, Names } from '../../deps.ts'
import type { FacilityId, FirmId, InvitationId } from '../../kernel/id.ts'
import { sql } from '../../platform/db/sql.ts'
import type { RoleName } from '../role-table.ts'
import type { Viewer } from '../viewer.ts'
import { viewerOf, viewerQuery } from './viewer-query.ts'

export interface Invitation {
  readonly id: InvitationId
  readonly role: RoleName
  readonly firmId: FirmId | null
  readonly facilityId: FacilityId | null
  readonly address: string | null
  readonly inviter: string
  readonly expiresAt: Instant
  /** Of the firm or facility; null is the park. */
  readonly names: Names | null
  readonly isOver: boolean
  /** True when the viewer holds the role already. */
  readonly isMine: boolean
}

/** The invitation behind a link, for whoever is signed in. Throws Unauthenticated. */
export async function readInvitation(
  deps: Deps,
  actor: Actor,
  tokenHash: string,
): Promise<{ viewer: Viewer; invitation: Invitation | null }> {
  const at = deps.now()
  const { viewer: viewers, invitations } = await deps.db.read({
    viewer: viewerQuery(actor, at),
    invitations: sql<InvitationRow>`SELECT i.id AS id, i.role AS role, i.firm_id AS firmId,
      i.facility_id AS facilityId, i.address AS address, i.expires_at AS expiresAt, p.name AS inviter,
      i.revoked_at IS NOT NULL OR i.uses_left = 0 OR i.expires_at <= ${at} AS isOver,
      coalesce(f.name_hans, l.name_hans) AS hans, coalesce(f.name_hant, l.name_hant) AS hant,
      coalesce(f.name_en, l.name_en) AS en FROM invitation i JOIN person p ON p.id = i.invited_by
      LEFT JOIN firm f ON f.id = i.firm_id LEFT JOIN facility l ON l.id = i.facility_id
      WHERE i.token_hash = ${tokenHash} LIMIT 1`,
  })
  const viewer = viewerOf(viewers)
  const [row] = invitations
  if (!row) return { viewer, invitation: null }
  const { hans, hant, en, isOver, ...rest } = row
  const isMine = viewer.roles.some(
    ({ role, firmId, facilityId }) => role === row.role && firmId === row.firmId && facilityId === row.facilityId,
  )
  const names = hans === null || hant === null || en === null ? null : { hans, hant, en }
  return { viewer, invitation: { ...rest, names, isOver: isOver === 1, isMine } }
}

interface InvitationRow {
  id: InvitationId
  role: RoleName
  firmId: FirmId | null
  facilityId: FacilityId | null
  address: string | null
  inviter: string
  expiresAt: Instant
  isOver: number
  hans: string | null
  hant: string | null
  en: string | null
}
