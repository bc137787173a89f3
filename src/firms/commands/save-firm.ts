import { nextAuditRow } from '../../audit/record.ts'
import type { Actor, Deps, Names, RequestKey } from '../../deps.ts'
import { newId, type FirmId } from '../../kernel/id.ts'
import { Conflict, Forbidden, NotFound } from '../../kernel/thrown.ts'
import { noticeRow } from '../../notices/outbox.sql.ts'
import { DbAbort } from '../../platform/db/port.ts'
import { sql } from '../../platform/db/sql.ts'
import { changedFirmRow, domainRows, newFirmRow } from '../firm-rows.sql.ts'
import type { WantedFirm } from '../firm.ts'
import { areAlike } from '../names-alike.ts'
import { storedAnswerOf, storedAnswerQuery } from '../reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../reads/viewer-query.ts'
import { sameViewerRow } from '../same-viewer.sql.ts'
import { may } from '../viewer.ts'

/**
 * Adds a firm, or changes one: without an id it is new. Throws Forbidden, NotFound, and Conflict `name-taken` where
 * another firm has the name, the code or a domain.
 */
export async function saveFirm(deps: Deps, actor: Actor, id: FirmId | null, wanted: WantedFirm, key: RequestKey) {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    firms: sql<Names & { id: FirmId }>`SELECT id, name_hans AS hans, name_hant AS hant, name_en AS en
      FROM firm LIMIT 20000`,
    consortia: sql`SELECT id FROM consortium WHERE id = ${wanted.consortiumId} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  if (!may(viewer, 'manage-firms')) throw new Forbidden()
  const stored = storedAnswerOf(rows.stored, key)
  if (stored) return stored
  if (id !== null && !rows.firms.some((firm) => firm.id === id)) throw new NotFound('firm')
  if (wanted.consortiumId !== null && rows.consortia.length === 0) throw new NotFound('consortium')
  if (rows.firms.some((firm) => firm.id !== id && areAlike(firm, wanted.names))) throw new Conflict('name-taken')
  const firmId = id ?? newId('firm', at * 1000, deps.entropy)
  const status = id === null ? 201 : 200
  const body = JSON.stringify({ id: firmId })
  const action = id === null ? 'firm.added' : 'firm.changed'
  const { priceCategory, tier, kind, consortiumId, creditCode } = wanted
  const about = { actorId: viewer.personId, action, entity: firmId, firmId, facilityId: null }
  try {
    await deps.db.write(
      [
        sameViewerRow(viewer),
        id === null ? newFirmRow(firmId, wanted) : changedFirmRow(firmId, wanted),
        ...domainRows(firmId, wanted.domains),
        nextAuditRow({ at, ...about, detail: { kind, priceCategory, tier, consortiumId, creditCode } }),
      ],
      { idempotency: { actor: viewer.personId, ...key, status, body, at } },
    )
  } catch (error) {
    if (!(error instanceof DbAbort)) throw error
    throw new Conflict(error.token === 'OTHER_CONSTRAINT' ? 'name-taken' : 'try-again')
  }
  return { status, body }
}

/** Stops a firm's new bookings, with the reason that its people are shown, or lets it book again. */
export async function suspendFirm(deps: Deps, actor: Actor, id: FirmId, reason: string | null, key: RequestKey) {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    firms: sql<{ state: string }>`SELECT state FROM firm WHERE id = ${id} LIMIT 1`,
  })
  const viewer = viewerOf(rows.viewer)
  if (!may(viewer, 'manage-firms')) throw new Forbidden()
  const stored = storedAnswerOf(rows.stored, key)
  if (stored) return stored
  const [firm] = rows.firms
  if (!firm) throw new NotFound('firm')
  if (firm.state === 'departed') throw new Conflict('state-forbids', { state: firm.state })
  const state = reason === null ? 'active' : 'suspended'
  const body = JSON.stringify({ id, state })
  const action = reason === null ? 'firm.reactivated' : 'firm.suspended'
  const about = { actorId: viewer.personId, action, entity: id, firmId: id, facilityId: null }
  await deps.db.write(
    [
      sameViewerRow(viewer),
      sql`UPDATE firm SET state = ${state}, suspension_reason = ${reason ?? ''}, rules_version = rules_version + 1
        WHERE id = ${id}`,
      nextAuditRow({ at, ...about, detail: reason === null ? {} : { reason } }),
      noticeRow(deps, { kind: action, firmId: id }),
    ],
    { idempotency: { actor: viewer.personId, ...key, status: 200, body, at } },
  )
  return { status: 200, body }
}
