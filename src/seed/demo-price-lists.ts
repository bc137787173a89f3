import { newId } from '../kernel/id.ts'
import { json, sql, type Query } from '../platform/db/sql.ts'
import type { CatalogueWrite } from '../resources/commands/resource-rows.ts'
import type { DemoCast } from './demo-people.ts'

/** Facility, names, price in fen, tax in basis points. */
const consumables = [
  ['IMG', '共聚焦培养皿', '共軛焦培養皿', 'Confocal dish', 1_850, 1_300],
  ['IMG', '浸油（5 毫升）', '浸油（5 毫升）', 'Immersion oil, 5 ml', 9_600, 1_300],
  ['IMG', '盖玻片（盒）', '蓋玻片（盒）', 'Coverslips, box', 4_500, 1_300],
  ['FCM', '流式管（25 支）', '流式管（25 支）', 'Flow tubes, 25', 3_200, 1_300],
  ['FCM', '质控微球', '品管微球', 'Calibration beads', 12_800, 1_300],
  ['CEL', '培养基（500 毫升）', '培養基（500 毫升）', 'Culture medium, 500 ml', 26_000, 1_300],
] as const

/** What the demo's facilities sell with a use, and the one reduction for whoever uses much. */
export function priceListRows(cast: DemoCast, { at, entropy }: Pick<CatalogueWrite, 'at' | 'entropy'>): Query[] {
  const sold = consumables.flatMap(([facility, hans, hant, en, unitMinor, taxBasisPoints]) => {
    const facilityId = cast.facilityIds.get(facility)
    if (facilityId === undefined) return []
    return [
      sql`INSERT INTO consumable (id, facility_id, name_hans, name_hant, name_en, unit_minor, tax_basis_points)
        VALUES (${newId('cns', at * 1000, entropy)}, ${facilityId}, ${hans}, ${hant}, ${en}, ${unitMinor},
          ${taxBasisPoints})`,
    ]
  })
  const tiers = [
    [150, 5],
    [300, 10],
  ]
  return [
    ...sold,
    sql`INSERT INTO discount (id, name_hans, name_hant, name_en, subject_kind, hours_window, tiers, valid_from)
      VALUES (${newId('dsc', at * 1000, entropy)}, '月度机时优惠', '月度機時優惠', 'Hours of the month', 'everyone',
        'month', ${json(tiers)}, ${at})`,
  ]
}
