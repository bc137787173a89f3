import type { Actor, Deps } from '../../deps.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { newId, type PersonId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import { affectedOf, affectedOfPerson, type AffectedBooking } from './affected.ts'
import { holderColumns, holderOf, type Holder, type HolderRow } from './kind-page.ts'
import { kindOf, kindQuery, type TrainingKind } from './kind-query.ts'

export interface HolderPage {
  readonly viewer: Viewer
  readonly kind: TrainingKind
  readonly holder: Holder
  /** Every booking ahead that needs the training: what a withdrawal would leave outside. */
  readonly ahead: readonly AffectedBooking[]
  readonly formKey: string
}

/** One person's training. Throws Unauthenticated; NotFound where it is not the viewer's, or nobody's. */
export async function readHolderPage(
  deps: Deps,
  actor: Actor,
  { kindId, personId }: { readonly kindId: string; readonly personId: PersonId },
): Promise<HolderPage> {
  const now = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, now),
    kinds: kindQuery(actor, kindId),
    holders: sql<HolderRow>`SELECT ${holderColumns(deps)} FROM qualification
      JOIN person p ON p.id = qualification.person_id
      WHERE qualification.kind_id = ${kindId} AND qualification.person_id = ${personId} LIMIT 1`,
    ahead: affectedOfPerson(personId, kindId, now, now),
  })
  const viewer = viewerOf(rows.viewer)
  const kind = kindOf(rows.kinds)
  const [row] = rows.holders
  if (!row) throw new NotFound('qualification')
  const formKey = newId('frm', now * 1000, deps.entropy)
  return { viewer, kind, holder: holderOf(row), ahead: affectedOf(rows.ahead), formKey }
}
