import { rounds, wrote, type Answer } from '../../bookings/commands/change-booking.ts'
import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { newId, type FacilityId, type FirmId, type ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict, Malformed, NotFound, type Fault } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import { capacityFor, type Authority } from '../authority.ts'
import { authorityOf, authorityQueries } from '../reads/authority.ts'
import { subjectQuery } from '../reads/subject-query.ts'
import type { Giver, SubjectKind } from '../standing.ts'

export interface AheadWish {
  readonly giver: Giver
  /** A firm's name, a person's address, a project's code; or an id. */
  readonly subject: { readonly kind: SubjectKind; readonly text: string }
  /** A resource by its id or asset number, or a category. Exactly one of the two. */
  readonly resource: string
  readonly categoryId: string
  readonly maxMinutes: number | null
  readonly until: Instant | null
  readonly note: string
}

/**
 * Consents ahead to a kind of use: whoever it covers books without waiting for this consent. Throws Unauthenticated,
 * NotFound where the consent is not the viewer's to give, KeyReused, Malformed, Conflict `try-again`, DbUnavailable.
 */
export async function giveAhead(deps: Deps, actor: Actor, wish: AheadWish, key: RequestKey): Promise<Answer> {
  for (let round = 1; round <= rounds; round++) {
    const answer = await judgedAndWritten(deps, actor, wish, key)
    if (answer) return answer
  }
  throw new Conflict('try-again')
}

async function judgedAndWritten(deps: Deps, actor: Actor, wish: AheadWish, key: RequestKey): Promise<Answer | null> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    ...authorityQueries(actor, now),
    stored: storedAnswerQuery(actor, key.key),
    subjects: subjectQuery(wish.subject, wish.giver),
    resources: sql<{ id: ResourceId; facilityId: FacilityId }>`SELECT id, facility_id AS facilityId FROM resource
      WHERE state <> 'draft' AND (id = ${wish.resource} OR asset_number = ${wish.resource}) LIMIT 2`,
    categories: sql<{ id: string }>`SELECT id FROM category WHERE id = ${wish.categoryId} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  assertGives(wish.giver, authorityOf(viewer, rows))
  const stored = storedAnswerOf(rows.stored, key)
  if (stored) return stored
  const [subject, ...others] = rows.subjects
  const resource = rows.resources.find((one) => isWithin(one, wish.giver))
  const known = { subject: others.length === 0 ? (subject?.id ?? null) : null, resource, category: rows.categories[0] }
  const faults = faultsOf(wish, known, viewer, now)
  if (faults.length > 0 || known.subject === null) throw new Malformed(faults)
  return written(deps, viewer, wish, { subjectId: known.subject, resourceId: resource?.id ?? null }, key)
}

/** A delegate decides for a while; what stands longer is for the approvers themselves, and the park's admins. */
export function assertGives(giver: Giver, authority: Authority): void {
  const facilityId = giver.by === 'firm-admin' ? ('' as FacilityId) : giver.facilityId
  const firmId = giver.by === 'firm-admin' ? giver.firmId : ('' as FirmId)
  const capacity = capacityFor(giver.by, { facilityId, firmId }, { ...authority, lent: [] })
  if (!capacity) throw new NotFound('preapproval')
}

function isWithin({ facilityId }: { readonly facilityId: FacilityId }, giver: Giver): boolean {
  return giver.by === 'firm-admin' || giver.facilityId === facilityId
}

interface Known {
  readonly subject: string | null
  readonly resource: { readonly id: ResourceId } | undefined
  readonly category: { readonly id: string } | undefined
}

function faultsOf(wish: AheadWish, known: Known, viewer: Viewer, now: Instant): Fault[] {
  const faults: Fault[] = []
  // Nobody consents to their own use, ahead as little as afterwards.
  if (known.subject === null || known.subject === viewer.personId) faults.push({ pointer: '/subject', kind: 'value' })
  if ((wish.resource === '') === (wish.categoryId === '')) faults.push({ pointer: '/resource', kind: 'missing' })
  else if (wish.resource !== '' && !known.resource) faults.push({ pointer: '/resource', kind: 'value' })
  else if (wish.categoryId !== '' && !known.category) faults.push({ pointer: '/categoryId', kind: 'value' })
  if (wish.until === null) faults.push({ pointer: '/until', kind: 'missing' })
  else if (wish.until <= now) faults.push({ pointer: '/until', kind: 'too-small' })
  return faults
}

interface Found {
  readonly subjectId: string
  readonly resourceId: ResourceId | null
}

async function written(deps: Deps, viewer: Viewer, wish: AheadWish, found: Found, key: RequestKey) {
  const at = deps.now()
  const { giver, subject, categoryId, maxMinutes, until, note } = wish
  const { subjectId, resourceId } = found
  const id = newId('pap', at * 1000, deps.entropy)
  const facilityId = giver.by === 'firm-admin' ? null : giver.facilityId
  const firmId = giver.by === 'firm-admin' ? giver.firmId : null
  const category = categoryId === '' ? null : categoryId
  const detail = { by: giver.by, subjectKind: subject.kind, subjectId, resourceId, category, maxMinutes, until }
  const about = { at, actorId: viewer.personId, action: 'preapproval.given', entity: id, firmId, facilityId, detail }
  const answer = { status: 201, body: JSON.stringify({ id }) }
  const rows = [
    sameViewerRow(viewer),
    sql`INSERT INTO preapproval (id, step, facility_id, firm_id, subject_kind, subject_id, resource_id, category_id,
        max_minutes, starts_at, ends_at, note, created_by, created_at)
      VALUES (${id}, ${giver.by}, ${facilityId}, ${firmId}, ${subject.kind}, ${subjectId}, ${resourceId}, ${category},
        ${maxMinutes}, ${at}, ${until}, ${note}, ${viewer.personId}, ${at})`,
    nextAuditRow(about),
  ]
  return (await wrote(deps, rows, { actor: viewer.personId, ...key, ...answer, at })) ? answer : null
}
