import { namesOf } from '../../access/reads/request-query.ts'
import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { newId, type BookingId, type ConsequenceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { sql } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import type { ConsequenceKind } from '../conduct.ts'

/** What followed of one's no-shows. */
export interface MyConsequence {
  readonly id: ConsequenceId
  readonly kind: ConsequenceKind
  readonly facility: Names
  readonly bookingId: BookingId
  readonly missed: number
  readonly feeMinor: number
  readonly appliedAt: Instant
  readonly until: Instant | null
  readonly appeal: string
  readonly decision: 'upheld' | 'lifted' | null
  readonly answer: string
}

export interface MyConduct {
  readonly viewer: Viewer
  /** Of the last year, latest first. */
  readonly consequences: readonly MyConsequence[]
  readonly formKey: string
}

const rememberedSeconds = 366 * 86_400

/** One round trip. Throws Unauthenticated. */
export async function readMyConduct(deps: Deps, actor: Actor): Promise<MyConduct> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    consequences: sql<Omit<MyConsequence, 'facility'> & { facility: string }>`SELECT c.id AS id, c.kind AS kind,
      json_array(f.name_hans, f.name_hant, f.name_en) AS facility, c.booking_id AS bookingId, c.missed AS missed,
      u.fee_minor AS feeMinor, c.applied_at AS appliedAt, c.until AS until, c.appeal AS appeal, c.decision AS decision,
      c.answer AS answer FROM consequence c JOIN facility f ON f.id = c.facility_id
      JOIN conduct_rule u ON u.id = c.rule_id
      WHERE c.person_id = ${viewerId(actor)} AND c.applied_at > ${now - rememberedSeconds}
      ORDER BY c.applied_at DESC LIMIT 50`,
  })
  return {
    viewer: viewerOf(rows.viewer),
    consequences: rows.consequences.map(({ facility, ...row }) => ({ ...row, facility: namesOf(facility) })),
    formKey: newId('frm', now * 1000, deps.entropy),
  }
}
