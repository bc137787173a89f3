import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { rolesThatMay } from '../../firms/roles.sql.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { newId } from '../../kernel/id.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import type { AccessRequest } from '../access-request.ts'
import { namesOf, requestColumns, requestOf, requestTables, type RequestRow } from './request-query.ts'

/** A request as whoever decides it sees it. */
export interface OpenRequest extends AccessRequest {
  readonly person: { readonly name: string; readonly email: string }
  readonly firm: Names
}

export interface OpenRequests {
  readonly viewer: Viewer
  /** Of the facilities that the viewer manages, oldest first; at most 100. */
  readonly requests: readonly OpenRequest[]
  readonly formKey: string
}

/** What waits for a lab manager's decision, in one round trip. Throws Unauthenticated. */
export async function readOpenRequests(deps: Deps, actor: Actor): Promise<OpenRequests> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    requests: openRequestsQuery(managedQuery(actor), 100),
  })
  return {
    viewer: viewerOf(rows.viewer),
    requests: openRequestsOf(rows.requests),
    formKey: newId('frm', deps.now() * 1000, deps.entropy),
  }
}

/** The facilities whose requests are the viewer's to decide, as a select of their ids. */
export function managedQuery(actor: Actor): Query {
  return sql`SELECT f.id FROM facility f JOIN role o ON o.person_id = ${viewerId(actor)}
    AND o.role IN (${rolesThatMay('manage-resources')}) AND (o.facility_id IS NULL OR o.facility_id = f.id)`
}

type OpenRow = RequestRow & { name: string; email: string; firm: string }

/** Undecided requests to these facilities, oldest first. `facilities` is a select of their ids. */
export function openRequestsQuery(facilities: Query, most: number): Query<OpenRow> {
  return sql<OpenRow>`SELECT ${requestColumns},
    p.name AS name, p.email AS email, json_array(w.name_hans, w.name_hant, w.name_en) AS firm
    FROM ${requestTables} JOIN person p ON p.id = a.person_id AND p.state = 'active' JOIN firm w ON w.id = a.firm_id
    WHERE a.decided_at IS NULL AND a.facility_id IN (${facilities}) ORDER BY a.created_at, a.id LIMIT ${most}`
}

export function openRequestsOf(rows: readonly OpenRow[]): OpenRequest[] {
  return rows.map(({ name, email, firm, ...row }) => ({
    ...requestOf(row),
    person: { name, email },
    firm: namesOf(firm),
  }))
}
