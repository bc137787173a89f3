import { namesOf } from '../../access/reads/request-query.ts'
import type { Actor, Deps, Names } from '../../deps.ts'
import { storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { may, type Viewer } from '../../firms/viewer.ts'
import { newId, type BookingId, type FacilityId, type FirmId, type PersonId, type ResourceId } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import type { Approver } from '../../resources/approval-rule.ts'
import type { ResourceKind } from '../../resources/resource.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { isOwnRequest, isStaff, type Authority } from '../authority.ts'
import type { Outcome } from '../outcome.ts'
import { authorityOf, authorityQueries } from './authority.ts'
import { firmsReached, mayForLab, mayForSafety, standsInForAll } from './reach.ts'

/** Which of the consents that the viewer may give are wanted. */
export interface AwaitedWanted {
  /** The lab's, or the firm's own. */
  readonly side: 'lab' | 'firm'
  readonly by: Approver | null
  readonly facilityId: FacilityId | null
  /** Resources that are called so; empty takes all. */
  readonly words: string
}

/** One consent that somebody waits for. */
export interface AwaitedConsent extends Interval {
  readonly bookingId: BookingId
  readonly by: Approver
  readonly decideBy: Instant
  readonly askedAt: Instant
  readonly resource: { readonly id: ResourceId; readonly kind: ResourceKind; readonly names: Names }
  readonly facilityId: FacilityId
  readonly facility: Names
  readonly unit: string | null
  readonly person: string
  readonly firmId: FirmId
  readonly firm: Names
  readonly project: string
  readonly purpose: string
  /** Whose consent is awaited besides. */
  readonly others: readonly Approver[]
  /** The viewer asked for it: somebody else decides. */
  readonly isOwn: boolean
}

export interface AwaitedPage {
  readonly viewer: Viewer
  readonly authority: Authority
  /** The first to lapse first; at most `mostAwaited`. */
  readonly awaited: readonly AwaitedConsent[]
  readonly hasMore: boolean
  readonly facilities: readonly { readonly id: FacilityId; readonly names: Names }[]
  /** What became of the decisions that were sent under this key. */
  readonly outcomes: readonly Outcome[] | null
  readonly formKey: string
}

export const mostAwaited = 100

/** The queries of consents that wait for the viewer; for the same round trip as whatever else a page asks. */
export function awaitedQueries(deps: Deps, actor: Actor, wanted: AwaitedWanted, toldKey: string) {
  const now = deps.now()
  return {
    viewer: viewerQuery(actor, now),
    ...authorityQueries(actor, now),
    told: storedAnswerQuery(actor, toldKey),
    awaited: wanted.side === 'lab' ? ofLabs(actor, wanted, now) : ofFirms(actor, wanted, now),
    facilities: sql<{ id: FacilityId; names: string }>`SELECT g.id AS id,
      json_array(g.name_hans, g.name_hant, g.name_en) AS names FROM facility g ORDER BY g.code LIMIT 200`,
  }
}

type Rows = {
  [K in keyof ReturnType<typeof awaitedQueries>]: ReturnType<typeof awaitedQueries>[K] extends Query<infer R>
    ? R[]
    : never
}

export function awaitedOf(deps: Deps, rows: Rows): AwaitedPage {
  const viewer = viewerOf(rows.viewer)
  const seen = new Set(rows.awaited.map(({ facilityId }) => facilityId))
  const facilities = rows.facilities.map(({ id, names }) => ({ id, names: namesOf(names) }))
  return {
    viewer,
    authority: authorityOf(viewer, rows),
    awaited: rows.awaited.slice(0, mostAwaited).map((row) => awaitedConsentOf(row, viewer)),
    hasMore: rows.awaited.length > mostAwaited,
    facilities: facilities.filter(({ id }) => seen.has(id) || may(viewer, 'manage-resources', { facilityId: id })),
    outcomes: outcomesIn(rows.told[0]?.body ?? ''),
    formKey: newId('frm', deps.now() * 1000, deps.entropy),
  }
}

/** One round trip. Throws Unauthenticated. */
export async function readAwaited(deps: Deps, actor: Actor, wanted: AwaitedWanted, toldKey = ''): Promise<AwaitedPage> {
  return awaitedOf(deps, await deps.db.read(awaitedQueries(deps, actor, wanted, toldKey)))
}

/** True for whoever decides for some lab: its managers, those named for safety, and who stands in for them. */
export function decidesForLabs({ authority }: Pick<AwaitedPage, 'authority'>): boolean {
  return isStaff({ roles: authority.viewer.roles, safetyOf: authority.safetyOf })
}

// The key is in the address: it may be that of any request of theirs.
function outcomesIn(body: string): Outcome[] | null {
  return body.startsWith('{"outcomes":') ? (JSON.parse(body) as { outcomes: Outcome[] }).outcomes : null
}

interface AwaitedRow extends Interval {
  readonly bookingId: BookingId
  readonly by: Approver
  readonly decideBy: Instant
  readonly askedAt: Instant
  readonly resourceId: ResourceId
  readonly resourceKind: ResourceKind
  readonly resourceNames: string
  readonly facilityId: FacilityId
  readonly facilityNames: string
  readonly unit: string | null
  readonly person: string
  readonly firmId: FirmId
  readonly firmNames: string
  readonly project: string
  readonly purpose: string
  readonly others: string
  readonly personId: PersonId
  readonly bookedBy: PersonId
}

const columns = sql`b.id AS bookingId, a.step AS "by", a.decide_by AS decideBy, a.asked_at AS askedAt,
  b.starts_at AS startsAt, b.ends_at AS endsAt, b.purpose AS purpose, b.person_id AS personId, b.booked_by AS bookedBy,
  r.id AS resourceId, r.kind AS resourceKind, json_array(r.name_hans, r.name_hant, r.name_en) AS resourceNames,
  l.id AS facilityId, json_array(l.name_hans, l.name_hant, l.name_en) AS facilityNames,
  CASE WHEN b.whole = 1 OR (SELECT count(*) FROM unit WHERE resource_id = r.id AND state = 'active') = 1 THEN NULL
    ELSE (SELECT name FROM unit WHERE id = b.unit_id) END AS unit,
  p.name AS person, f.id AS firmId, json_array(f.name_hans, f.name_hant, f.name_en) AS firmNames, j.code AS project,
  (SELECT json_group_array(step) FROM approval o WHERE o.booking_id = b.id AND o.decision IS NULL
    AND o.step <> a.step) AS others`

function tables(now: Instant): Query {
  return sql`CROSS JOIN booking b ON b.id = a.booking_id AND b.state = 'pending' AND b.wake_at > ${now}
    JOIN resource r ON r.id = b.resource_id JOIN facility l ON l.id = r.facility_id JOIN person p ON p.id = b.person_id
    JOIN firm f ON f.id = b.firm_id JOIN project j ON j.id = b.project_id`
}

function narrowed({ by, facilityId, words }: AwaitedWanted): Query {
  const named = sql`instr(lower(r.name_hans || ' ' || r.name_hant || ' ' || r.name_en || ' ' || r.asset_number),
    lower(${words})) > 0`
  return sql`${by === null ? sql`1` : sql`a.step = ${by}`}
    AND ${facilityId === null ? sql`1` : sql`l.id = ${facilityId}`} AND ${words === '' ? sql`1` : named}`
}

function ofLabs(actor: Actor, wanted: AwaitedWanted, now: Instant): Query<AwaitedRow> {
  const me = viewerId(actor)
  return sql<AwaitedRow>`SELECT ${columns} FROM facility g CROSS JOIN approval a INDEXED BY approval_of_facility
      ON a.facility_id = g.id AND a.decision IS NULL ${tables(now)}
    WHERE (${standsInForAll(me)} OR CASE a.step WHEN 'lab-manager' THEN ${mayForLab(me, now)}
        WHEN 'safety' THEN ${mayForSafety(me, now)} ELSE 0 END) AND ${narrowed(wanted)}
    ORDER BY b.wake_at, b.id, a.step LIMIT ${mostAwaited + 1}`
}

function ofFirms(actor: Actor, wanted: AwaitedWanted, now: Instant): Query<AwaitedRow> {
  return sql<AwaitedRow>`SELECT ${columns} FROM firm g CROSS JOIN approval a INDEXED BY approval_of_firm
      ON a.firm_id = g.id AND a.step = 'firm-admin' AND a.decision IS NULL ${tables(now)}
    WHERE g.id IN (${firmsReached(viewerId(actor), now)}) AND ${narrowed(wanted)}
    ORDER BY b.wake_at, b.id LIMIT ${mostAwaited + 1}`
}

function awaitedConsentOf(row: AwaitedRow, viewer: Viewer): AwaitedConsent {
  const { resourceId, resourceKind, resourceNames, facilityNames, firmNames, others, personId, bookedBy, ...rest } = row
  return {
    ...rest,
    resource: { id: resourceId, kind: resourceKind, names: namesOf(resourceNames) },
    facility: namesOf(facilityNames),
    firm: namesOf(firmNames),
    others: JSON.parse(others) as Approver[],
    isOwn: isOwnRequest({ personId, bookedBy }, viewer),
  }
}
