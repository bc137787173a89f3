import { auditRow } from '../../audit/record.ts'
import { inRounds, wrote } from '../../bookings/commands/change-booking.ts'
import type { Actor, Deps, Names, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { newId, type DiscountId, type FacilityId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import { asserting, json, sql, type Query } from '../../platform/db/sql.ts'
import type { DiscountOffer, Tier } from '../discount.ts'

export const discountSubjects = ['everyone', 'firm', 'project', 'tier'] as const

/** A reduction as somebody wants it: for whom, on what, how much, from when. */
export interface NewDiscount {
  readonly names: Names
  readonly subjectKind: (typeof discountSubjects)[number]
  /** A firm's or project's id, or a tier's name; empty for everyone. */
  readonly subjectId: string
  readonly facilityId: FacilityId | null
  readonly resourceTag: string
  readonly window: DiscountOffer['window']
  readonly tiers: readonly Tier[]
  readonly validFrom: Instant | 'now'
  readonly validUntil: Instant | null
}

/** Offers a reduction to bookings from now on. Throws Unauthenticated, Forbidden, KeyReused, Malformed. */
export function addDiscount(deps: Deps, actor: Actor, wanted: NewDiscount, key: RequestKey): Promise<void> {
  return inRounds(() => addOnce(deps, actor, wanted, key))
}

async function addOnce(deps: Deps, actor: Actor, wanted: NewDiscount, key: RequestKey): Promise<boolean> {
  const at = deps.now()
  const { subjectKind, subjectId, facilityId } = wanted
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    known: sql<{ subject: number; facility: number }>`SELECT CASE ${subjectKind} WHEN 'everyone' THEN ${subjectId} = ''
      WHEN 'firm' THEN EXISTS (SELECT 1 FROM firm WHERE id = ${subjectId})
      WHEN 'project' THEN EXISTS (SELECT 1 FROM project WHERE id = ${subjectId})
      ELSE EXISTS (SELECT 1 FROM firm WHERE tier = ${subjectId}) END AS subject,
      ${facilityId} IS NULL OR EXISTS (SELECT 1 FROM facility WHERE id = ${facilityId}) AS facility LIMIT 1`,
  })
  const { personId, ...viewer } = viewerOf(rows.viewer)
  if (storedAnswerOf(rows.stored, key)) return true
  if (rows.known[0]?.subject !== 1) throw new Malformed([{ pointer: '/subject', kind: 'value' }])
  if (rows.known[0].facility !== 1) throw new Malformed([{ pointer: '/facility', kind: 'value' }])
  const validFrom = wanted.validFrom === 'now' ? at : wanted.validFrom
  assertDiscount(wanted, validFrom, at)
  const id = newId('dsc', at * 1000, deps.entropy)
  const { resourceTag, window, tiers, validUntil } = wanted
  const detail = { subjectKind, subjectId, resourceTag, window, tiers, validFrom, validUntil }
  const statements = [
    sameViewerRow({ personId, ...viewer }),
    discountRow(id, wanted, validFrom),
    auditRow({
      at,
      actorId: personId,
      action: 'discount.added',
      entity: id,
      entityVersion: 1,
      firmId: null,
      facilityId,
      detail,
    }),
  ]
  return wrote(deps, statements, { actor: personId, ...key, status: 201, body: '', at })
}

function discountRow(id: DiscountId, wanted: NewDiscount, validFrom: Instant): Query {
  const { names, subjectKind, subjectId, facilityId, resourceTag, window, tiers, validUntil } = wanted
  return sql`INSERT INTO discount (id, name_hans, name_hant, name_en, subject_kind, subject_id, facility_id,
    resource_tag, hours_window, tiers, valid_from, valid_until)
    VALUES (${id}, ${names.hans}, ${names.hant}, ${names.en},
    ${subjectKind}, ${subjectId}, ${facilityId}, ${resourceTag}, ${window}, ${json(tiers)}, ${validFrom},
    ${validUntil})`
}

/** Ends a reduction now: bookings that were made keep theirs. Throws NotFound, Conflict where it has ended. */
export function endDiscount(deps: Deps, actor: Actor, id: DiscountId, key: RequestKey): Promise<void> {
  return inRounds(() => endOnce(deps, actor, id, key))
}

async function endOnce(deps: Deps, actor: Actor, id: DiscountId, key: RequestKey): Promise<boolean> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    discount: sql<{ validFrom: Instant; validUntil: Instant | null; version: number; facilityId: FacilityId | null }>`
      SELECT valid_from AS validFrom, valid_until AS validUntil, version, facility_id AS facilityId FROM discount
      WHERE id = ${id} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  if (storedAnswerOf(rows.stored, key)) return true
  const [found] = rows.discount
  if (!found) throw new NotFound('discount')
  if (found.validUntil !== null && found.validUntil <= at) throw new Conflict('over')
  const entityVersion = found.version + 1
  const { personId: actorId } = viewer
  // One that has not begun never does.
  const until = Math.max(at, found.validFrom + 1)
  const statements = [
    sameViewerRow(viewer),
    ...asserting(
      sql`UPDATE discount SET valid_until = ${until}, version = ${entityVersion}, tiers = iif(valid_from > ${at}, '[]',
        tiers) WHERE id = ${id} AND version = ${found.version}`,
      'STALE_RULES',
    ),
    auditRow({
      at,
      actorId,
      action: 'discount.ended',
      entity: id,
      entityVersion,
      firmId: null,
      facilityId: found.facilityId,
      detail: { validUntil: until },
    }),
  ]
  return wrote(deps, statements, { actor: actorId, ...key, status: 200, body: '', at })
}

function assertDiscount({ names, tiers, window, validUntil }: NewDiscount, validFrom: Instant, now: Instant): void {
  const rising = tiers.every(([hours], at) => at === 0 || hours > (tiers[at - 1]?.[0] ?? 0))
  const whole = tiers.every(([hours, percent]) => hours >= 0 && percent >= 1 && percent <= 100)
  const fits = window !== null || (tiers.length === 1 && tiers[0]?.[0] === 0)
  if (names.en === '' && names.hans === '') throw new Malformed([{ pointer: '/name', kind: 'missing' }])
  if (tiers.length === 0 || !rising || !whole || !fits) throw new Malformed([{ pointer: '/tiers', kind: 'value' }])
  if (validFrom < now) throw new Malformed([{ pointer: '/from', kind: 'value' }])
  if (validUntil !== null && validUntil <= validFrom) throw new Malformed([{ pointer: '/until', kind: 'value' }])
}
