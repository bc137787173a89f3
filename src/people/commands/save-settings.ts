import { nextAuditRow } from '../../audit/record.ts'
import { viewersProjects } from '../../bookings/reads/viewer-projects.ts'
import type { Actor, Deps, RequestKey } from '../../deps.ts'
import { storedAnswerOf, storedAnswerQuery } from '../../firms/reads/stored-answer.ts'
import { viewerOf, viewerQuery } from '../../firms/reads/viewer-query.ts'
import { sameViewerRow } from '../../firms/same-viewer.sql.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { json, sql } from '../../platform/db/sql.ts'
import { choosableKinds, mutedAfter } from '../notice-choice.ts'
import { mutedOf, mutedQuery } from '../reads/settings.ts'
import type { Locale } from '../../platform/i18n/locale.ts'

export interface Settings {
  readonly name: string
  readonly locale: Locale
  /** Null: as each instrument suggests. */
  readonly usualMinutes: number | null
  /** Null: the first one. */
  readonly defaultProjectId: string | null
  /** Kinds of letters that are wanted, among those that may be chosen; null leaves them as they are. */
  readonly notices: readonly string[] | null
}

/** Keeps a person's own choices. Throws Unauthenticated, KeyReused; Malformed for a project they may not book on. */
export async function saveSettings(deps: Deps, actor: Actor, settings: Settings, key: RequestKey): Promise<void> {
  const at = deps.now()
  const rows = await deps.db.read({
    viewer: viewerQuery(actor, at),
    stored: storedAnswerQuery(actor, key.key),
    projects: viewersProjects(actor),
    muted: mutedQuery(actor),
  })
  const viewer = viewerOf(rows.viewer)
  if (storedAnswerOf(rows.stored, key)) return
  const { name, locale, usualMinutes, defaultProjectId, notices } = settings
  const before = mutedOf(rows.muted)
  const muted = notices === null ? before : mutedAfter(before, choosableKinds(viewer), notices)
  if (defaultProjectId !== null && !rows.projects.some(({ id }) => id === defaultProjectId))
    throw new Malformed([{ pointer: '/project', kind: 'value' }])
  await deps.db.write(
    [
      sameViewerRow(viewer),
      sql`UPDATE person SET name = ${name}, locale = ${locale}, usual_minutes = ${usualMinutes},
        default_project_id = ${defaultProjectId}, muted = ${json(muted)} WHERE id = ${viewer.personId}`,
      nextAuditRow({
        at,
        actorId: viewer.personId,
        action: 'person.settings-saved',
        entity: viewer.personId,
        firmId: null,
        facilityId: null,
        detail: { locale, usualMinutes, defaultProjectId, muted, renamed: name !== viewer.name },
      }),
    ],
    { idempotency: { actor: viewer.personId, ...key, status: 303, body: '', at } },
  )
}
