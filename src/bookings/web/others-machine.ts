import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { mayAnywhere } from '../../firms/viewer.ts'
import { Forbidden, NotFound } from '../../kernel/thrown.ts'

/** To a lab manager another facility's machine is one that there is not; who manages none hears that they may not. */
export async function absentToOthers<T>(deps: Deps, actor: Actor, asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof Forbidden)) throw error
    const { viewer } = await deps.db.read({ viewer: viewerQuery(actor, deps.now()) })
    throw mayAnywhere(viewerOf(viewer), 'manage-resources') ? new NotFound('resource') : error
  }
}
