import { auditRow } from '../../audit/record.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { may, seesParkMoney, type Viewer } from '../../firms/viewer.ts'
import { quotaIdText, type FirmId, type QuotaId } from '../../kernel/id.ts'
import { Conflict, Forbidden, NotFound } from '../../kernel/thrown.ts'
import { DbAbort, type AbortToken } from '../../platform/db/port.ts'
import { asserting, sql } from '../../platform/db/sql.ts'
import type { QuotaMeasure } from '../quota.ts'

const rounds = 3
const overtaken: ReadonlySet<AbortToken> = new Set<AbortToken>(['STALE_VERSION', 'STALE_RULES', 'IDEMPOTENCY_KEY'])

interface LimitRow {
  readonly kind: string
  readonly measure: QuotaMeasure
  readonly version: number
  readonly firmId: FirmId | null
  readonly ownFirm: number
}

/**
 * Sets a quota's limit, in minutes of machine time, bookings or minor units. The park sets any; a firm's admin those
 * of the firm's projects and budgets. What was taken already stays, even above the new limit. Throws Unauthenticated,
 * Forbidden, NotFound, KeyReused, Conflict.
 */
export async function setQuota(deps: Deps, actor: Actor, id: QuotaId, limit: number, key: RequestKey) {
  for (let round = 1; round <= rounds; round++) {
    const rows = await readLimit(deps, actor, id, key)
    const viewer = viewerOf(rows.viewer)
    const stored = storedAnswerOf(rows.stored, key)
    if (stored) return stored
    const [quota] = rows.quota
    assertMaySet(viewer, quota)
    const limitValue = quota.measure === 'seconds' ? limit * 60 : limit
    const version = quota.version + 1
    const at = deps.now()
    const body = JSON.stringify({ id: quotaIdText(id), limit, version })
    const entry = {
      at,
      actorId: viewer.personId,
      action: 'quota.limit-set',
      entity: quotaIdText(id),
      entityVersion: version,
    }
    try {
      await deps.db.write(
        [
          sameViewerRow(viewer),
          ...asserting(
            // What is set for one firm is its own, whatever becomes of its tier.
            sql`UPDATE quota SET limit_value = ${limitValue}, version = ${version}, given_by_tier = 0 WHERE id = ${id}
              AND version = ${quota.version}`,
            'STALE_VERSION',
          ),
          auditRow({ ...entry, firmId: quota.firmId, facilityId: null, detail: { limitValue } }),
        ],
        { idempotency: { actor: viewer.personId, ...key, status: 200, body, at } },
      )
      return { status: 200, body }
    } catch (error) {
      if (!(error instanceof DbAbort) || !overtaken.has(error.token)) throw error
    }
  }
  throw new Conflict('try-again')
}

async function readLimit(deps: Deps, actor: Actor, id: QuotaId, key: RequestKey) {
  return deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    quota: sql<LimitRow>`SELECT q.kind AS kind, q.measure AS measure, q.version AS version, p.firm_id AS firmId,
      coalesce(q.subject_kind = 'firm' AND q.subject_id IN (SELECT firm_id FROM role
        WHERE person_id = (SELECT person_id FROM session WHERE token_hash = ${actor.tokenHash})), 0) AS ownFirm
      FROM quota q LEFT JOIN project p ON q.subject_kind = 'project' AND p.id = q.subject_id WHERE q.id = ${id} LIMIT
      1`,
  })
}

function assertMaySet(viewer: Viewer, quota: LimitRow | undefined): asserts quota is LimitRow {
  if (quota && seesParkMoney(viewer)) return
  const ofFirm = quota?.firmId ?? null
  if (ofFirm !== null && may(viewer, 'manage-projects', { firmId: ofFirm })) return
  const visible = quota?.ownFirm === 1 || (ofFirm !== null && viewer.roles.some((role) => role.firmId === ofFirm))
  throw visible ? new Forbidden() : new NotFound('quota')
}
