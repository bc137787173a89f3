import { hexOf } from '../kernel/hex.ts'

/** A row of the audit log as the chain binds it. */
export interface AuditedRow {
  readonly seq: number
  readonly at: number
  readonly actorId: string
  readonly action: string
  readonly entity: string
  readonly entityVersion: number
  readonly firmId: string | null
  readonly facilityId: string | null
  readonly detail: string
}

/** What the first row is chained to. */
export const genesis = '0'.repeat(64)

/** The link of a row: SHA-256, in hex, over the link before it and every column of the row. */
export async function linkOf(before: string, row: AuditedRow): Promise<string> {
  const { seq, at, actorId, action, entity, entityVersion, firmId, facilityId, detail } = row
  // JSON and not a separator: no text in one column can pass for the end of another.
  const bound = JSON.stringify([before, seq, at, actorId, action, entity, entityVersion, firmId, facilityId, detail])
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(bound))
  return hexOf(new Uint8Array(digest))
}
