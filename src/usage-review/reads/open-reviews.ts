import { namesOf } from '../../access/reads/request-query.ts'
import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { newId } from '../../kernel/id.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { managedFacilities } from '../../today/reads/managed.ts'
import { mostShown, type OpenReview } from '../review.ts'
import { openAppealsQuery, appealOf, type Appeal } from './appeals.ts'
import { evidenceColumns, evidenceIn, type EvidenceRow } from './evidence.ts'

/** What waits for a lab manager: uses to look at, and people who do not agree with what followed. */
export interface OpenReviews {
  readonly viewer: Viewer
  /** Oldest first. */
  readonly reviews: readonly OpenReview[]
  readonly more: boolean
  readonly appeals: readonly Appeal[]
  readonly formKey: string
}

/** One round trip. Throws Unauthenticated. */
export async function readOpenReviews(deps: Deps, actor: Actor): Promise<OpenReviews> {
  const now = deps.now()
  const managed = managedFacilities(actor, { facilityId: null })
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    reviews: openReviewsQuery(managed),
    appeals: openAppealsQuery(managed),
  })
  return {
    viewer: viewerOf(rows.viewer),
    reviews: rows.reviews.slice(0, mostShown).map(reviewOf),
    more: rows.reviews.length > mostShown,
    appeals: rows.appeals.map(appealOf),
    formKey: newId('frm', now * 1000, deps.entropy),
  }
}

type ReviewRow = Omit<OpenReview, 'resource' | 'firm' | 'missed' | 'evidence'> &
  EvidenceRow & {
    readonly resourceId: OpenReview['resource']['id']
    readonly resourceKind: OpenReview['resource']['kind']
    readonly resourceNames: string
    readonly firmNames: string
    readonly missed: number
  }

// What it is billed by now is settled; before that there is nothing to correct.
const waits = sql`v.decided_at IS NULL AND v.compare_at IS NULL AND b.settlement IN ('settled', 'void')`

/** How many uses and appeals wait in these facilities; more than `most` of either are not counted. */
export function waitingReviewsQuery(managed: Query, most: number): Query<{ readonly waiting: number }> {
  return sql<{ waiting: number }>`SELECT
    (SELECT count(*) FROM (SELECT 1 FROM usage_review v CROSS JOIN booking b ON b.id = v.booking_id
      WHERE v.facility_id IN (${managed}) AND ${waits} LIMIT ${most}))
    + (SELECT count(*) FROM (SELECT 1 FROM consequence c WHERE c.facility_id IN (${managed})
      AND c.appealed_at IS NOT NULL AND c.decided_at IS NULL LIMIT ${most})) AS waiting`
}

function openReviewsQuery(managed: Query): Query<ReviewRow> {
  return sql<ReviewRow>`SELECT v.booking_id AS id, v.kind AS kind, v.missed AS missed, v.facility_id AS facilityId,
    b.number AS number, b.state AS state, b.outcome AS outcome,
    r.id AS resourceId, r.kind AS resourceKind, json_array(r.name_hans, r.name_hant, r.name_en) AS resourceNames,
    u.name AS unit, p.name AS person, json_array(f.name_hans, f.name_hant, f.name_en) AS firmNames,
    (SELECT ifnull(sum(c.amount_minor), 0) FROM journal_entry e JOIN charge c ON c.entry_id = e.id
      WHERE e.booking_id = b.id) AS costMinor, ${evidenceColumns}
    FROM usage_review v CROSS JOIN booking b ON b.id = v.booking_id JOIN resource r ON r.id = b.resource_id
      JOIN unit u ON u.id = b.unit_id JOIN person p ON p.id = b.person_id JOIN firm f ON f.id = b.firm_id
    WHERE v.facility_id IN (${managed}) AND ${waits} ORDER BY v.ends_at, v.booking_id LIMIT ${mostShown + 1}`
}

function reviewOf(row: ReviewRow): OpenReview {
  const { id, number, kind, state, outcome, startsAt, endsAt, checkedInAt, checkedOutAt, facilityId, unit } = row
  return {
    id,
    number,
    kind,
    state,
    outcome,
    startsAt,
    endsAt,
    checkedInAt,
    checkedOutAt,
    facilityId,
    unit,
    resource: { id: row.resourceId, kind: row.resourceKind, names: namesOf(row.resourceNames) },
    person: row.person,
    firm: namesOf(row.firmNames),
    missed: row.missed === 1,
    costMinor: row.costMinor,
    evidence: evidenceIn(row),
  }
}
