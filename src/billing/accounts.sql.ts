import type { FacilityId, FirmId, ProgrammeId, ProjectId } from '../kernel/id.ts'
import { sql, type Query } from '../platform/db/sql.ts'

/** An account of the ledger, by what it is for. A receivable has the project as a dimension; others have none. */
export interface Account {
  readonly kind:
    | 'receivable'
    | 'prepaid'
    | 'revenue'
    | 'tax'
    | 'subsidy-receivable'
    | 'owner-payable'
    | 'cash'
    | 'write-off'
  readonly ownerId: string
  readonly projectId: ProjectId | ''
  readonly currency: string
}

/** What a firm owes for a project. */
export function receivable(firmId: FirmId, projectId: ProjectId, currency: string): Account {
  return { kind: 'receivable', ownerId: firmId, projectId, currency }
}

/** What a firm owed before the park kept this book: of no project. */
export function openingReceivable(firmId: FirmId, currency: string): Account {
  return { kind: 'receivable', ownerId: firmId, projectId: '', currency }
}

/** The other side of what firms brought along. */
export function openings(currency: string): Account {
  return { kind: 'write-off', ownerId: 'opening', projectId: '', currency }
}

/** What a facility earned, before tax. */
export function revenue(facilityId: FacilityId, currency: string): Account {
  return { kind: 'revenue', ownerId: facilityId, projectId: '', currency }
}

/** Tax that the park took in and owes. */
export function taxPayable(currency: string): Account {
  return { kind: 'tax', ownerId: 'park', projectId: '', currency }
}

/** What a programme owes the park for what it pays in firms' places. */
export function subsidyReceivable(programmeId: ProgrammeId, currency: string): Account {
  return { kind: 'subsidy-receivable', ownerId: programmeId, projectId: '', currency }
}

/** What the park owes a firm or hospital for the use of its machines. */
export function ownerPayable(firmId: FirmId, currency: string): Account {
  return { kind: 'owner-payable', ownerId: firmId, projectId: '', currency }
}

/** What a firm has paid ahead. */
export function prepaid(firmId: FirmId, currency: string): Account {
  return { kind: 'prepaid', ownerId: firmId, projectId: '', currency }
}

/** The park's bank account. */
export function cash(currency: string): Account {
  return { kind: 'cash', ownerId: 'park', projectId: '', currency }
}

/** Opens the account with its first posting. */
export function accountRow({ kind, ownerId, projectId, currency }: Account): Query {
  // Of one row by VALUES: by SELECT, the engine would plan a walk through all transfers for its foreign keys.
  return sql`INSERT INTO account (kind, owner_id, project_id, currency)
    VALUES (${kind}, ${ownerId}, ${projectId}, ${currency})
    ON CONFLICT (kind, owner_id, project_id, currency) DO NOTHING`
}

/** Its key, as a select of one value. */
export function accountKey({ kind, ownerId, projectId, currency }: Account): Query {
  return sql`SELECT id FROM account WHERE kind = ${kind} AND owner_id = ${ownerId} AND project_id = ${projectId}
    AND currency = ${currency}`
}
