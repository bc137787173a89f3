import type { Actor, Deps } from '../../deps.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'

/** The language in which a person is spoken to from now on. Throws Unauthenticated. */
export async function chooseLocale(deps: Deps, actor: Actor, locale: Locale): Promise<void> {
  const at = deps.now()
  const { viewer } = await deps.db.read({ viewer: viewerQuery(actor, at) })
  const { personId } = viewerOf(viewer)
  const chosen = sql`UPDATE person SET locale = ${locale} WHERE id = ${personId}`
  const key = `locale:${actor.requestId}`
  await deps.db.write([chosen], { idempotency: { actor: personId, key, requestHash: '', status: 303, body: '', at } })
}
