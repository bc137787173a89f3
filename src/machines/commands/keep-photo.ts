import { hexOf } from '../../kernel/hex.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import type { ResourceId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Photo } from '../../platform/photos/photo-store.ts'
import { newVersionRows } from '../../resources/commands/resource-rows.ts'
import { changeMachine } from './change-machine.ts'

/**
 * Keeps a machine's photo in the place of the one before. It is stored before the row is written, and taken away again
 * when that fails. Throws what `changeMachine` does, and NotFound where photos have nowhere to lie.
 */
export async function keepPhoto(
  deps: Deps,
  actor: Actor,
  photo: Photo,
  { id, key }: { readonly id: ResourceId; readonly key: RequestKey },
): Promise<void> {
  const { photos } = deps
  if (photos === null) throw new NotFound('photo')
  const name = hexOf(deps.entropy(20))
  const seen = { old: null as string | null, isKept: false }
  await photos.put(name, photo)
  try {
    await changeMachine(deps, actor, {
      id,
      key,
      version: null,
      besides: { before: sql<{ key: string }>`SELECT key FROM resource_photo WHERE resource_id = ${id} LIMIT 1` },
      decide: ({ resource, write }, { before }) => {
        seen.old = before[0]?.key ?? null
        seen.isKept = true
        return [
          ...newVersionRows(resource, { action: 'resource.photo-kept', detail: {} }, write),
          sql`DELETE FROM resource_photo WHERE resource_id = ${id}`,
          sql`INSERT INTO resource_photo (resource_id, key, type) VALUES (${id}, ${name}, ${photo.type})`,
        ]
      },
    })
  } catch (error) {
    await photos.remove(name)
    throw error
  }
  // Sent again, the form has had its effect: this copy belongs to nobody.
  if (!seen.isKept) await photos.remove(name)
  if (seen.old !== null) await photos.remove(seen.old)
}
