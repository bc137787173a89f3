import type { Actor, Deps, Names } from '../../deps.ts'
import type { ConsortiumId, FirmId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql, type Query } from '../../platform/db/sql.ts'
import { rolesThatMay } from '../roles.sql.ts'
import type { Viewer } from '../viewer.ts'
import { viewerOf, viewerQuery } from './viewer-query.ts'
import type { FirmKind } from '../firm.ts'

export interface FirmRow extends Names {
  readonly id: FirmId
  readonly state: 'active' | 'suspended' | 'departed'
  readonly suspensionReason: string
  readonly kind: FirmKind
  readonly priceCategory: string
  readonly tier: string
  readonly creditCode: string | null
  readonly consortiumId: ConsortiumId | null
  /** Separated by spaces. */
  readonly domains: string
  readonly members: number
}

export interface FirmsWish {
  readonly like: string
  /** The name and id that the page before ended with. */
  readonly after: { readonly name: string; readonly id: string } | null
  readonly limit: number
}

/** Firms by name: all of them to the park's admins, to anybody else their own. One trip. Throws Unauthenticated. */
export async function listFirms(deps: Deps, actor: Actor, { like, after, limit }: FirmsWish) {
  const pattern = `%${like.replaceAll(/[\\%_]/g, '\\$&')}%`
  const fits = sql`(f.name_hans LIKE ${pattern} ESCAPE '\\' OR f.name_hant LIKE ${pattern} ESCAPE '\\'
    OR f.name_en LIKE ${pattern} ESCAPE '\\' OR f.credit_code LIKE ${pattern} ESCAPE '\\')`
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    firms: sql`SELECT ${firmColumns} FROM firm f WHERE ${isVisible(actor)} AND ${fits}
      AND (f.name_en, f.id) > (${after?.name ?? ''}, ${after?.id ?? ''})
      ORDER BY f.name_en, f.id LIMIT ${limit + 1}` as Query<FirmRow>,
  })
  const viewer: Viewer = viewerOf(rows.viewer)
  const firms = rows.firms.slice(0, limit)
  const last = firms.at(-1)
  const next = rows.firms.length > limit && last ? { name: last.en, id: last.id } : null
  return { viewer, firms, next }
}

/** One firm, and the consortia that it could be in. Throws Unauthenticated, NotFound. */
export async function readFirm(deps: Deps, actor: Actor, id: FirmId) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    firms: sql`SELECT ${firmColumns} FROM firm f WHERE f.id = ${id} AND ${isVisible(actor)} LIMIT 1` as Query<FirmRow>,
  })
  const viewer: Viewer = viewerOf(rows.viewer)
  const [firm] = rows.firms
  if (!firm) throw new NotFound('firm')
  return { viewer, firm }
}

export interface ConsortiumRow extends Names {
  readonly id: ConsortiumId
  /** JSON: ids of its firms. */
  readonly firms: string
}

/** The consortia, for the park's admins. Throws Unauthenticated. */
export async function listConsortia(deps: Deps, actor: Actor) {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    consortia: sql<ConsortiumRow>`SELECT c.id AS id, c.name_hans AS hans, c.name_hant AS hant, c.name_en AS en,
      (SELECT json_group_array(id) FROM firm WHERE consortium_id = c.id) AS firms
      FROM consortium c ORDER BY c.name_en LIMIT 1000`,
    firms: sql<Names & { id: FirmId }>`SELECT id, name_hans AS hans, name_hant AS hant, name_en AS en
      FROM firm WHERE state <> 'departed' ORDER BY name_en LIMIT 2000`,
  })
  return { viewer: viewerOf(rows.viewer), consortia: rows.consortia, firms: rows.firms }
}

const firmColumns = sql`f.id AS id, f.name_hans AS hans, f.name_hant AS hant, f.name_en AS en, f.state AS state,
  f.suspension_reason AS suspensionReason, f.kind AS kind, f.price_category AS priceCategory, f.tier AS tier,
  f.credit_code AS creditCode, f.consortium_id AS consortiumId,
  (SELECT ifnull(group_concat(domain, ' '), '') FROM firm_domain WHERE firm_id = f.id) AS domains,
  (SELECT count(DISTINCT person_id) FROM role WHERE firm_id = f.id) AS members`

function isVisible({ tokenHash }: Actor): Query {
  return sql`EXISTS (SELECT 1 FROM role r
    WHERE r.person_id = (SELECT person_id FROM session WHERE token_hash = ${tokenHash})
      AND (r.firm_id = f.id OR r.role IN (${rolesThatMay('manage-firms')})))`
}
