import { namesOf } from '../../access/reads/request-query.ts'
import type { Actor, Deps, Names } from '../../deps.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { may, mayAnywhere, type Viewer } from '../../firms/viewer.ts'
import { newId, type FacilityId, type FirmId, type ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Forbidden } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { capacityFor, isStaff, type Authority } from '../authority.ts'
import type { Delegation, Giver, Preapproval, SafetyOfficer } from '../standing.ts'
import { authorityOf, authorityQueries } from './authority.ts'
import { standsInForAll } from './reach.ts'

/** What stands beside single decisions: consent given ahead, who stands in for whom, who answers for safety. */
export interface StandingPage {
  readonly viewer: Viewer
  /** Whose consent the viewer may give ahead. */
  readonly givers: readonly { readonly giver: Giver; readonly of: Names }[]
  /** What stands and what has lapsed or was withdrawn in the last half year, the first to lapse first. */
  readonly preapprovals: readonly Preapproval[]
  readonly delegations: readonly Delegation[]
  readonly officers: readonly SafetyOfficer[]
  readonly facilities: readonly { readonly id: FacilityId; readonly names: Names }[]
  readonly categories: readonly { readonly id: string; readonly names: Names }[]
  /** Only the park's admins name who answers for safety. */
  readonly namesSafety: boolean
  readonly formKey: string
}

/** One round trip. Throws Unauthenticated, Forbidden for whoever nobody asks for consent. */
export async function readStanding(deps: Deps, actor: Actor): Promise<StandingPage> {
  const now = deps.now()
  const rows = await deps.db.read(standingQueries(actor, now))
  const viewer = viewerOf(rows.viewer)
  const authority = authorityOf(viewer, rows)
  if (!isStaff({ roles: viewer.roles, safetyOf: authority.safetyOf }) && !mayAnywhere(viewer, 'manage-projects'))
    throw new Forbidden()
  const facilities = rows.facilities.map(({ id, names }) => ({ id, names: namesOf(names) }))
  const own = { ...authority, lent: [] }
  const firms = rows.firms.map(({ id, names }) => ({ id, names: namesOf(names) }))
  return {
    viewer,
    givers: [...facilities.flatMap((one) => giversOf(one, own)), ...firms.map(firmGiver)],
    preapprovals: rows.preapprovals.map(preapprovalOf),
    delegations: rows.delegations.map(({ isMine, ...one }) => ({ ...one, isMine: isMine === 1 })),
    officers: rows.officers
      .filter(({ facilityId }) => may(viewer, 'manage-resources', { facilityId }) || own.safetyOf.includes(facilityId))
      .map((one) => ({ ...one, facility: namesOf(one.facility) })),
    facilities,
    categories: rows.categories.map(({ id, names }) => ({ id, names: namesOf(names) })),
    namesSafety: may(viewer, 'manage-firms'),
    formKey: newId('frm', now * 1000, deps.entropy),
  }
}

function standingQueries(actor: Actor, now: Instant) {
  const me = viewerId(actor)
  return {
    viewer: viewerQuery(actor, now),
    ...authorityQueries(actor, now),
    facilities: sql<NamedRow<FacilityId>>`SELECT id, json_array(name_hans, name_hant, name_en) AS names FROM facility
      ORDER BY code LIMIT 200`,
    firms: sql<NamedRow<FirmId>>`SELECT id, json_array(name_hans, name_hant, name_en) AS names FROM firm
      WHERE id IN (SELECT firm_id FROM role WHERE person_id = ${me} AND role IN (${rolesThatMay('manage-projects')}))
      LIMIT 50`,
    categories: sql<NamedRow<string>>`SELECT id, json_array(name_hans, name_hant, name_en) AS names FROM category
      ORDER BY id LIMIT 200`,
    preapprovals: preapprovalsQuery(me, now),
    delegations: delegationsQuery(me, now),
    officers: sql<OfficerRow>`SELECT g.id AS facilityId, json_array(g.name_hans, g.name_hant, g.name_en) AS facility,
      p.id AS personId, p.name AS name, p.email AS address FROM safety_officer s JOIN facility g ON g.id = s.facility_id
      JOIN person p ON p.id = s.person_id ORDER BY g.code, p.id LIMIT 500`,
  }
}

function giversOf({ id, names }: StandingPage['facilities'][number], authority: Authority): StandingPage['givers'] {
  const place = { facilityId: id, firmId: '' as FirmId }
  const mine = (['lab-manager', 'safety'] as const).filter((by) => capacityFor(by, place, authority))
  return mine.map((by) => ({ giver: { by, facilityId: id }, of: names }))
}

