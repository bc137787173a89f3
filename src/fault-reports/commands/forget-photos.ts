import type { Deps } from '../../deps.ts'
import { hexOf } from '../../kernel/hex.ts'
import { json, sql } from '../../platform/db/sql.ts'

/** Photos that one run takes away at most. */
export const forgottenAtOnce = 50

/**
 * Takes away photos whose time is over: of reports closed long ago, and of people who were erased. First out of the
 * store, then out of the database, so that none is forgotten there that still lies here. Answers how many there were.
 */
export async function forgetPhotos(deps: Deps): Promise<number> {
  const { photos } = deps
  if (photos === null) return 0
  const at = deps.now()
  const { old } = await deps.db.read({
    old: sql<{ key: string }>`SELECT key FROM fault_photo WHERE forget_at IS NOT NULL AND forget_at <= ${at}
      LIMIT ${forgottenAtOnce}`,
  })
  if (old.length === 0) return 0
  const keys = old.map(({ key }) => key)
  await Promise.all(keys.map((key) => photos.remove(key)))
  const key = `job:forget-photos:${hexOf(deps.entropy(12))}`
  await deps.db.write([sql`DELETE FROM fault_photo WHERE key IN (SELECT value FROM json_each(${json(keys)}))`], {
    idempotency: { actor: 'clock', key, requestHash: '', status: 200, body: '', at },
  })
  return old.length
}
