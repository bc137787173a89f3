import { json, sql, type Query } from '../platform/db/sql.ts'
import type { ResourceId } from '../kernel/id.ts'

const tags: readonly (readonly [tag: string, assets: readonly string[]])[] = [
  ['激光', ['IMG-0102', 'IMG-0103', 'IMG-0104', 'IMG-0105', 'IMG-0106']],
  ['活细胞', ['IMG-0103', 'IMG-0110', 'CEL-0421']],
  ['教学', ['IMG-0107', 'IMG-0108', 'CEL-0405']],
]

/** What stands in which room, what may stand in for what, and what is used together. */
const rooms: readonly (readonly [room: string, assets: readonly string[]])[] = [['CEL-0421', ['CEL-0402', 'CEL-0403']]]
const equals: readonly (readonly [string, string])[] = [['IMG-0107', 'IMG-0108']]
const bundle = ['CEL-0401', 'CEL-0411'] as const

/** What the lab managers of the demo park keep of their machines besides the catalogue. */
export function machineRows(resources: readonly { readonly asset: string; readonly id: ResourceId }[]): Query[] {
  const ids = new Map(resources.map(({ asset, id }) => [asset, id]))
  const listed = (assets: readonly string[]) => json(assets.flatMap((asset) => ids.get(asset) ?? []))
  return [
    ...tags.map(
      ([tag, assets]) =>
        sql`INSERT INTO resource_tag (resource_id, tag) SELECT value, ${tag} FROM json_each(${listed(assets)})`,
    ),
    ...rooms.map(
      ([room, assets]) =>
        sql`INSERT INTO resource_room (resource_id, room_id) SELECT value, ${ids.get(room) ?? ''}
          FROM json_each(${listed(assets)})`,
    ),
    ...[...equals, ...equals.map(([one, other]) => [other, one] as const)].map(
      ([one, other]) => sql`INSERT INTO resource_equivalent (resource_id, other_id)
        VALUES (${ids.get(one) ?? ''}, ${ids.get(other) ?? ''})`,
    ),
    sql`INSERT INTO bundle (id, name_hans, name_hant, name_en)
      VALUES (${bundleId}, '无菌操作加离心', '無菌操作加離心', 'Hood and centrifuge')`,
    sql`INSERT INTO bundle_part (bundle_id, resource_id, offset_minutes)
      SELECT ${bundleId}, value, key * 30 FROM json_each(${listed(bundle)})`,
  ]
}

const bundleId = `bdl_${'0'.repeat(25)}1`