function firmGiver({ id, names }: { readonly id: FirmId; readonly names: Names }): StandingPage['givers'][number] {
  return { giver: { by: 'firm-admin', firmId: id }, of: names }
}

interface NamedRow<I> {
  readonly id: I
  readonly names: string
}

type OfficerRow = Omit<SafetyOfficer, 'facility'> & { readonly facility: string }
type DelegationRow = Omit<Delegation, 'isMine'> & { readonly isMine: number }
type PreapprovalRow = Omit<Preapproval, 'of' | 'resource' | 'category'> & {
  readonly of: string
  readonly resourceId: ResourceId | null
  readonly resource: string | null
  readonly category: string | null
}

const rememberedSeconds = 180 * 86_400

function preapprovalsQuery(me: Query, now: Instant): Query<PreapprovalRow> {
  const columns = sql`a.id AS id, a.step AS "by", a.facility_id AS facilityId, a.firm_id AS firmId,
    json_array(o.name_hans, o.name_hant, o.name_en) AS "of", a.subject_kind AS subjectKind,
    coalesce(CASE a.subject_kind WHEN 'firm' THEN (SELECT name_hans FROM firm WHERE id = a.subject_id)
      WHEN 'person' THEN (SELECT name || ' · ' || email FROM person WHERE id = a.subject_id)
      ELSE (SELECT w.name_hans || ' ' || p.code FROM project p JOIN firm w ON w.id = p.firm_id
        WHERE p.id = a.subject_id) END, '') AS subject,
    r.id AS resourceId, json_array(r.name_hans, r.name_hant, r.name_en) AS resource,
    CASE WHEN c.id IS NULL THEN NULL ELSE json_array(c.name_hans, c.name_hant, c.name_en) END AS category,
    a.max_minutes AS maxMinutes, a.starts_at AS startsAt, a.ends_at AS endsAt, a.note AS note,
    a.withdrawn_at AS withdrawnAt`
  const named = sql`LEFT JOIN resource r ON r.id = a.resource_id LEFT JOIN category c ON c.id = a.category_id`
  const recent = sql`a.ends_at > ${now - rememberedSeconds}`
  const managed = sql`EXISTS (SELECT 1 FROM role m WHERE m.person_id = ${me}
    AND m.role IN (${rolesThatMay('manage-resources')}) AND (m.facility_id IS NULL OR m.facility_id = o.id))`
  const safe = sql`EXISTS (SELECT 1 FROM safety_officer WHERE facility_id = o.id AND person_id = ${me})`
  return sql<PreapprovalRow>`SELECT * FROM (
      SELECT ${columns} FROM facility o CROSS JOIN preapproval a INDEXED BY preapproval_of_facility
        ON a.facility_id = o.id AND ${recent} ${named}
        WHERE ${standsInForAll(me)} OR CASE a.step WHEN 'safety' THEN ${safe} ELSE ${managed} END
      UNION ALL SELECT ${columns} FROM firm o CROSS JOIN preapproval a INDEXED BY preapproval_of_firm
        ON a.firm_id = o.id AND ${recent} ${named}
        WHERE o.id IN (SELECT firm_id FROM role WHERE person_id = ${me}
          AND role IN (${rolesThatMay('manage-projects')})))
    ORDER BY withdrawnAt IS NOT NULL, endsAt, id LIMIT 300`
}

function delegationsQuery(me: Query, now: Instant): Query<DelegationRow> {
  const columns = sql`d.id AS id, a.name AS approver, t.name AS delegate, d.starts_at AS startsAt, d.ends_at AS endsAt,
    d.approver_id = ${me} AS isMine FROM approval_delegation d JOIN person a ON a.id = d.approver_id
    JOIN person t ON t.id = d.delegate_id WHERE d.ends_at > ${now} AND d.ended_at IS NULL`
  return sql<DelegationRow>`SELECT * FROM (SELECT ${columns} AND d.approver_id = ${me}
    UNION ALL SELECT ${columns} AND d.delegate_id = ${me}) ORDER BY startsAt, id LIMIT 100`
}

function preapprovalOf({ of, resourceId, resource, category, ...row }: PreapprovalRow): Preapproval {
  return {
    ...row,
    of: namesOf(of),
    resource: resourceId === null || resource === null ? null : { id: resourceId, names: namesOf(resource) },
    category: category === null ? null : namesOf(category),
  }
}
