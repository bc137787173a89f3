import { sql, type Query } from '../../platform/db/sql.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { ResourceKind } from '../../resources/resource.ts'
import type { AccessDecision, AccessKind, AccessRequest } from '../access-request.ts'

export interface RequestRow {
  id: AccessRequest['id']
  kind: AccessKind
  facilityId: AccessRequest['facilityId']
  note: string
  createdAt: Instant
  decidedAt: Instant | null
  decision: AccessDecision | null
  grantedUntil: Instant | null
  reason: string
  resourceId: AccessRequest['resource']['id']
  resourceKind: ResourceKind
  /** `[hans, hant, en]`, as is the training's, or null. */
  resourceNames: string
  facilityNames: string
  trainingNames: string | null
}

/** What a request `a` says, with `r`, `f` and perhaps `k` joined by `requestTables`. */
export const requestColumns = sql`a.id AS id, a.kind AS kind, a.facility_id AS facilityId, a.note AS note,
  a.created_at AS createdAt, a.decided_at AS decidedAt, a.decision AS decision,
  ifnull(a.granted_until, CASE WHEN a.kind = 'access' AND a.decision = 'granted' THEN
    (SELECT g.until FROM access_grant g WHERE g.resource_id = a.resource_id AND g.subject_kind = 'person'
      AND g.subject_id = a.person_id) END) AS grantedUntil,
  a.reason AS reason, r.id AS resourceId, r.kind AS resourceKind,
  json_array(r.name_hans, r.name_hant, r.name_en) AS resourceNames,
  json_array(f.name_hans, f.name_hant, f.name_en) AS facilityNames,
  CASE WHEN k.id IS NULL THEN NULL ELSE json_array(k.name_hans, k.name_hant, k.name_en) END AS trainingNames`

export const requestTables = sql`access_request a JOIN resource r ON r.id = a.resource_id
  JOIN facility f ON f.id = a.facility_id LEFT JOIN qualification_kind k ON k.id = a.qualification_id`

/** Open requests of a person about one resource, as the resource's page shows them. */
export function openRequestsAbout(personId: Query, resourceId: Query): Query<{ kind: AccessKind; createdAt: Instant }> {
  return sql`SELECT a.kind AS kind, a.created_at AS createdAt FROM access_request a
    JOIN resource r ON r.id = ${resourceId} AND r.facility_id = a.facility_id
    WHERE a.person_id = ${personId} AND a.decided_at IS NULL
      AND CASE a.kind WHEN 'training' THEN a.qualification_id = r.qualification_id ELSE a.resource_id = r.id END
    LIMIT 2`
}

export function requestOf(row: RequestRow): AccessRequest {
  const { resourceId, resourceKind, resourceNames, facilityNames, trainingNames, ...rest } = row
  return {
    ...rest,
    facility: namesOf(facilityNames),
    resource: { id: resourceId, kind: resourceKind, names: namesOf(resourceNames) },
    training: trainingNames === null ? null : namesOf(trainingNames),
  }
}

/** Names out of `json_array(hans, hant, en)`. */
export function namesOf(text: string) {
  const [hans, hant, en] = JSON.parse(text) as [string, string, string]
  return { hans, hant, en }
}
