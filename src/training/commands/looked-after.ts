import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery, type StoredAnswerRow } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery, type ViewerRow } from '../../firms/reads/viewer-query.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { Conflict } from '../../kernel/thrown.ts'
import { DbAbort } from '../../platform/db/port.ts'
import type { Query } from '../../platform/db/sql.ts'
import { kindOf, kindQuery, type KindRow, type TrainingKind } from '../reads/kind-query.ts'

/** What every command about a training reads first. */
export function groundQueries(deps: Deps, actor: Actor, kindId: string, key: RequestKey) {
  return {
    viewer: viewerQuery(actor, deps.now()),
    stored: storedAnswerQuery(actor, key.key),
    kinds: kindQuery(actor, kindId),
  }
}

interface GroundRows {
  readonly viewer: ViewerRow[]
  readonly stored: StoredAnswerRow[]
  readonly kinds: KindRow[]
}

export interface Ground {
  readonly viewer: Viewer
  readonly kind: TrainingKind
  /** True where this very request took effect before. */
  readonly isDone: boolean
}

/** Throws Unauthenticated, KeyReused; NotFound for a training that is not the viewer's to look after. */
export function groundOf(rows: GroundRows, key: RequestKey): Ground {
  const viewer = viewerOf(rows.viewer)
  return { viewer, kind: kindOf(rows.kinds), isDone: storedAnswerOf(rows.stored, key) !== null }
}

/** Writes under the form's key. Throws Conflict `try-again` where somebody was quicker. */
export async function writeOnce(
  deps: Deps,
  { personId }: Viewer,
  rows: readonly Query[],
  key: RequestKey,
  body = '',
): Promise<void> {
  const status = body === '' ? 200 : 201
  try {
    await deps.db.write(rows, { idempotency: { actor: personId, ...key, status, body, at: deps.now() } })
  } catch (error) {
    if (error instanceof DbAbort && error.token !== 'OTHER_CONSTRAINT') throw new Conflict('try-again')
    throw error
  }
}
