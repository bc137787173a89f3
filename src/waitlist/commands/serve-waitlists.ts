import type { Deps } from '../../deps.ts'
import type { ResourceId } from '../../kernel/id.ts'
import { sql } from '../../platform/db/sql.ts'
import { offerFreedTime } from './offer-freed-time.ts'

/** Resources that one run looks at. */
export const servedAtOnce = 20

/**
 * The clock's job: offers what was freed, by whatever it was, to those who wait for it; those freed longest ago first.
 * Answers at how many resources it looked.
 */
export async function serveWaitlists(deps: Deps): Promise<number> {
  const { due } = await deps.db.read({
    due: sql<{ resourceId: ResourceId }>`SELECT resource_id AS resourceId FROM wish_queue INDEXED BY wish_queue_due
      WHERE look_at <= ${deps.now()} ORDER BY look_at LIMIT ${servedAtOnce}`,
  })
  const failures: unknown[] = []
  for (const { resourceId } of due)
    await offerFreedTime(deps, resourceId).catch((error: unknown) => failures.push(error))
  // One queue that cannot be served holds up no other; it is told all the same.
  if (failures.length > 0) throw failures[0]
  return due.length
}
