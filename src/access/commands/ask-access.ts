import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { firmsOf, managesFacility, mayBookFor, type Viewer } from '../../firms/viewer.ts'
import { newId, type AccessRequestId, type FacilityId, type FirmId, type ResourceId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict, Forbidden, NotFound } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql } from '../../platform/db/sql.ts'
import { viewerId } from '../../sign-in/viewer-id.sql.ts'
import { heldQualifications } from '../../training/held.sql.ts'
import { isWorthAsking, standingOf, type AccessKind } from '../access-request.ts'
import { admittedAnyhow } from '../reads/my-access.ts'

export interface AccessWish {
  readonly resourceId: ResourceId
  readonly kind: AccessKind
  readonly note: string
}

export interface AskAnswer {
  readonly status: number
  /** `{ id }`. */
  readonly body: string
}

const mostOpen = 20

/**
 * Asks the lab managers of a resource for its training, or to be let in. Asked again while the first request is open,
 * it is the same one. Throws Unauthenticated, Forbidden for whoever books for no firm, NotFound, KeyReused, Conflict
 * `state-forbids` where nothing is missing and `too-many`.
 */
export async function askAccess(deps: Deps, actor: Actor, wish: AccessWish, key: RequestKey): Promise<AskAnswer> {
  for (let tries = 2; ; tries -= 1) {
    const ground = await readGround(deps, actor, wish, key)
    if ('status' in ground) return ground
    try {
      return await written(deps, wish, ground, key)
    } catch (error) {
      // Asked twice at once: the other one is the request.
      if (!(error instanceof DbAbort)) throw error
      if (tries === 0) throw new Conflict('try-again')
    }
  }
}

interface Ground {
  readonly viewer: Viewer
  readonly firmId: FirmId
  readonly facilityId: FacilityId
  /** Of a training only. */
  readonly qualificationId: string | null
}

async function readGround(deps: Deps, actor: Actor, wish: AccessWish, key: RequestKey): Promise<Ground | AskAnswer> {
  const rows = await deps.db.read(groundQueries(deps, actor, wish, key))
  const viewer = viewerOf(rows.viewer)
  const stored = storedAnswerOf(rows.stored, key)
  if (stored) return stored
  const [asked] = rows.asked
  if (!asked || (asked.state === 'draft' && !managesFacility(viewer, asked.facilityId))) throw new NotFound('resource')
  const firmId = firmOf(viewer)
  if (firmId === null) throw new Forbidden()
  const { facilityId } = asked
  const qualificationId = wish.kind === 'training' ? asked.qualificationId : null
  const subject = qualificationId ?? wish.resourceId
  const open = rows.open.find((one) => one.facilityId === facilityId && one.subject === subject)
  if (open) return { status: 200, body: JSON.stringify({ id: open.id }) }
  if (asked.state === 'retired' || !isMissing(asked, wish.kind, deps.now())) throw new Conflict('state-forbids')
  if (rows.open.length >= mostOpen) throw new Conflict('too-many')
  return { viewer, firmId, facilityId, qualificationId }
}

function groundQueries(deps: Deps, actor: Actor, { resourceId }: AccessWish, key: RequestKey) {
  const me = viewerId(actor)
  const held = heldQualifications({ now: deps.now(), zone: deps.park().timeZone })
  return {
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    asked: sql<AskedRow>`SELECT r.facility_id AS facilityId, r.state AS state, r.qualification_id AS qualificationId,
      r.restricted AS restricted, ${admittedAnyhow(me, deps.now())} AS admitted, q.valid_from AS validFrom,
      q.valid_until AS validUntil FROM resource r
      LEFT JOIN ${held} q ON q.kind_id = r.qualification_id AND q.person_id = ${me}
      WHERE r.id = ${resourceId} LIMIT 1`,
    open: sql<{ id: AccessRequestId; facilityId: FacilityId; subject: string }>`SELECT id, facility_id AS facilityId,
      ifnull(qualification_id, resource_id) AS subject FROM access_request
      WHERE person_id = ${me} AND decided_at IS NULL LIMIT ${mostOpen}`,
  }
}

interface AskedRow {
  facilityId: FacilityId
  state: string
  qualificationId: string | null
  restricted: number
  admitted: number
  validFrom: Instant | null
  validUntil: Instant | null
}

function isMissing(asked: AskedRow, kind: AccessKind, now: Instant): boolean {
  if (kind === 'access') return asked.restricted === 1 && asked.admitted === 0
  const { qualificationId, validFrom, validUntil } = asked
  if (qualificationId === null) return false
  const held = validFrom === null || validUntil === null ? null : { validFrom, validUntil }
  return isWorthAsking(standingOf(held, now))
}

/** The firm that this browser acts for, else the first for which the person may book. */
function firmOf(viewer: Viewer): FirmId | null {
  const firms = firmsOf(viewer).filter((id) => mayBookFor(viewer, id))
  return firms.find((id) => id === viewer.session.firmId) ?? firms[0] ?? null
}

async function written(
  deps: Deps,
  { resourceId, kind, note }: AccessWish,
  { viewer, firmId, facilityId, qualificationId }: Ground,
  key: RequestKey,
): Promise<AskAnswer> {
  const at = deps.now()
  const { personId: actorId } = viewer
  const id = newId('acr', at * 1000, deps.entropy)
  const answer = { status: 201, body: JSON.stringify({ id }) }
  const detail = { kind, resourceId, qualificationId }
  await deps.db.write(
    [
      sameViewerRow(viewer),
      sql`INSERT INTO access_request (id, person_id, firm_id, facility_id, resource_id, kind, qualification_id, note,
          created_at)
        VALUES (${id}, ${actorId}, ${firmId}, ${facilityId}, ${resourceId}, ${kind}, ${qualificationId}, ${note},
          ${at})`,
      nextAuditRow({ at, actorId, action: 'access.requested', entity: id, firmId, facilityId, detail }),
      noticeRow(deps, { kind: 'access.requested', accessRequestId: id }),
    ],
    { idempotency: { actor: actorId, ...key, ...answer, at } },
  )
  return answer
}
