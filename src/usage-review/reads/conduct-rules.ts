import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { newId, type FacilityId } from '../../kernel/id.ts'
import { sql } from '../../platform/db/sql.ts'
import { managedFacilities } from '../../today/reads/managed.ts'
import type { ConductRule } from '../conduct.ts'

export interface ConductRules {
  readonly viewer: Viewer
  readonly facilities: readonly (Names & { readonly id: FacilityId })[]
  readonly rules: readonly ConductRule[]
  readonly formKey: string
}

/** The rules in force of the facilities that the viewer manages, in one round trip. Throws Unauthenticated. */
export async function readConductRules(deps: Deps, actor: Actor): Promise<ConductRules> {
  const now = deps.now()
  const managed = managedFacilities(actor, { facilityId: null })
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    facilities: sql<Names & { id: FacilityId }>`SELECT f.id AS id, f.name_hans AS hans, f.name_hant AS hant,
      f.name_en AS en FROM facility f WHERE f.id IN (${managed}) ORDER BY f.code LIMIT 500`,
    rules: sql<ConductRule>`SELECT u.id AS id, u.facility_id AS facilityId, u.after_count AS afterCount,
      u.within_days AS withinDays, u.consequence AS consequence, u.fee_minor AS feeMinor,
      u.suspension_days AS suspensionDays FROM conduct_rule u
      WHERE u.facility_id IN (${managed}) AND u.ended_at IS NULL ORDER BY u.facility_id, u.after_count, u.id LIMIT 500`,
  })
  const formKey = newId('frm', now * 1000, deps.entropy)
  return { viewer: viewerOf(rows.viewer), facilities: rows.facilities, rules: rows.rules, formKey }
}
