import { manages } from '../../firms/manages.sql.ts'
import type { Actor, Deps, Names } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import type { FacilityId, ResourceId } from '../../kernel/id.ts'
import { joined, json, sql, type Query } from '../../platform/db/sql.ts'
import { hasWord } from '../../resources/search-text.sql.ts'
import { searchWords } from '../../resources/search-text.ts'
import type { Code } from '../code.ts'
import { mostStickers, type Sticker } from '../label.ts'

/** Which stickers are wanted; all that is said has to fit. */
export interface StickersWanted {
  readonly facilityId: FacilityId | null
  readonly categoryId: string | null
  readonly resourceId: ResourceId | null
  readonly words: string
  /** These alone; null takes all that fit. */
  readonly codes: readonly Code[] | null
  /** Of a resource with several units, the sticker for all of it too. */
  readonly wholes: boolean
}

export interface StickersFound {
  readonly viewer: Viewer
  readonly stickers: readonly Sticker[]
  /** True when there are more than one set holds. */
  readonly more: boolean
  readonly facilities: readonly (Names & { readonly id: string })[]
  readonly categories: readonly (Names & { readonly id: string })[]
}

/** Stickers of the resources that the viewer manages, by asset number. One trip. Throws Unauthenticated, Forbidden. */
export async function readStickers(deps: Deps, actor: Actor, wanted: StickersWanted): Promise<StickersFound> {
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, deps.now()),
    stickers: stickersQuery(actor, wanted),
    facilities: sql<Names & { id: string }>`SELECT id, name_hans AS hans, name_hant AS hant, name_en AS en
      FROM facility r WHERE ${manages(actor, sql`r.id`)} ORDER BY code LIMIT 500`,
    categories: sql<Names & { id: string }>`SELECT id, name_hans AS hans, name_hant AS hant, name_en AS en
      FROM category ORDER BY id LIMIT 500`,
  })
  const viewer = viewerOf(rows.viewer)
  const stickers = rows.stickers.slice(0, mostStickers).map(({ hans, hant, en, ...row }) => {
    return { ...row, names: { hans, hant, en } }
  })
  const { facilities, categories } = rows
  return { viewer, stickers, more: rows.stickers.length > mostStickers, facilities, categories }
}

type StickerRow = Omit<Sticker, 'names'> & Names

function stickersQuery(actor: Actor, wanted: StickersWanted): Query<StickerRow> {
  const { facilityId, categoryId, resourceId, words, codes, wholes } = wanted
  const units = sql`(SELECT count(*) FROM unit WHERE resource_id = r.id AND state = 'active')`
  const fits = [
    manages(actor, sql`r.facility_id`),
    sql`r.state <> 'retired' AND (c.unit_id IS NULL OR u.state = 'active')`,
    facilityId === null ? sql`1` : sql`r.facility_id = ${facilityId}`,
    categoryId === null ? sql`1` : sql`r.category_id = ${categoryId}`,
    resourceId === null ? sql`1` : sql`r.id = ${resourceId}`,
    // One machine has one sticker; several of a kind have one each, and the group's own only if it is asked for.
    codes === null
      ? sql`CASE WHEN c.unit_id IS NULL THEN ${units} = 1 OR ${wholes} ELSE ${units} > 1 END`
      : sql`c.code IN (SELECT value FROM json_each(${json(codes)}))`,
    ...searchWords(words).map(hasWord),
  ]
  return sql<StickerRow>`SELECT c.code AS code, r.id AS resourceId, r.facility_id AS facilityId, r.name_hans AS hans,
    r.name_hant AS hant, r.name_en AS en, r.asset_number AS assetNumber, c.unit_id AS unitId, u.name AS unit
    FROM resource r JOIN qr_code c ON c.resource_id = r.id AND c.replaced_at IS NULL
    LEFT JOIN unit u ON u.id = c.unit_id
    WHERE ${joined(fits, ' AND ')} ORDER BY r.asset_number, c.unit_id LIMIT ${mostStickers + 1}`
}
